import { LitElement } from "lit";
import { language } from "./language.js";
import { StoreController } from "./store.js";

/**
 * The base class of the console's elements. They render without a shadow root, so that labels, headings and focus work
 * across elements for keyboards and screen readers, and so that one style sheet applies to all.
 */
export abstract class View extends LitElement {
  constructor() {
    super();
    new StoreController(this, () => [language]);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
