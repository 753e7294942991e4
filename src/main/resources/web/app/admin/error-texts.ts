import { Problem } from "../base/problem.js";

/** What a refusal means here, by its code; or by the field that it is about. */
export interface ErrorTexts {
  readonly codes?: Readonly<Record<string, string>>;
  /** What the page calls the fields. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Does it, and says what the service refused as this part of the page would. */
export async function withErrorTexts<T>(errorTexts: ErrorTexts, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    throw cause instanceof Problem ? reworded(cause, errorTexts) : cause;
  }
}

function reworded(problem: Problem, { codes = {}, labels = {} }: ErrorTexts): Problem {
  const ofCode = codes[problem.code];
  if (ofCode !== undefined) return invalid(ofCode);
  if (problem.code !== "VALIDATION_ERROR" || problem.errors.length === 0) return problem;
  return invalid(problem.errors.map(({ field, message }) => `${labels[field] ?? field}: ${message}`).join("; "));
}

/** What the form holds cannot be taken, and why. */
export function invalid(detail: string): Problem {
  return new Problem(400, { code: "VALIDATION_ERROR", detail });
}
