import type { Module } from "../../rules/model/module.js";
import { walk } from "../../rules/model/walk.js";

/** What a module says of statements that only await, one line each: `a <- x, self.y` (what is bound, what is read), ` follows`, ` in a loop` with what a round has to itself and leaves. */
export function rowsOf(module: Module): string[] {
  const lines: string[] = [];
  for (const { func } of module.functions) walk(func.steps, (step) => {
    if (step.is !== "call" || !step.row) return;
    const { reads, binds, follows, round } = step.row;
    const listed = (names: readonly string[]): string => [...names].sort().join(", ");
    const loop = round ? ` in a loop (${listed(round.own)}) leaves (${listed(round.leaves)})` : "";
    lines.push(`${listed(binds)} <- ${listed(reads)}${follows ? " follows" : ""}${loop}`);
  });
  return lines;
}
