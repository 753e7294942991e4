// Compiled by the build beside the client that the OpenAPI document generates: the shapes here are those of the document.
import type * as generated from "../../target/generated-clients/typescript/models/index";
import type * as own from "./src/model.js";

/** As JSON has it: times are texts, and nothing is known of who may write. */
type Plain<T> = T extends Date ? string : T extends object ? { -readonly [K in keyof T]: Plain<T[K]> } : T;

type Same<A, B> = (<T>() => T extends Plain<A> ? 1 : 2) extends <T>() => T extends Plain<B> ? 1 : 2 ? true : false;

export const agreed: {
  conversation: Same<own.Conversation, generated.Conversation>;
  message: Same<own.Message, generated.Message>;
  actor: Same<own.Actor, generated.Actor>;
  position: Same<own.Position & { departmentId: string }, generated.FeedPosition>;
} = { conversation: true, message: true, actor: true, position: true };
