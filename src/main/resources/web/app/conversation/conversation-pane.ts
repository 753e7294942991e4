import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { View } from "../base/view.js";
import type { Desk } from "../desk/desk.js";

/** One conversation: its messages, what one can do with it, who the contact is. */
@customElement("prosa-conversation")
export class ConversationPane extends View {
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) conversationId!: string;

  override render() {
    return html`<section class="conversation"><h2>${this.desk.feeds.get(this.conversationId)?.contact.name}</h2></section>`;
  }
}
