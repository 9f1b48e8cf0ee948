import type { Node } from "web-tree-sitter";
import type { Edit } from "../../rule.js";
import type { PythonFile } from "./file.js";
import { importEdits } from "./imports.js";
import { importedModules, nameFor } from "./names.js";
import { since } from "./place.js";
import type { Version } from "./place.js";
import { awaiting, handOver, onlyPositional, wrap } from "./rewrite.js";

/** A library that runs event loops. */
export type LoopLibrary = "asyncio" | "trio" | "anyio";

/** The loop library that the code at `node` is written for; not sure where it could be either of two. */
export function loopLibrary(node: Node): { readonly name: LoopLibrary; readonly sure: boolean } {
  const modules = importedModules(node);
  if (modules.has("anyio")) return { name: "anyio", sure: true };
  if (modules.has("trio")) return { name: "trio", sure: !modules.has("asyncio") };
  return { name: "asyncio", sure: true };
}

/** A way to run a callable in a thread, as this file would write it. */
export interface Thread {
  /** What is called, for a title: `asyncio.to_thread`. */
  readonly title: string;
  /** What stands before the callable, the opening parenthesis with it. */
  readonly head: string;
  /** It passes on no keyword arguments. */
  readonly positional: boolean;
  readonly imports: readonly string[];
}

/** The way at `node`; undefined where the name it needs is something else there. */
export function threadAt(node: Node, python: Version): Thread | undefined {
  const library = loopLibrary(node).name;
  if (library !== "asyncio") {
    const path = `${library}.to_thread.run_sync`;
    const named = nameFor(node, path);
    return named && { title: path, head: `${named.text}(`, positional: true, imports: named.imports };
  }
  if (since(python, 3, 9)) {
    const named = nameFor(node, "asyncio.to_thread");
    return named && { title: "asyncio.to_thread", head: `${named.text}(`, positional: false, imports: named.imports };
  }
  const named = nameFor(node, since(python, 3, 7) ? "asyncio.get_running_loop" : "asyncio.get_event_loop");
  return named && { title: "run_in_executor", head: `${named.text}().run_in_executor(None, `, positional: true, imports: named.imports };
}

/** Turns `f(a, k=b)` into `await asyncio.to_thread(f, a, k=b)`, or what stands for it in this file. */
export function callInThread(file: PythonFile, call: Node, thread: Thread): Edit[] | undefined {
  const { before, after } = awaiting(file, call);
  if (!thread.positional || onlyPositional(call)) return [...importEdits(file, thread.imports), ...handOver(file, call, before + thread.head, after)];
  const partial = nameFor(call, "functools.partial");
  return partial && [
    ...importEdits(file, [...thread.imports, ...partial.imports]),
    ...handOver(file, call, `${before}${thread.head}${partial.text}(`, `)${after}`),
  ];
}

/** Turns an expression into `await asyncio.to_thread(` `start` expression `)`: `start` makes a callable of it, `lambda: ` or `list, `. */
export function expressionInThread(file: PythonFile, node: Node, start: string, thread: Thread): Edit[] {
  const { before, after } = awaiting(file, node);
  return [...importEdits(file, thread.imports), ...wrap(node, before + thread.head + start, `)${after}`)];
}
