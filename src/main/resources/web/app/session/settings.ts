import { send } from "./api.js";

/** The settings that the service gives to the console. */
export interface Settings {
  /** Whether the service runs in demo mode, so that the agent can simulate contacts. */
  readonly demo: boolean;
  /** The seconds after which a waiting conversation is late. */
  readonly waitingLimit: number;
}

let loading: Promise<Settings> | undefined;

/** Requests the settings once, and again after a failure. */
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
