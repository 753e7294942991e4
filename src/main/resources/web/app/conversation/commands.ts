import type { Conversation } from "prosa-live";
import { inLanguages } from "../base/language.js";
import { notices } from "../base/notice.js";
import { errorMessage } from "../base/problem.js";
import { departmentName } from "../desk/department-name.js";
import type { Desk } from "../desk/desk.js";
import { markRead } from "./read-marker.js";
import type { Thread } from "./thread.js";

const words = inLanguages({
  en: {
    givenBack: (name: string) => `${name} waits for an agent again.`,
    assigned: (name: string, to: string) => `The conversation with ${name} was assigned to ${to}.`,
    transferred: (name: string, to: string) => `The conversation with ${name} was transferred to ${to}.`,
    closed: (name: string) => `The conversation with ${name} is closed.`,
  },
  pt: {
    givenBack: (name) => `${name} espera de novo por um atendente.`,
    assigned: (name, to) => `A conversa com ${name} foi atribuída a ${to}.`,
    transferred: (name, to) => `A conversa com ${name} foi transferida para ${to}.`,
    closed: (name) => `A conversa com ${name} foi encerrada.`,
  },
});

/** The commands for a conversation, and which of them are possible now. */
export class Commands {
  readonly #desk: Desk;
  readonly #thread: Thread;

  constructor(desk: Desk, thread: Thread) {
    this.#desk = desk;
    this.#thread = thread;
  }

  /** Whether this agent can be the assignee. */
  get canBeAssignee(): boolean {
    const { directory, me } = this.#desk;
    const departmentId = this.#now?.departmentId ?? null;
    if (!directory.loaded) return departmentId === null || me.departments.some(({ id }) => id === departmentId);
    return directory.assignableAgents(departmentId).some(({ id }) => id === me.id);
  }

  get canTake(): boolean {
    return this.#thread.active && this.#now?.assignedTo === null && this.canBeAssignee;
  }

  get canGiveBack(): boolean {
    return this.#thread.active && this.#now?.assignedTo !== null;
  }

  get canMarkRead(): boolean {
    return this.#thread.active && (this.#now?.unreadCount ?? 0) > 0;
  }

  /** Makes this agent the assignee, unless another agent was faster. */
  take(): Promise<void> {
    return this.#try(() => this.#command("assign", { attendantId: this.#desk.me.id, expected: null }));
  }

  giveBack(): Promise<void> {
    return this.#try(async () => {
      const { contact } = await this.#command("assign", { attendantId: null });
      notices.info(words().givenBack(contact.name));
    });
  }

  markRead(): Promise<void> {
    return this.#try(() => markRead(this.#desk, this.#thread));
  }

  async assign(attendantId: string): Promise<void> {
    const { contact, assignedTo } = await this.#command("assign", { attendantId });
    if (assignedTo && assignedTo.id !== this.#desk.me.id) notices.info(words().assigned(contact.name, assignedTo.name));
  }

  async transfer(to: { departmentId: string | null; attendantId?: string; note?: string }): Promise<void> {
    const { contact, departmentId, assignedTo } = await this.#command("transfer", to);
    const where = [departmentName(this.#desk, departmentId), assignedTo?.name].filter(Boolean).join(", ");
    notices.info(words().transferred(contact.name, where));
  }

  async close(note: string | undefined): Promise<void> {
    const { contact } = await this.#command("close", { note });
    notices.info(words().closed(contact.name));
  }

  get #now(): Conversation | undefined {
    return this.#thread.conversation;
  }

  async #command(name: string, body: unknown): Promise<Conversation> {
    const path = `/conversations/${this.#thread.id}/${name}`;
    try {
      const after = await this.#desk.api.call<Conversation>(path, { method: "PATCH", body });
      this.#thread.update(after);
      return after;
    } catch (cause) {
      // the conversation may have changed, so read it again
      void this.#thread.refresh();
      throw cause;
    }
  }

  async #try(command: () => Promise<unknown>): Promise<void> {
    try {
      await command();
    } catch (cause) {
      notices.error(errorMessage(cause));
    }
  }
}
