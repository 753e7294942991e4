/** The browser's local storage, with keys that begin with `prosa.`. If the browser forbids it, nothing is stored. */
export const storage = {
  get(key: string): string | undefined {
    try {
      return localStorage.getItem(`prosa.${key}`) ?? undefined;
    } catch {
      return undefined;
    }
  },

  /** Stores the value. The value undefined removes the key. */
  set(key: string, value: string | undefined): void {
    try {
      if (value === undefined) localStorage.removeItem(`prosa.${key}`);
      else localStorage.setItem(`prosa.${key}`, value);
    } catch {
      // the storage is full or forbidden: the value is lost with the page
    }
  },

  /** Removes all keys with this prefix. */
  removeAll(prefix: string): void {
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(`prosa.${prefix}`)) localStorage.removeItem(key);
    } catch {
      // the storage is forbidden, so it is empty
    }
  },
};
