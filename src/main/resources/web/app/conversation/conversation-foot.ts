import { type TemplateResult, html, nothing } from "lit";
import { ask } from "../base/dialog.js";
import { inLanguages } from "../base/language.js";
import { departmentName } from "../desk/department-name.js";
import type { Desk } from "../desk/desk.js";
import { Commands } from "./commands.js";
import "./composer.js";
import { StartDialog } from "./start-dialog.js";
import type { Thread } from "./thread.js";

const words = inLanguages({
  en: {
    takes: "Your reply takes this conversation.",
    others: (name: string) => `${name} holds this conversation.`,
    closed: "This conversation is closed.",
    start: "Start a new conversation",
    lost: (where: string) => `It was transferred to ${where} and is no longer yours to see. What you have read stays here.`,
    gone: "This conversation is no longer yours to see. What you have read stays here.",
  },
  pt: {
    takes: "Sua resposta assume esta conversa.",
    others: (name) => `Esta conversa está com ${name}.`,
    closed: "Esta conversa está encerrada.",
    start: "Começar uma nova conversa",
    lost: (where) => `Foi transferida para ${where} e você já não pode vê-la. O que você leu continua aqui.`,
    gone: "Você já não pode ver esta conversa. O que você leu continua aqui.",
  },
});

/** Below the messages: where one replies, or why one cannot. @param leave called to leave the reply */
export function conversationFoot(desk: Desk, thread: Thread, leave: () => void): TemplateResult | typeof nothing {
  const { conversation, lost } = thread;
  if (conversation === undefined || thread.failed) return nothing;
  if (lost) {
    const what = lost.to === null ? words().gone : words().lost(departmentName(desk, lost.to));
    return html`<p class="foot" role="status">${what}</p>`;
  }
  if (conversation.status === "CLOSED")
    return html`<div class="foot">
      <p role="status">${words().closed}</p>
      <button @click=${() => ask(new StartDialog(), { desk, follows: conversation })}>${words().start}</button>
    </div>`;
  return html`<prosa-composer
    .desk=${desk}
    .conversationId=${thread.id}
    .hint=${hint(desk, thread)}
    .leave=${leave}
  ></prosa-composer>`;
}

function hint(desk: Desk, thread: Thread): string {
  const holder = thread.conversation?.assignedTo;
  if (holder) return holder.id === desk.me.id ? "" : words().others(holder.name);
  return new Commands(desk, thread).mayHold ? words().takes : "";
}
