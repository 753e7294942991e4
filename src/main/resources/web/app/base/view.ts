import { LitElement } from "lit";
import { language } from "./language.js";
import { StoreController } from "./store.js";

/**
 * A part of the page. It draws into the page itself, without a shadow root, so that labels, headings and focus are one
 * whole for keyboards and screen readers, and one style sheet serves all.
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
