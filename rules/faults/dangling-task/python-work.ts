import type { Node } from "web-tree-sitter";
import { neighbours } from "../../python/write/block.js";
import { replace } from "../../python/write/edits.js";
import type { PythonFile } from "../../python/write/file.js";
import { stemIn } from "../../python/write/names.js";
import { upwards } from "../../python/write/tree.js";
import type { Edit } from "../../rule.js";
import type { DanglingSite } from "./site.js";

/** What a fix is written from: the call that makes the task, and the statement that does nothing else. */
export interface Work {
  readonly file: PythonFile;
  readonly site: DanglingSite;
  readonly call: Node;
  readonly statement: Node;
  readonly fresh: (stem: string) => string;
}

/** The name of what runs in a task, for a variable. */
export const stemOf = ({ coroutine }: DanglingSite): string => stemIn(coroutine ?? "", "pending");

/**
 * An edit that changes nothing, in the head of the statement's function. Of the fixes that name a task in one function only one fits at a time by
 * it, or two would choose the same name.
 */
export function claim(file: PythonFile, statement: Node): Edit {
  const func = [...upwards(statement)].find(([parent]) => parent.type === "function_definition")?.[0];
  const at = func ? func.startIndex + 1 : neighbours(statement).after.at(-1)!.startIndex + 1;
  return replace(at, at + 1, file.text.slice(at, at + 1));
}

/** Whether the statement's function is the program: what `asyncio.run` is called with in this file. */
export function runsProgram(statement: Node): boolean {
  const func = [...upwards(statement)].find(([parent]) => parent.type === "function_definition")?.[0];
  const root = [...upwards(statement)].at(-1)?.[0];
  const name = func?.childForFieldName("name")?.text;
  return root?.descendantsOfType("call").some((call) =>
    /(?:^|\.)run$/.test(call.childForFieldName("function")!.text) && call.childForFieldName("arguments")!.text.startsWith(`(${name ?? ""}(`)) ?? false;
}
