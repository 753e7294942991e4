import type { Channel } from "../desk/directory.js";
import type { Desk } from "../desk/desk.js";

const FIRST = ["Maria", "João", "Camila", "Rafael", "Beatriz", "Diego", "Larissa", "Tiago", "Emma", "Noah", "Lucía", "Hugo"];
const LAST = ["Silva", "Costa", "Almeida", "Pereira", "Rocha", "Nunes", "Barros", "Keller", "Novak", "Moreau", "Haddad", "Lima"];

export interface SampleContact {
  readonly name: string;
  readonly phone: string;
}

/** A contact with a random name and phone, most likely a new one. */
export function randomContact(): SampleContact {
  return { name: `${randomOf(FIRST)} ${randomOf(LAST)}`, phone: `55119${String(Math.random()).slice(2, 10)}` };
}

export function randomOf<T>(all: readonly T[]): T {
  return all[Math.floor(Math.random() * all.length)]!;
}

/** The channels of the departments that this agent can view; if there are none, all channels. */
export function visibleChannels({ directory, feeds }: Desk): readonly Channel[] {
  const seen = new Set(feeds.departments.map(({ id }) => id));
  const inSight = directory.channels.filter(({ departmentId }) => departmentId === null || seen.has(departmentId));
  return inSight.length > 0 ? inSight : directory.channels;
}
