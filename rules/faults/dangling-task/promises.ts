import { looking } from "../../model/looking.js";
import { moved } from "../../model/span.js";
import type { Call, Step } from "../../model/step.js";
import { callOf, walk } from "../../model/walk.js";
import type { FuncNode, Scope } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";
import { withinOf, written } from "../words.js";
import { awaitBehind } from "./after.js";
import { chainRejects, mayReject, rootOf } from "./rejects.js";
import type { DanglingSite } from "./site.js";

/** The chains of a JavaScript function that end without `catch`, and the promises that it keeps and handles too late. */
export function promisesOf(node: FuncNode, analysis: Analysis): readonly DanglingSite[] {
  const { func, path } = node;
  // At module level a rejection ends the program (or is told in the browser's console), as an error that is thrown there would.
  if (!func || func.role === "module") return [];
  const scope: Scope = { path, func };
  // What is kept is handled too late only where something is awaited meanwhile.
  const kept = func.async ? analysis.summaries.resolved(node).makings.map(({ call }) => call).filter(isKept) : [];
  return [
    ...chains(func).flatMap((call) => chainSite(call, node, scope, analysis) ?? []),
    ...kept.flatMap((call) => keptSite(call, node, scope, analysis) ?? []),
  ];
}

const chains = looking<Call>({
  call: ({ ref: { callee }, use }) => use === "dropped" && callee.is === "attr" && (callee.name === "then" || callee.name === "finally"),
});

const isKept = ({ use }: Call): boolean => typeof use === "object" && "kept" in use;

function placed(call: Call, node: FuncNode, analysis: Analysis): Pick<DanglingSite, "whole" | "name" | "goesOn" | "scope" | "within"> {
  const func = node.func!;
  const whole = moved(call.span, node.from);
  return {
    whole, name: written(analysis.text(node.path), whole, moved(call.name, node.from)), goesOn: false,
    scope: func.async ? "async" : "sync", ...withinOf(node),
  };
}

function chainSite(call: Call, node: FuncNode, scope: Scope, analysis: Analysis): DanglingSite | undefined {
  if (!chainRejects(call.ref, scope, analysis)) return undefined;
  const place = { ...placed(call, node, analysis), ...beginning(call, node, analysis) };
  const callee = moved([call.span[0], call.name[1]], node.from);
  const oneLine = !analysis.text(node.path).slice(...callee).includes("\n");
  return { ...place, form: "chain", span: oneLine ? callee : moved(call.name, node.from) };
}

/** How a chain is called: by what it begins with, where that is a call. */
function beginning(call: Call, node: FuncNode, analysis: Analysis): { readonly name: string } | undefined {
  const first = callOf(rootOf(call.ref), node.func!.steps);
  const text = analysis.text(node.path);
  return first && { name: `${written(text, moved(first.span, node.from), moved(first.name, node.from))}(…).${text.slice(...moved(call.name, node.from))}` };
}

function keptSite(call: Call, node: FuncNode, scope: Scope, analysis: Analysis): DanglingSite | undefined {
  const name = typeof call.use === "object" && "kept" in call.use ? call.use.kept : "";
  const { steps } = node.func!;
  const values = analysis.world.evaluate(call.ref, scope);
  const list = values.length === 1 && values[0]!.is === "list";
  const made = values.flatMap((value) => (value.is === "list" && list ? value.of : [value]));
  if (made.length === 0 || !made.every((value) => value.is === "awaitable" && !value.started && !value.bare) || !readIn(name, steps)) return undefined;
  // To await what never ends is a fault of its own.
  if (made.some((value) => value.is === "awaitable" && value.from && analysis.summaries.endless(value.from))) return undefined;
  if (!made.some((value) => mayReject(value, call.ref, scope, analysis))) return undefined;
  const between = awaitBehind(call, steps, (step) => step.is === "read" && step.name === name);
  if (!between || !("span" in between)) return undefined;
  const place = placed(call, node, analysis);
  const until = between.is === "call" ? between.name : between.span;
  const meanwhile = written(analysis.text(node.path), moved(between.span, node.from), moved(until, node.from));
  return { ...place, form: "promise", span: place.whole, kept: name, meanwhile, ...(list ? { many: true as const } : {}) };
}

function readIn(name: string, steps: readonly Step[]): boolean {
  let read = false;
  walk(steps, (step) => void (read ||= step.is === "read" && step.name === name));
  return read;
}
