import type { Node } from "web-tree-sitter";
import type { Edit } from "../../rule.js";
import { scopesAround } from "./bindings.js";
import { insert } from "./edits.js";
import { once, statementsOf } from "./file.js";
import type { PythonFile } from "./file.js";
import { aboveComments, importEdits } from "./imports.js";
import { freshName, importedCallee, nameFor } from "./names.js";
import { awaiting, handOver, onlyPositional } from "./rewrite.js";
import { parts, same, upwards } from "./tree.js";

/**
 * Lets another process make a call that holds the interpreter: one of a pool at module level. Undefined unless the callee can be found
 * by its name over there (no method, no inner function: they may not be sent), and the file can be imported without running the program.
 */
export function callInProcess(file: PythonFile, call: Node): Edit[] | undefined {
  const callee = call.childForFieldName("function")!;
  const lazy = call.descendantsOfType(["lambda", "generator_expression"]).length > 0;
  if (lazy || (importedCallee(callee) === undefined && !isTopLevel(file, callee)) || runsOnImport(file)) return undefined;
  const known = poolOf(file);
  const loop = nameFor(call, "asyncio.get_running_loop");
  const executor = known === undefined ? nameFor(call, "concurrent.futures.ProcessPoolExecutor", "concurrent.futures") : undefined;
  const partial = onlyPositional(call) ? undefined : nameFor(call, "functools.partial");
  if (!loop || (known === undefined && !executor) || (!partial && !onlyPositional(call))) return undefined;
  const pool = known ?? freshName(file, "process_pool");
  const { before, after } = awaiting(file, call);
  const head = `${before}${loop.text}().run_in_executor(${pool}, `;
  return [
    ...importEdits(file, [loop, executor, partial].flatMap((named) => named?.imports ?? [])),
    ...(executor ? [poolEdit(file, call, `${pool} = ${executor.text}()`)] : []),
    ...(partial ? handOver(file, call, `${head}${partial.text}(`, `)${after}`) : handOver(file, call, head, after)),
  ];
}

/** Whether a name is that of a function at the top of this file, and of nothing else. */
function isTopLevel(file: PythonFile, callee: Node): boolean {
  const named = scopesAround(callee).filter((scope) => scope.names.has(callee.text));
  const bindings = named.length === 1 && same(named[0]!.node, file.root) ? named[0]!.names.get(callee.text)! : [];
  return bindings.length === 1 && bindings[0]!.statement.type === "function_definition";
}

// Where processes are not forked, each imports the main file anew.
const runsOnImport = once((file) =>
  statementsOf(file).some((statement) => statement.type === "expression_statement" && /^(?:await|call)$/.test(parts(statement)[0]!.type)));

/** The pool that the file has at module level. */
const poolOf = once((file) => {
  for (const statement of statementsOf(file)) {
    const assignment = statement.type === "expression_statement" ? parts(statement)[0]! : undefined;
    const made = assignment?.type === "assignment" ? assignment.childForFieldName("right") : undefined;
    if (made && /^(?:[\w.]+\.)?ProcessPoolExecutor\(/.test(made.text)) return assignment!.childForFieldName("left")!.text;
  }
  return undefined;
});

/** Puts the pool above the function or class at module level that uses it. */
function poolEdit(file: PythonFile, call: Node, text: string): Edit {
  const outer = [...upwards(call)].at(-2)![0];
  return insert(aboveComments(file, outer), text + file.eol.repeat(3));
}
