import { isTest } from "../../model/test-file.js";
import { fault, mending } from "../../rule.js";
import type { Analysis } from "../../summary/analysis.js";
import { promisesOf } from "./promises.js";
import type { DanglingSite } from "./site.js";
import { makings, tasksOf } from "./tasks.js";

/** Something runs on its own, and nobody would hear of it if it failed. */
export const rule = fault<DanglingSite, Analysis>({
  id: "dangling-task",
  docs: "A task that nobody keeps, a gather that nobody awaits, a promise that nobody handles: its errors are lost.",
  severity: "warning",
  languages: ["python", "typescript"],
  *find(path, analysis) {
    // A test looks at what becomes of a task by what it does, and one that leaves a rejection unhandled fails, as it should.
    if (isTest(path)) return;
    const language = analysis.module(path)?.language;
    if (language === "typescript") for (const node of analysis.nodes(path)) yield* promisesOf(node, analysis);
    else for (const node of analysis.nodes(path, makings)) yield* tasksOf(node, analysis);
  },
  message: (site) => {
    const { form, name, kept, meanwhile, collected, many } = site;
    switch (form) {
      case "task": {
        const task = site.coroutine === undefined ? `The task that \`${name}\` starts` : `The task of \`${site.coroutine}\``;
        const by = kept === undefined ? "is kept by nobody" : `is kept in \`${kept}\` alone, which is gone at once`;
        return `${task} ${by}, so ${collected ? "it may be collected while it waits," : "nothing waits for it"} and its errors are lost.`;
      }
      case "gather": return `\`${name}\` is awaited by nobody, so nothing waits for its members and their errors are lost.`;
      case "chain": return `\`${name}\` has no \`catch\` behind it, so nobody handles a rejection, which may end the process.`;
      case "promise": return `${many ? `What \`${name}\` gives` : `\`${name}()\``} is kept in \`${kept!}\` while \`${meanwhile!}\` is awaited: nobody handles a rejection until then, which may end the process.`;
    }
  },
  fix: {
    python: mending("python", () => import("./python.js")),
    typescript: mending("typescript", () => import("./typescript.js")),
  },
});
