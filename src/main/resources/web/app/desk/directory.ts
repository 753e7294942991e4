import { Store } from "../base/store.js";
import type { Api } from "../session/api.js";
import type { Role } from "../session/session.js";

export interface Department {
  readonly id: string;
  readonly name: string;
}

/** An AGENT is shown `id`, `name` and `departmentIds` only. */
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

/** Who and what is there to name and to choose from: departments, agents, channels. Each list by name. */
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

  /** Reads it again; what could not be read stays as it was. */
  async load(): Promise<void> {
    const load = ++this.#loads;
    const [departments, agents, channels] = await Promise.all([
      this.#api.all<Department>("/departments"),
      this.#api.all<Colleague>("/agents"),
      this.#api.all<Channel>("/channels"),
    ]);
    // a later one has been begun, and may have come first
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

  /** Those who may hold a conversation of this department; null is triage, where everybody may. */
  assignableAgents(departmentId: string | null): readonly Colleague[] {
    return this.agents.filter(
      (agent) => agent.active !== false && (departmentId === null || agent.departmentIds.includes(departmentId)),
    );
  }
}
