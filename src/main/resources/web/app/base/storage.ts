/** What this browser remembers, where it may: a browser that forbids it only forgets. */
export const storage = {
  get(key: string): string | undefined {
    try {
      return localStorage.getItem(`prosa.${key}`) ?? undefined;
    } catch {
      return undefined;
    }
  },

  /** Undefined: forget it. */
  set(key: string, value: string | undefined): void {
    try {
      if (value === undefined) localStorage.removeItem(`prosa.${key}`);
      else localStorage.setItem(`prosa.${key}`, value);
    } catch {
      // full or forbidden: it lasts as long as the page
    }
  },

  /** All whose keys begin so. */
  removeAll(prefix: string): void {
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(`prosa.${prefix}`)) localStorage.removeItem(key);
    } catch {
      // forbidden: there is nothing
    }
  },
};
