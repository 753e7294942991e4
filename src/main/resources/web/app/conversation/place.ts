/** Nobody scrolls to the very last pixel. */
const END_PX = 48;

/** Where in the messages one is: at the end, and then it stays there; else where one reads, whatever comes above. */
export class Place {
  readonly #moved: () => void;
  readonly #sizes = new ResizeObserver(() => this.#resized());
  #log: HTMLElement | undefined;
  #kept: { readonly element: Element; readonly top: number } | undefined;
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
    if (from === null) return this.toEnd();
    from.scrollIntoView({ block: "start" });
    this.#look();
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
    this.atEnd = true;
    this.#log.scrollTop = this.#log.scrollHeight;
  }

  /** Before the messages change. */
  remember(): void {
    this.#kept = undefined;
    if (!this.#log || this.atEnd) return;
    const top = this.#log.getBoundingClientRect().top;
    const element = this.#messages().find((one) => one.getBoundingClientRect().bottom > top);
    if (element) this.#kept = { element, top: element.getBoundingClientRect().top };
  }

  /** After they have. */
  restore(): void {
    if (!this.#log) return;
    if (this.atEnd) this.toEnd();
    else if (this.#kept?.element.isConnected)
      this.#log.scrollTop += this.#kept.element.getBoundingClientRect().top - this.#kept.top;
  }

  /** The seq of the last message that is in sight. */
  lastInSight(): number | undefined {
    if (!this.#log) return undefined;
    const { top, bottom } = this.#log.getBoundingClientRect();
    if (bottom <= top) return undefined;
    const last = this.#messages().findLast((one) => startsAbove(one, bottom));
    return last === undefined ? undefined : Number(last.dataset["seq"]);
  }

  #messages(): HTMLElement[] {
    return [...(this.#log?.querySelectorAll<HTMLElement>("[data-seq]") ?? [])];
  }

  #look(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#log!;
    this.atEnd = scrollHeight - scrollTop - clientHeight < END_PX;
  }

  #resized(): void {
    if (this.atEnd) this.toEnd();
    this.#moved();
  }

  readonly #scrolled = () => {
    this.#look();
    this.#moved();
  };
}

/** Of a long message the beginning is enough. */
function startsAbove(element: Element, bottom: number): boolean {
  const { top, height } = element.getBoundingClientRect();
  return top + Math.min(height, 40) <= bottom + 1;
}
