import { type TemplateResult, html, nothing } from "lit";
import type { ContactCard, Media, Message } from "prosa-live";
import { inLanguages, language } from "../base/language.js";
import { link, linked, webAddress } from "./web-text.js";

const words = inLanguages({
  en: {
    picture: "Picture",
    openPicture: "Open the picture in a new tab",
    audio: "Audio",
    video: "Video",
    document: "Document",
    failed: "This file could not be loaded.",
    open: "Open it in a new tab",
    nowhere: "This file has no address that may be opened.",
    phone: "Phone",
    email: "Email",
    organization: "Organization",
  },
  pt: {
    picture: "Foto",
    openPicture: "Abrir a foto em outra aba",
    audio: "Áudio",
    video: "Vídeo",
    document: "Documento",
    failed: "Não foi possível carregar este arquivo.",
    open: "Abrir em outra aba",
    nowhere: "Este arquivo não tem um endereço que se possa abrir.",
    phone: "Telefone",
    email: "E-mail",
    organization: "Organização",
  },
});

/** The content of a message. */
export function messageContent(message: Message): TemplateResult {
  const { type, content, contactCard } = message;
  if (type === "text") return text(content);
  if (type === "contact" && contactCard) return card(contactCard);
  const url = webAddress(message.mediaUrl);
  return html`
    ${url === undefined ? html`<p class="unloaded">${words().nowhere}</p>` : media(message, url)}
    ${content === "" ? nothing : text(content)}
  `;
}

export function text(content: string): TemplateResult {
  return html`<p class="text">${linked(content)}</p>`;
}

function media({ type, content, media }: Message, url: string): TemplateResult {
  switch (type) {
    case "image":
      return loading(
        html`<a class="picture" href=${url} target="_blank" rel="noopener noreferrer" title=${words().openPicture}>
          <img src=${url} alt=${content || (media?.fileName ?? words().picture)} loading="lazy" @error=${failed} />
        </a>`,
        url,
      );
    case "audio":
      return loading(
        html`<audio src=${url} controls preload="metadata" aria-label=${words().audio} @error=${failed}></audio>`,
        url,
      );
    case "video":
      return loading(
        html`<video src=${url} controls preload="metadata" aria-label=${words().video} @error=${failed}></video>`,
        url,
      );
    default:
      return file(media, url);
  }
}

/** Adds the text that is shown if the medium cannot be loaded. */
function loading(medium: TemplateResult, url: string): TemplateResult {
  return html`<div class="medium">
    ${medium}
    <p class="unloaded" hidden>${words().failed} ${link(url, words().open)}</p>
  </div>`;
}

function failed(event: Event): void {
  const medium = (event.target as Element).closest(".medium")!;
  for (const part of medium.children) (part as HTMLElement).hidden = !part.classList.contains("unloaded");
}

function file(media: Media | null, url: string): TemplateResult {
  const about = [media?.mimeType, media?.fileSize == null ? null : size(media.fileSize)].filter(Boolean).join(" · ");
  return html`<a class="file" href=${url} download=${media?.fileName ?? ""} target="_blank" rel="noopener noreferrer">
    <span class="icon" aria-hidden="true">📄</span>
    <span><strong>${media?.fileName ?? words().document}</strong><small>${about}</small></span>
  </a>`;
}

function card({ name, phone, email, organization }: ContactCard): TemplateResult {
  const facts = [
    [words().phone, phone],
    [words().email, email],
    [words().organization, organization],
  ];
  return html`<div class="card">
    <strong>${name}</strong>
    <dl>
      ${facts.map(([term, value]) => (value ? html`<div><dt>${term}</dt><dd>${value}</dd></div>` : nothing))}
    </dl>
  </div>`;
}

/** `1.2 MB` */
export function size(bytes: number): string {
  const power = bytes < 1_000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const unit = (["byte", "kilobyte", "megabyte", "gigabyte"] as const)[power];
  const format = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language.locale, format).format(bytes / 1_000 ** power);
}
