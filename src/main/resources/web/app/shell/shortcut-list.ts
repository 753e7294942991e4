import { html } from "lit";
import { customElement } from "lit/decorators.js";
import { Dialog } from "../base/dialog.js";
import { keys } from "../base/keys.js";
import { inLanguages } from "../base/language.js";

const words = inLanguages({
  en: { heading: "Keyboard shortcuts", tab: "Next field or button", tabKey: "Tab" },
  pt: { heading: "Atalhos do teclado", tab: "Próximo campo ou botão", tabKey: "Tab" },
});

const NAMES: Readonly<Record<string, string>> = { Escape: "Esc", ArrowDown: "↓", ArrowUp: "↑" };

/** The list of the shortcuts that work in the current view. */
@customElement("prosa-shortcut-list")
export class ShortcutList extends Dialog {
  protected heading() {
    return words().heading;
  }

  protected submit() {
    return undefined;
  }

  protected fields() {
    return html`<dl class="shortcuts">
      ${keys.all.map(({ key, label }) => html`<div><dt><kbd>${NAMES[key] ?? key}</kbd></dt><dd>${label()}</dd></div>`)}
      <div><dt><kbd>${words().tabKey}</kbd></dt><dd>${words().tab}</dd></div>
    </dl>`;
  }
}
