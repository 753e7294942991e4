import { storage } from "./storage.js";
import { Store } from "./store.js";

export type Language = "en" | "pt";

const LOCALES: Record<Language, string> = { en: "en", pt: "pt-BR" };

/** The language of the page: the one chosen here, else the browser's. */
class LanguageChoice extends Store {
  #now: Language = (storage.get("language") as Language | undefined) ?? ofBrowser();

  constructor() {
    super();
    document.documentElement.lang = LOCALES[this.#now];
  }

  get now(): Language {
    return this.#now;
  }

  /** For `Intl`: the browser's own variety of the language where there is one. */
  get locale(): string {
    return navigator.languages.find((one) => one.startsWith(this.#now)) ?? LOCALES[this.#now];
  }

  choose(language: Language): void {
    this.#now = language;
    storage.set("language", language);
    document.documentElement.lang = LOCALES[language];
    this.changed();
  }
}

function ofBrowser(): Language {
  return navigator.languages.find((one) => /^(pt|en)\b/.test(one))?.startsWith("pt") ? "pt" : "en";
}

export const language = new LanguageChoice();

/** The words of one part of the page; what lacks in one language does not compile. */
export function inLanguages<Words>(words: { en: Words; pt: NoInfer<Words> }): () => Words {
  return () => words[language.now];
}

/** One of two forms by number: `plural(3, "message", "messages")` is `3 messages`. */
export function plural(count: number, one: string, other: string): string {
  const form = new Intl.PluralRules(language.locale).select(count) === "one" ? one : other;
  return `${number(count)} ${form}`;
}

export function number(value: number): string {
  let format = numbers.get(language.locale);
  if (!format) numbers.set(language.locale, (format = new Intl.NumberFormat(language.locale)));
  return format.format(value);
}

// a format takes far longer to make than to use
const numbers = new Map<string, Intl.NumberFormat>();
