import { type TemplateResult, html, nothing } from "lit";
import { openDialog } from "../base/dialog.js";
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

/**
 * The part below the messages: the composer, or the reason why the agent cannot reply.
 *
 * @param leave called to move the focus out of the composer
 */
export function conversationFooter(desk: Desk, thread: Thread, leave: () => void): TemplateResult | typeof nothing {
  const { conversation, revoked } = thread;
  if (conversation === undefined || thread.failed) return nothing;
  if (revoked) {
    const what = revoked.to === null ? words().gone : words().lost(departmentName(desk, revoked.to));
    return html`<p class="conversation-footer" role="status">${what}</p>`;
  }
  if (conversation.status === "CLOSED")
    return html`<div class="conversation-footer">
      <p role="status">${words().closed}</p>
      <button @click=${() => openDialog(new StartDialog(), { desk, follows: conversation })}>${words().start}</button>
    </div>`;
  return html`<prosa-composer
    .desk=${desk}
    .conversationId=${thread.id}
    .hint=${hint(desk, thread)}
    .leave=${leave}
  ></prosa-composer>`;
}

function hint(desk: Desk, thread: Thread): string {
  const assignee = thread.conversation?.assignedTo;
  if (assignee) return assignee.id === desk.me.id ? "" : words().others(assignee.name);
  return new Commands(desk, thread).canBeAssignee ? words().takes : "";
}
