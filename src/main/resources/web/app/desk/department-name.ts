import { inLanguages } from "../base/language.js";
import type { Desk } from "./desk.js";

const words = inLanguages({
  en: { triage: "Triage", gone: "a department that is gone" },
  pt: { triage: "Triagem", gone: "um departamento que não existe mais" },
});

/** @param id null is triage */
export function departmentName(desk: Desk, id: string | null): string {
  if (id === null) return words().triage;
  const { directory, feeds } = desk;
  const found = directory.department(id) ?? feeds.departments.find((one) => one.id === id);
  return found?.name ?? (directory.loaded ? words().gone : "…");
}
