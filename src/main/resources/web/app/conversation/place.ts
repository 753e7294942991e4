/** Nobody scrolls to the very last pixel. */
const END_PX = 48;
/** Where one begins is so far from the top, so that a little of what comes before is seen. */
const ABOVE_PX = 56;

/** Where in the messages one is: at the end, and then it stays there; else where one reads, whatever comes above. */
export class Place {
  readonly #moved: () => void;
  readonly #sizes = new ResizeObserver(() => this.#resized());
  #log: HTMLElement | undefined;
  #kept: { readonly element: Element; readonly top: number } | undefined;
  #from: Element | undefined;
  #settled = false;
  atEnd = true;

  constructor(moved: () => void) {
    this.#moved = moved;
  }

  /** @param from where to begin; null: at the end */
  start(log: HTMLElement, from: Element | null): void {
    this.#log = log;
    this.#sizes.observe(log);
    this.#sizes.observe(log.firstElementChild!);
    log.addEventListener("scroll", this.#scrolled, { passive: true });
    this.#from = from ?? undefined;
    this.atEnd = from === null;
    this.#begin();
    // how tall messages are is known only once they are drawn
    requestAnimationFrame(() => requestAnimationFrame(() => this.#settle()));
  }

  stop(): void {
    this.#sizes.disconnect();
    this.#log?.removeEventListener("scroll", this.#scrolled);
  }

  get fromTop(): number {
    return this.#log?.scrollTop ?? Infinity;
  }

  toEnd(): void {
    if (!this.#log) return;
    this.#from = undefined;
    this.atEnd = true;
    this.#log.scrollTop = this.#log.scrollHeight;
  }

  /** Before the messages change. */
  remember(): void {
    this.#kept = undefined;
    if (!this.#log || this.atEnd || !this.#settled) return;
    const top = this.#log.getBoundingClientRect().top;
    const element = this.#messages().find((one) => one.getBoundingClientRect().bottom > top);
    if (element) this.#kept = { element, top: element.getBoundingClientRect().top };
  }

  /** After they have. */
  restore(): void {
    if (!this.#settled) this.#begin();
    else if (this.atEnd) this.toEnd();
    else if (this.#kept?.element.isConnected)
      this.#log!.scrollTop += this.#kept.element.getBoundingClientRect().top - this.#kept.top;
  }

  /** The seq of the last message that is in sight. */
  lastInSight(): number | undefined {
    if (!this.#log || !this.#settled) return undefined;
    const { top, bottom } = this.#log.getBoundingClientRect();
    if (bottom <= top) return undefined;
    const last = this.#messages().findLast((one) => startsAbove(one, bottom));
    return last === undefined ? undefined : Number(last.dataset["seq"]);
  }

  #messages(): HTMLElement[] {
    return [...(this.#log?.querySelectorAll<HTMLElement>("[data-seq]") ?? [])];
  }

  #begin(): void {
    if (!this.#log || this.#from === undefined) return this.toEnd();
    const down = this.#from.getBoundingClientRect().top - this.#log.getBoundingClientRect().top;
    this.#log.scrollTop += down - ABOVE_PX;
  }

  #settle(): void {
    this.#begin();
    this.#settled = true;
    this.#look();
    this.#moved();
  }

  #look(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#log!;
    this.atEnd = scrollHeight - scrollTop - clientHeight < END_PX;
  }

  #resized(): void {
    if (!this.#settled) this.#begin();
    else if (this.atEnd) this.toEnd();
    this.#moved();
  }

  readonly #scrolled = () => {
    if (this.#settled) this.#look();
    this.#moved();
  };
}

/** Of a long message the beginning is enough. */
function startsAbove(element: Element, bottom: number): boolean {
  const { top, height } = element.getBoundingClientRect();
  return top + Math.min(height, 40) <= bottom + 1;
}
