import { type TemplateResult, html } from "lit";

const ADDRESS = /https?:\/\/[^\s<>"'“”]+/gi;
/** What ends the sentence and not the address. */
const TRAILING = /[.,;:!?'*_~)\]}»]+$/;

/** The address if a page may lead to it: http and https, nothing that runs. */
export function webAddress(url: string | null): string | undefined {
  if (url === null || !URL.canParse(url)) return undefined;
  return /^https?:$/.test(new URL(url).protocol) ? url : undefined;
}

/** A text with the web addresses in it as links. */
export function linked(text: string): (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const url = withoutEnd(match[0]);
    if (webAddress(url) === undefined) continue;
    parts.push(text.slice(end, match.index), link(url, url));
    end = match.index + url.length;
  }
  parts.push(text.slice(end));
  return parts;
}

/** A link that leaves the console; only for what `webAddress` has passed. */
export function link(url: string, text: string): TemplateResult {
  return html`<a href=${url} target="_blank" rel="noopener noreferrer">${text}</a>`;
}

/** A closing bracket belongs to the address if it was opened in it. */
function withoutEnd(url: string): string {
  const short = url.replace(TRAILING, "");
  const balanced = short.includes("(") && url[short.length] === ")";
  return balanced ? url.slice(0, short.length + 1) : short;
}
