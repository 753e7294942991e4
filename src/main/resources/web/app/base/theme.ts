import { storage } from "./storage.js";

export type Theme = "light" | "dark" | "system";

/** The colour theme of the page. `system` follows the operating system. */
export const theme = {
  get now(): Theme {
    return (storage.get("theme") as Theme | undefined) ?? "system";
  },

  choose(chosen: Theme): void {
    storage.set("theme", chosen === "system" ? undefined : chosen);
    this.show();
  },

  show(): void {
    document.documentElement.dataset["theme"] = this.now;
  },
};
