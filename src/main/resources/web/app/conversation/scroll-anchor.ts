/** So close to the end counts as the end. */
const END_PX = 48;
/** The distance of the first unread message from the top, so that a part of the message before it is visible. */
const ABOVE_PX = 56;

/** Keeps the scroll position of the messages: at the end, or else at the message that the agent is reading. */
export class ScrollAnchor {
  readonly #onMove: () => void;
  readonly #sizes = new ResizeObserver(() => this.#resized());
  #log: HTMLElement | undefined;
  #anchor: { readonly element: Element; readonly top: number } | undefined;
  #start: Element | undefined;
  #laidOut = false;
  atEnd = true;

  constructor(onMove: () => void) {
    this.#onMove = onMove;
  }

  /** @param from the element to start at; null starts at the end */
  start(log: HTMLElement, from: Element | null): void {
    this.#log = log;
    this.#sizes.observe(log);
    this.#sizes.observe(log.firstElementChild!);
    log.addEventListener("scroll", this.#scrolled, { passive: true });
    this.#start = from ?? undefined;
    this.atEnd = from === null;
    this.#scrollToStart();
    // the height of messages is known only after two frames
    requestAnimationFrame(() => requestAnimationFrame(() => this.#layoutDone()));
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
    this.#start = undefined;
    this.atEnd = true;
    this.#log.scrollTop = this.#log.scrollHeight;
  }

  /** Stores the first visible message. Call it before the messages change. */
  remember(): void {
    this.#anchor = undefined;
    if (!this.#log || this.atEnd || !this.#laidOut) return;
    const top = this.#log.getBoundingClientRect().top;
    const element = this.#messages().find((one) => one.getBoundingClientRect().bottom > top);
    if (element) this.#anchor = { element, top: element.getBoundingClientRect().top };
  }

  /** Restores the position. Call it after the messages have changed. */
  restore(): void {
    if (!this.#laidOut) this.#scrollToStart();
    else if (this.atEnd) this.toEnd();
    else if (this.#anchor?.element.isConnected)
      this.#log!.scrollTop += this.#anchor.element.getBoundingClientRect().top - this.#anchor.top;
  }

  /** The seq of the last visible message. */
  lastVisibleSeq(): number | undefined {
    if (!this.#log || !this.#laidOut) return undefined;
    const { top, bottom } = this.#log.getBoundingClientRect();
    if (bottom <= top) return undefined;
    const last = this.#messages().findLast((one) => startsAbove(one, bottom));
    return last === undefined ? undefined : Number(last.dataset["seq"]);
  }

  #messages(): HTMLElement[] {
    return [...(this.#log?.querySelectorAll<HTMLElement>("[data-seq]") ?? [])];
  }

  #scrollToStart(): void {
    if (!this.#log || this.#start === undefined) return this.toEnd();
    const down = this.#start.getBoundingClientRect().top - this.#log.getBoundingClientRect().top;
    this.#log.scrollTop += down - ABOVE_PX;
  }

  #layoutDone(): void {
    this.#scrollToStart();
    this.#laidOut = true;
    this.#measure();
    this.#onMove();
  }

  #measure(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#log!;
    this.atEnd = scrollHeight - scrollTop - clientHeight < END_PX;
  }

  #resized(): void {
    if (!this.#laidOut) this.#scrollToStart();
    else if (this.atEnd) this.toEnd();
    this.#onMove();
  }

  readonly #scrolled = () => {
    if (this.#laidOut) this.#measure();
    this.#onMove();
  };
}

/** Whether the beginning of a message is visible; a long message need not be visible to its end. */
function startsAbove(element: Element, bottom: number): boolean {
  const { top, height } = element.getBoundingClientRect();
  return top + Math.min(height, 40) <= bottom + 1;
}
