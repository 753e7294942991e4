import { type TemplateResult, html, nothing } from "lit";
import { inLanguages } from "../base/language.js";
import { exactly, shortly } from "../base/time.js";
import { departmentName } from "../desk/department-name.js";
import type { Desk } from "../desk/desk.js";
import type { HistoryEntry } from "./history.js";
import { text } from "./message-content.js";

const words = inLanguages({
  en: {
    opened: (by: string) => `Opened by ${by}`,
    openedBySystem: "Opened by the contact's message",
    took: (by: string) => `${by} took it`,
    assigned: (by: string, to: string) => `${by} assigned it to ${to}`,
    givenBack: (by: string) => `${by} gave it back`,
    left: (who: string) => `Given back, for ${who} left`,
    transferred: (by: string) => `Transferred by ${by}`,
    closed: (by: string) => `Closed by ${by}`,
    fromTo: (from: string, to: string) => `from ${from} to ${to}`,
    nobody: "nobody",
    system: "Prosa",
    you: "you",
    someone: "an agent who has left",
  },
  pt: {
    opened: (by) => `Aberta por ${by}`,
    openedBySystem: "Aberta pela mensagem do contato",
    took: (by) => `${by} assumiu`,
    assigned: (by, to) => `${by} atribuiu a ${to}`,
    givenBack: (by) => `${by} devolveu`,
    left: (who) => `Devolvida, porque ${who} saiu`,
    transferred: (by) => `Transferida por ${by}`,
    closed: (by) => `Encerrada por ${by}`,
    fromTo: (from, to) => `de ${from} para ${to}`,
    nobody: "ninguém",
    system: "Prosa",
    you: "você",
    someone: "um atendente que saiu",
  },
});

/** One entry of the history: what happened, by whom, when, and the note. */
export function historyView(entry: HistoryEntry, desk: Desk): TemplateResult {
  return html`<li>
    <span>${what(entry, desk)}</span>
    ${entry.type === "TRANSFERRED"
      ? html`<small>${words().fromTo(departmentAndAssignee(entry.from, desk), departmentAndAssignee(entry.to, desk))}</small>`
      : nothing}
    ${entry.note ? html`<blockquote>${text(entry.note)}</blockquote>` : nothing}
    <small><time datetime=${entry.at} title=${exactly(entry.at)}>${shortly(entry.at)}</time></small>
  </li>`;
}

function what({ type, by, from, to }: HistoryEntry, desk: Desk): string {
  const actor = by.id === desk.me.id ? words().you : (by.name ?? words().system);
  switch (type) {
    case "OPENED":
      return by.type === "SYSTEM" ? words().openedBySystem : words().opened(actor);
    case "TRANSFERRED":
      return words().transferred(actor);
    case "CLOSED":
      return words().closed(actor);
    case "ASSIGNED":
      if (to.attendantId === null)
        return by.type === "SYSTEM" ? words().left(name(from.attendantId, desk)) : words().givenBack(capital(actor));
      return to.attendantId === by.id ? words().took(capital(actor)) : words().assigned(capital(actor), name(to.attendantId, desk));
  }
}

function departmentAndAssignee({ departmentId, attendantId }: HistoryEntry["from"], desk: Desk): string {
  const department = departmentName(desk, departmentId);
  return attendantId === null ? department : `${department} (${name(attendantId, desk)})`;
}

function name(agentId: string | null, desk: Desk): string {
  if (agentId === null) return words().nobody;
  if (agentId === desk.me.id) return words().you;
  return desk.directory.agent(agentId)?.name ?? words().someone;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
