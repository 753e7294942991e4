import { type TemplateResult, html, nothing } from "lit";
import type { Message } from "prosa-live";
import { inLanguages } from "../base/language.js";
import { clock, day, exactly } from "../base/time.js";
import type { UnsentReply } from "../desk/send-queue.js";
import { messageContent, text } from "./message-content.js";

const words = inLanguages({
  en: {
    you: "You",
    status: { QUEUED: "Queued", SENT: "Sent", DELIVERED: "Delivered", READ: "Read", FAILED: "Failed" },
    sending: "Sending…",
    unsent: "Not sent",
    retry: "Try again",
    discard: "Discard",
  },
  pt: {
    you: "Você",
    status: { QUEUED: "Na fila", SENT: "Enviada", DELIVERED: "Entregue", READ: "Lida", FAILED: "Falhou" },
    sending: "Enviando…",
    unsent: "Não enviada",
    retry: "Tentar de novo",
    discard: "Descartar",
  },
});

const TICKS = { QUEUED: "◷", SENT: "✓", DELIVERED: "✓✓", READ: "✓✓", FAILED: "✕" } as const;
const SAME_GROUP_MS = 5 * 60_000;

/** @param before the message above, if there is one */
export function messageView(message: Message, before: Message | undefined, me: string): TemplateResult {
  const { author, direction, createdAt, seq } = message;
  const name = author.id === me ? words().you : author.name;
  const continues = before !== undefined && continuesAuthor(message, before);
  return html`<article
    class="message ${direction === "INBOUND" ? "theirs" : "ours"} ${continues ? "continues" : ""}"
    data-seq=${seq}
    aria-label="${name}, ${clock(createdAt)}"
  >
    ${continues ? nothing : html`<p class="author" aria-hidden="true">${name}</p>`}
    <div class="bubble">
      ${messageContent(message)}
      <footer>
        <time datetime=${createdAt} title=${exactly(createdAt)}>${clock(createdAt)}</time>
        ${direction === "OUTBOUND" ? status(message) : nothing}
      </footer>
    </div>
  </article>`;
}

/** A reply that the service has not accepted yet. */
export function unsentView(unsent: UnsentReply, retry: () => void, discard: () => void): TemplateResult {
  const failed = unsent.state === "failed";
  return html`<article class="message ours unsent ${failed ? "failed" : ""}" aria-label=${words().you}>
    <div class="bubble">
      ${text(unsent.text)}
      <footer>
        ${failed
          ? html`<span class="why">${words().unsent}: ${unsent.refusal}</span>
              <button type="button" @click=${retry}>${words().retry}</button>
              <button type="button" @click=${discard}>${words().discard}</button>`
          : html`<span>${words().sending}</span>`}
      </footer>
    </div>
  </article>`;
}

/** Whether the message belongs to the same group: same author, and soon after the one before. */
function continuesAuthor(message: Message, before: Message): boolean {
  return (
    message.author.id === before.author.id &&
    message.direction === before.direction &&
    day(message.createdAt) === day(before.createdAt) &&
    Date.parse(message.createdAt) - Date.parse(before.createdAt) < SAME_GROUP_MS
  );
}

function status({ status, error }: Message): TemplateResult {
  const said = words().status[status];
  const why = status === "FAILED" ? [said, error?.message ?? error?.code].filter(Boolean).join(": ") : said;
  return html`<span class="tick ${status.toLowerCase()}" title=${why}>
    <span aria-hidden="true">${TICKS[status]}</span>
    ${status === "FAILED" ? html`<span>${why}</span>` : html`<span class="visually-hidden">${why}</span>`}
  </span>`;
}
