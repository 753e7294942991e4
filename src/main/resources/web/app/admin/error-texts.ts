import { Problem } from "../base/problem.js";

/** Texts that replace the general texts of errors: by problem code, and labels for the names of fields. */
export interface ErrorTexts {
  readonly codes?: Readonly<Record<string, string>>;
  /** The labels of the form, by the field's name in the API. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Runs a request; a problem that it throws gets the texts of this form. */
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

/** A problem that the form itself has found. */
export function invalid(detail: string): Problem {
  return new Problem(400, { code: "VALIDATION_ERROR", detail });
}
