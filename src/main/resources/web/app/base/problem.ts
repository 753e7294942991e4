import { inLanguages } from "./language.js";

/** An error response of the service (`application/problem+json`). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  /** The current assignee; only with the code `ALREADY_ASSIGNED`. */
  readonly assignedTo: { readonly id: string; readonly name: string } | undefined;

  constructor(status: number, body: Partial<Problem> & { detail?: string }) {
    super(body.detail ?? `HTTP ${status}`);
    this.status = status;
    this.code = body.code ?? "INTERNAL_ERROR";
    this.errors = body.errors ?? [];
    this.assignedTo = body.assignedTo;
  }

  /** Whether the same request may succeed a little later. */
  get isRetryable(): boolean {
    return this.status >= 500 || this.status === 429 || this.code === "IDEMPOTENCY_CONFLICT";
  }
}

/** No response arrived: the network or the service is down. */
export class Unreachable extends Error {}

const words = inLanguages({
  en: {
    unreachable: "The service cannot be reached. Try again when the connection is back.",
    taken: (name: string) => `Already taken by ${name}.`,
    closed: "This conversation has been closed meanwhile.",
    elsewhere: "This contact is in a conversation that you may not see.",
    notInDepartment: "That agent does not work in this department, or is not active.",
    gone: "It is no longer there, or no longer yours to see.",
    forbidden: "You may not do this.",
    inUse: "It is still in use.",
    exists: "There is one like it already.",
    tooMany: "Too many attempts. Wait a little.",
    busy: "The service is busy. Try again in a moment.",
    failed: "Something went wrong in the service. It has been logged.",
    unexpected: "Something went wrong on this page.",
  },
  pt: {
    unreachable: "Não foi possível falar com o serviço. Tente de novo quando a conexão voltar.",
    taken: (name) => `Já assumida por ${name}.`,
    closed: "Esta conversa foi encerrada nesse meio-tempo.",
    elsewhere: "Este contato está em uma conversa que você não pode ver.",
    notInDepartment: "Esse atendente não trabalha neste departamento ou não está ativo.",
    gone: "Não existe mais ou você já não pode ver.",
    forbidden: "Você não pode fazer isso.",
    inUse: "Ainda está em uso.",
    exists: "Já existe um igual.",
    tooMany: "Tentativas demais. Espere um pouco.",
    busy: "O serviço está ocupado. Tente de novo em instantes.",
    failed: "Algo deu errado no serviço. Foi registrado.",
    unexpected: "Algo deu errado nesta página.",
  },
});

/** The reason of an error as a text for the agent. */
export function errorMessage(cause: unknown): string {
  if (cause instanceof Unreachable) return words().unreachable;
  if (!(cause instanceof Problem)) return words().unexpected;
  switch (cause.code) {
    case "ALREADY_ASSIGNED":
      return words().taken(cause.assignedTo?.name ?? "");
    case "CONVERSATION_CLOSED":
      return words().closed;
    case "ACTIVE_ELSEWHERE":
      return words().elsewhere;
    case "AGENT_NOT_IN_DEPARTMENT":
      return words().notInDepartment;
    case "NOT_FOUND":
      return words().gone;
    case "FORBIDDEN":
      return words().forbidden;
    case "IN_USE":
      return words().inUse;
    case "ALREADY_EXISTS":
      return words().exists;
    case "RATE_LIMIT_EXCEEDED":
      return words().tooMany;
    case "UNAVAILABLE":
      return words().busy;
    case "INTERNAL_ERROR":
      return words().failed;
    default:
      return cause.errors.map(({ field, message }) => `${field}: ${message}`).join("; ") || cause.message;
  }
}
