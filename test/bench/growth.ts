import { createProject } from "../../rules/project.js";
import { memoryHost } from "../support/memory-host.js";
import { generate } from "./generate.js";
import { cpu, median, memory, row } from "./measure.js";

const sizes = [100, 1000, 5000] as const;

/** (b) How CPU grows with the number of modules, what is found of what was planted, and what stays in memory. */
export function growth(): void {
  console.log("\n(b) growth over generated modules with chains of depth 4 across files");
  for (const language of ["py", "ts"] as const) {
    run(generate(500, language));
    const seconds: number[] = [];
    for (const size of sizes) {
      const made = generate(size, language);
      // Small workspaces are measured many times over: a few milliseconds say nothing.
      const rounds = Math.max(3, Math.min(20, 3000 / size));
      const times = Array.from({ length: rounds }, () => cpu(() => run(made)));
      seconds.push(median(times));
    }
    const made = generate(5000, language);
    const found = run(made);
    const right = [...found].filter(([path, count]) => made.planted.has(path) && count === 1).length;
    const all = [...found.values()].reduce((sum, count) => sum + count, 0);
    const lines = [...made.files.values()].reduce((sum, text) => sum + text.split("\n").length, 0);
    const exponent = (from: number, to: number): string => (Math.log(seconds[to]! / seconds[from]!) / Math.log(sizes[to]! / sizes[from]!)).toFixed(2);
    row(`${language}: CPU at ${sizes.join(", ")} modules`, seconds.map((s) => `${s.toFixed(2)} s`).join(" "));
    row(`${language}: exponent of CPU over N (100→5000; 1000→5000)`, `${exponent(0, 2)}; ${exponent(1, 2)}`, "must ≤ 1.10, aim 1.05");
    row(`${language}: recall of planted chains, precision`, `${(right / made.planted.size).toFixed(3)}, ${(right / all).toFixed(3)}`, "≥ 0.99 each");
    row(`${language}: memory per 100k lines (${lines} lines, texts apart)`, `${((kept(made) / lines) * 1e5 / 1e6).toFixed(1)} MB`);
  }
}

function run({ files }: { readonly files: ReadonlyMap<string, string> }): Map<string, number> {
  const project = createProject(memoryHost(files));
  return new Map([...files.keys()].map((path) => [path, project.findings(path).length]));
}

function kept({ files }: { readonly files: ReadonlyMap<string, string> }): number {
  const before = memory();
  const project = createProject(memoryHost(files));
  for (const path of files.keys()) project.findings(path);
  const bytes = memory() - before;
  if (project.files().length === 0) throw new Error("nothing was analysed");
  return bytes;
}
