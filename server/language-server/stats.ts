import type { LanguageName } from "../../rules/model/module.js";
import type { Stats } from "../../rules/project.js";
import type { Server } from "./server.js";

/** evenloop/stats: what has been done so far in all workspaces, and in which languages, for whoever wonders what an edit costs. */
export function statsOf({ workspaces }: Server): Stats & { readonly languages: readonly LanguageName[] } {
  const sum: Stats = { filesLowered: 0, functionsLowered: 0, filesChecked: 0 };
  const languages = new Set<LanguageName>();
  for (const { stats, started } of workspaces.all()) {
    for (const key of ["filesLowered", "functionsLowered", "filesChecked"] as const) sum[key] += stats[key];
    for (const language of started) languages.add(language);
  }
  return { ...sum, languages: [...languages].sort() };
}
