import { Store } from "../base/store.js";
import type { Api } from "../session/api.js";
import type { Role } from "../session/session.js";

export interface Department {
  readonly id: string;
  readonly name: string;
}

/** The role AGENT receives `id`, `name` and `departmentIds` only. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly departmentIds: readonly string[];
  readonly email?: string;
  readonly role?: Role;
  readonly active?: boolean;
}

export type ChannelType = "WEBCHAT" | "WHATSAPP_WABA" | "WHATSAPP_BAILEYS" | "GENERIC";

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly type: ChannelType;
  readonly departmentId: string | null;
  readonly phone: string | null;
}

/** The departments, agents and channels of the institution, each list sorted by name. */
export class Directory extends Store {
  departments: readonly Department[] = [];
  agents: readonly Colleague[] = [];
  channels: readonly Channel[] = [];
  loaded = false;
  readonly #api: Api;
  #loads = 0;

  constructor(api: Api) {
    super();
    this.#api = api;
  }

  /** Loads all lists again. If that fails, the old lists stay. */
  async load(): Promise<void> {
    const load = ++this.#loads;
    const [departments, agents, channels] = await Promise.all([
      this.#api.all<Department>("/departments"),
      this.#api.all<Colleague>("/agents"),
      this.#api.all<Channel>("/channels"),
    ]);
    // a later load has started and may have finished first
    if (load !== this.#loads) return;
    Object.assign(this, { departments, agents, channels });
    this.loaded = true;
    this.changed();
  }

  department(id: string): Department | undefined {
    return this.departments.find((one) => one.id === id);
  }

  agent(id: string): Colleague | undefined {
    return this.agents.find((one) => one.id === id);
  }

  channel(id: string): Channel | undefined {
    return this.channels.find((one) => one.id === id);
  }

  /** The agents who can be the assignee in this department. In triage (null) every active agent can. */
  assignableAgents(departmentId: string | null): readonly Colleague[] {
    return this.agents.filter(
      (agent) => agent.active !== false && (departmentId === null || agent.departmentIds.includes(departmentId)),
    );
  }
}
