import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { View } from "../base/view.js";
import type { Desk } from "../desk/desk.js";

@customElement("prosa-overview")
export class OverviewPage extends View {
  @property({ attribute: false }) desk!: Desk;

  override render() {
    return html`<section></section>`;
  }
}
