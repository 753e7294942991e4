import { send } from "./api.js";

/** What the service says about itself to the console. */
export interface Settings {
  /** Whether it runs on made-up people, so that one may play contacts. */
  readonly demo: boolean;
  /** After so many seconds of waiting a conversation is late. */
  readonly waitingLimit: number;
}

let loading: Promise<Settings> | undefined;

/** Asked for once; again after a failure. */
export function settings(): Promise<Settings> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Settings> {
  try {
    return (await send<{ data: Settings }>("/console", {})).data;
  } catch (cause) {
    loading = undefined;
    throw cause;
  }
}
