import { storage } from "./storage.js";
import { Store } from "./store.js";

export type Language = "en" | "pt";

const LOCALES: Record<Language, string> = { en: "en", pt: "pt-BR" };

/** The language of the page: the user's choice, or else the language of the browser. */
class LanguageChoice extends Store {
  #now: Language = (storage.get("language") as Language | undefined) ?? ofBrowser();

  constructor() {
    super();
    document.documentElement.lang = LOCALES[this.#now];
  }

  get now(): Language {
    return this.#now;
  }

  /** The locale for `Intl`: the browser's regional variant of the language if it has one. */
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

/** The texts of one part of the page. A text that is missing in one language is a compile error. */
export function inLanguages<Words>(words: { en: Words; pt: NoInfer<Words> }): () => Words {
  return () => words[language.now];
}

/** The singular or plural form with its number: `plural(3, "message", "messages")` is `3 messages`. */
export function plural(count: number, one: string, other: string): string {
  const form = new Intl.PluralRules(language.locale).select(count) === "one" ? one : other;
  return `${number(count)} ${form}`;
}

export function number(value: number): string {
  let format = numbers.get(language.locale);
  if (!format) numbers.set(language.locale, (format = new Intl.NumberFormat(language.locale)));
  return format.format(value);
}

// creating a format takes far longer than using it
const numbers = new Map<string, Intl.NumberFormat>();
