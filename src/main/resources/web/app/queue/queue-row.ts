import { html, nothing } from "lit";
import type { Conversation, MessageType } from "prosa-live";
import { inLanguages, number, plural } from "../base/language.js";
import { route } from "../base/route.js";
import { elapsed, exactly, lateness, shortly } from "../base/time.js";
import type { Desk } from "../desk/desk.js";

const words = inLanguages({
  en: {
    you: "You",
    kinds: { text: "", image: "📷 Picture", audio: "🎤 Audio", video: "🎬 Video", document: "📄 Document", contact: "👤 Contact" },
    unread: (count: number) => plural(count, "unread message", "unread messages"),
    waiting: (time: string) => `waiting ${time}`,
    nothing: "No messages yet",
  },
  pt: {
    you: "Você",
    kinds: { text: "", image: "📷 Foto", audio: "🎤 Áudio", video: "🎬 Vídeo", document: "📄 Documento", contact: "👤 Contato" },
    unread: (count) => plural(count, "mensagem não lida", "mensagens não lidas"),
    waiting: (time) => `esperando há ${time}`,
    nothing: "Sem mensagens ainda",
  },
});

/** One row: contact, last message, time, unread count, channel, assignee and waiting time. */
export function queueRow(row: Conversation, desk: Desk) {
  const { contact, unreadCount, waitingSince, status } = row;
  const current = route.get("conversation") === row.id;
  return html`<a
    class="row ${unreadCount > 0 ? "unread" : ""}"
    href=${route.with({ conversation: row.id })}
    aria-current=${current ? "true" : nothing}
    data-conversation=${row.id}
  >
    <span class="who">${contact.name}</span>
    <time datetime=${row.updatedAt} title=${exactly(row.updatedAt)}>${shortly(row.updatedAt)}</time>
    <span class="last">${last(row)}</span>
    ${unreadCount > 0
      ? html`<span class="badge"><span aria-hidden="true">${number(unreadCount)}</span><span class="visually-hidden">${words().unread(unreadCount)}</span></span>`
      : nothing}
    <span class="about">
      <span>${desk.directory.channel(row.channelId)?.name ?? ""}</span>
      ${row.assignedTo ? html`<span>${row.assignedTo.id === desk.me.id ? words().you : row.assignedTo.name}</span>` : nothing}
      ${waitingSince && status !== "CLOSED"
        ? html`<span class="waiting ${lateness(waitingSince, desk.settings.waitingLimit)}">${words().waiting(elapsed(waitingSince))}</span>`
        : nothing}
    </span>
  </a>`;
}

function last({ lastMessage }: Conversation): string {
  if (lastMessage === null) return words().nothing;
  const kind = words().kinds[lastMessage.type as MessageType] ?? "";
  const text = [kind, lastMessage.text].filter(Boolean).join(" ");
  return lastMessage.direction === "OUTBOUND" ? `↩ ${text}` : text;
}
