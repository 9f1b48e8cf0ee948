import { fault, mending, type Related } from "../../rule.js";
import type { Analysis } from "../../summary/analysis.js";
import { listed } from "../words.js";
import { joins } from "./joins.js";
import { ofPython } from "./python-workers.js";
import type { Found, Worker } from "./site.js";
import { ofTypeScript } from "./typescript-workers.js";

/** Endless consumers that nobody ends once their queue was joined. */
export const rule = fault<Found, Analysis>({
  id: "orphaned-worker",
  docs: "Workers that take from a queue for ever, and that nobody ends once the queue was joined.",
  severity: "warning",
  languages: ["python", "typescript"],
  *find(path, analysis) {
    const of = analysis.module(path)?.language === "python" ? ofPython : ofTypeScript;
    for (const node of analysis.nodes(path, joins)) yield* of(node, analysis);
  },
  message: ({ name, workers }) =>
    `Nobody ends ${list(workers)} once \`${name}()\` has returned: ${workers.length > 1 ? "they wait" : "it waits"} for ever for ${awaitedBy(workers)}.`,
  related: ({ path, workers }) => workers.map(({ span, name }): Related => ({ path, span, message: `\`${name}\` is started here` })),
  fix: { python: mending("python", () => import("./python.js")), typescript: mending("typescript", () => import("./typescript.js")) },
});

/** What workers wait for: a sentinel where all are told by the same one. */
function awaitedBy([first, ...others]: readonly Worker[]): string {
  const told = others.every((other) => other.told === first?.told) ? first?.told : undefined;
  return told === undefined ? "items that never come" : `a ${told} that nobody puts in`;
}

const list = (workers: readonly Worker[]): string => listed([...new Set(workers.map(({ name }) => `\`${name}\``))]);
