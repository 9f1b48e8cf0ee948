import type { Node } from "web-tree-sitter";
import type { PythonFile } from "../../python/write/file.js";
import { upwards } from "../../python/write/tree.js";
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
export const stemOf = ({ coroutine }: DanglingSite): string => /[A-Za-z_]\w*$/.exec(coroutine ?? "")?.[0].replace(/^_+/, "") || "background";

/** Whether the statement's function is the program: what `asyncio.run` is called with in this file. */
export function runsProgram(statement: Node): boolean {
  const func = [...upwards(statement)].find(([parent]) => parent.type === "function_definition")?.[0];
  const root = [...upwards(statement)].at(-1)?.[0];
  const name = func?.childForFieldName("name")?.text;
  return root?.descendantsOfType("call").some((call) =>
    /(?:^|\.)run$/.test(call.childForFieldName("function")!.text) && call.childForFieldName("arguments")!.text.startsWith(`(${name ?? ""}(`)) ?? false;
}
