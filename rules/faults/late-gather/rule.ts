import { looking } from "../../model/looking.js";
import { moved } from "../../model/span.js";
import type { Call, Row, Step } from "../../model/step.js";
import { isTest } from "../../model/test-file.js";
import { inner } from "../../model/walk.js";
import type { FuncNode } from "../../resolve/node.js";
import { fault, mending } from "../../rule.js";
import type { Analysis } from "../../summary/analysis.js";
import { withinOf, written } from "../words.js";
import { maySetOut, membersOf, mayWait } from "./members.js";
import type { LateSite } from "./site.js";

type Gather = Call & { readonly row: Row & { readonly parts: NonNullable<Row["parts"]> } };

/** Several things are waited for together, though what comes next needs only some of them. */
export const rule = fault<LateSite, Analysis>({
  id: "late-gather",
  docs: "`gather` or `Promise.all` waits for all, though the next await needs only some of what they give, and the rest later.",
  severity: "hint",
  languages: ["python", "typescript"],
  *find(path, analysis) {
    // The steps of a test are a story: they come one after another.
    if (isTest(path)) return;
    for (const node of analysis.nodes(path, gathers)) yield* within(node.func?.steps ?? [], node, analysis);
  },
  message: ({ name, members, next }) =>
    `\`${next}()\` waits until \`${name}\` has all, though it needs nothing of ${members.map((member) => `\`${member}()\``).join(" and ")}.`,
  fix: {
    python: mending("python", () => import("./python.js")),
    typescript: mending("typescript", () => import("./typescript.js")),
  },
});

const gathers = looking<Gather>({ call: ({ row }) => row?.parts !== undefined }, "in coroutines");

function* within(steps: readonly Step[], node: FuncNode, analysis: Analysis): Iterable<LateSite> {
  for (const [i, step] of steps.entries()) {
    if (step.is === "call" && step.row?.parts) {
      const next = steps.slice(i + 1).find((each): each is Call & { readonly row: Row } => each.is === "call" && each.row !== undefined);
      const site = next && siteOf(step as Gather, next, node, analysis);
      if (site) yield site;
    }
    for (const list of inner(step)) yield* within(list, node, analysis);
  }
}

function siteOf(gather: Gather, next: Call & { readonly row: Row }, node: FuncNode, analysis: Analysis): LateSite | undefined {
  const { names, late } = gather.row.parts;
  const members = membersOf(gather, node, analysis);
  // Functions that stand in here may read what is bound here.
  if (members?.length !== names.length || late.some((name) => node.func!.locals.has(name)) || !maySetOut(next, node, analysis)) return undefined;
  const waited = names.flatMap((name, i) => (late.includes(name) ? [i] : []));
  if (!waited.every((i) => mayWait(members[i]!, node, analysis))) return undefined;
  const text = analysis.text(node.path);
  const said = ({ span, name }: Call): string => written(text, moved(span, node.from), moved(name, node.from));
  const [from, to] = [gather.span[0], gather.name[1]];
  return {
    span: moved([from, to], node.from), call: moved(gather.span, node.from), name: said(gather),
    late: waited, members: waited.map((i) => said(members[i]!)), next: said(next),
    ...withinOf(node),
  };
}
