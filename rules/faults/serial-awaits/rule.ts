import { looking } from "../../model/looking.js";
import { moved } from "../../model/span.js";
import type { Call, Loop, Row, Step } from "../../model/step.js";
import { isTest } from "../../model/test-file.js";
import { inner } from "../../model/walk.js";
import type { FuncNode } from "../../resolve/node.js";
import { fault, mending } from "../../rule.js";
import type { Analysis } from "../../summary/analysis.js";
import { listed, written } from "../words.js";
import { describe, independent, isFree, takesTurns, type Member } from "../independent.js";
import { roundsAreFree } from "./rounds.js";
import type { SerialSite } from "./site.js";

interface Found extends SerialSite { readonly path: string }

/** Independent awaits that stand one after another, or in a loop. */
export const rule = fault<Found, Analysis>({
  id: "serial-awaits",
  docs: "Awaits one after another, or one in each round of a loop, of which none needs what another gives or does: they could be waited for together.",
  severity: "hint",
  languages: ["python", "typescript"],
  *find(path, analysis) {
    // The steps of a test are a story: they come one after another.
    if (isTest(path)) return;
    for (const node of analysis.nodes(path, inRows)) if (node.func?.generator === false) yield* within(node.func.steps, node, analysis);
  },
  message: ({ how, names }) => {
    const last = `\`${names.at(-1)}()\``;
    if (how === "loop") return `Each round waits for the ${last} of the round before, though it needs nothing of it: the time of all adds up.`;
    const others = names.slice(0, -1).map((name) => `\`${name}()\``);
    return `${last} waits for ${listed(others)}, though it needs nothing of ${others.length > 1 ? "them" : "it"}: the time of ${others.length > 1 ? "all" : "both"} adds up.`;
  },
  related: ({ path, calls, names }) => calls.slice(0, -1).map((span, i) => ({ path, span, message: `\`${names[i]}()\` could go on at the same time.` })),
  fix: {
    python: mending("python", () => import("./python.js")),
    typescript: mending("typescript", () => import("./typescript.js")),
  },
});

function* within(steps: readonly Step[], node: FuncNode, analysis: Analysis): Iterable<Found> {
  for (const group of groups(steps, node, analysis)) if (group.length > 1) yield site("row", group, node, analysis);
  for (const step of steps) {
    if (step.is === "enter" && takesTurns(step, node, analysis)) continue;
    const round = step.is === "loop" ? freeRound(step, node, analysis) : undefined;
    if (round) yield site("loop", [round], node, analysis);
    for (const list of inner(step)) yield* within(list, node, analysis);
  }
}

/** The longest rows of statements in which none needs another. */
function groups(steps: readonly Step[], node: FuncNode, analysis: Analysis): Member[][] {
  const all: Member[][] = [];
  for (const row of rows(steps)) {
    // Most stand alone: those need not be looked at.
    if (row.length < 2) continue;
    let open: Member[] = [];
    all.push(open);
    for (const call of row) {
      const member = describe(call, node, analysis);
      const free = isFree(member, node, analysis);
      if (!free || !open.every((other) => independent(other, member, node))) all.push(open = []);
      if (free) open.push(member);
    }
  }
  return all;
}

type InRow = Call & { readonly row: Row };

const inRows = looking<InRow>({ call: ({ row }) => row !== undefined }, "in coroutines");

/** The calls whose statements follow one another. */
function rows(steps: readonly Step[]): InRow[][] {
  const all: InRow[][] = [];
  for (const step of steps) {
    if (step.is !== "call" || !step.row) continue;
    if (step.row.follows && all.length > 0) all.at(-1)!.push(step as InRow);
    else all.push([step as InRow]);
  }
  return all;
}

function freeRound(loop: Loop, node: FuncNode, analysis: Analysis): Member | undefined {
  for (const step of loop.body) {
    if (step.is !== "call" || !step.row?.round) continue;
    const member = describe(step as InRow, node, analysis);
    return roundsAreFree(member, loop, node, analysis) && isFree(member, node, analysis) ? member : undefined;
  }
  return undefined;
}

function site(how: SerialSite["how"], group: readonly Member[], node: FuncNode, analysis: Analysis): Found {
  const calls = group.map(({ call }) => moved(call.span, node.from));
  const text = analysis.text(node.path);
  return { path: node.path, how, calls, span: calls.at(-1)!, names: group.map(({ call }) => written(text, moved(call.span, node.from), moved(call.name, node.from))) };
}
