import { inLanguages } from "../base/language.js";

export const PERMISSIONS = [
  "conversations.read",
  "conversations.write",
  "messages.send",
  "messages.ingest",
  "directory.read",
  "directory.write",
] as const;

export type Permission = (typeof PERMISSIONS)[number];

const words = inLanguages({
  en: {
    "conversations.read": "Read conversations and follow them live",
    "conversations.write": "Assign, transfer and close conversations",
    "messages.send": "Send messages to contacts",
    "messages.ingest": "Bring in messages of contacts and delivery reports",
    "directory.read": "Read departments, agents, channels and contacts",
    "directory.write": "Change departments, agents, channels and contacts",
  },
  pt: {
    "conversations.read": "Ler conversas e acompanhá-las ao vivo",
    "conversations.write": "Atribuir, transferir e encerrar conversas",
    "messages.send": "Enviar mensagens a contatos",
    "messages.ingest": "Trazer mensagens de contatos e relatórios de entrega",
    "directory.read": "Ler departamentos, atendentes, canais e contatos",
    "directory.write": "Mudar departamentos, atendentes, canais e contatos",
  },
});

/** The description of a permission. */
export function permissionName(permission: Permission): string {
  return words()[permission];
}
