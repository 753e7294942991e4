import { type TemplateResult, html } from "lit";

const ADDRESS = /https?:\/\/[^\s<>"'“”]+/gi;
/** Characters that end the sentence and not the address. */
const TRAILING = /[.,;:!?'*_~)\]}»]+$/;

/** The address if it is safe to link to: http and https only, no scripts. */
export function webAddress(url: string | null): string | undefined {
  if (url === null || !URL.canParse(url)) return undefined;
  return /^https?:$/.test(new URL(url).protocol) ? url : undefined;
}

/** The text with its web addresses as links. */
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

/** A link out of the console; only for an address that `webAddress` has accepted. */
export function link(url: string, text: string): TemplateResult {
  return html`<a href=${url} target="_blank" rel="noopener noreferrer">${text}</a>`;
}

/** Keeps a closing bracket that was opened inside the address. */
function withoutEnd(url: string): string {
  const short = url.replace(TRAILING, "");
  const balanced = short.includes("(") && url[short.length] === ")";
  return balanced ? url.slice(0, short.length + 1) : short;
}
