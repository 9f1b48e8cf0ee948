import type { Node } from "web-tree-sitter";
import { nameFor } from "./names.js";

/** How tasks that are cancelled are waited for, in lines without their indentation. */
export interface Ending {
  /** To stand in a `finally`: the tasks are cancelled, and have ended when these lines are done. */
  readonly final: readonly string[];
  /** To stand behind the `try` statement: an error of a task's own comes up here. */
  readonly after: readonly string[];
  readonly imports: readonly string[];
}

/** What is to be ended: names of tasks, and of lists of tasks. */
export interface Ended { readonly tasks: readonly string[]; readonly lists: readonly string[] }

/**
 * The end of cancelled tasks. Neither `try: await t except CancelledError: pass` nor a plain `await t` would do: both can swallow the
 * cancellation of the function that waits. Undefined where asyncio's names are something else at `node`.
 */
export function ending(node: Node, { tasks, lists }: Ended, unit: string, fresh: (stem: string) => string): Ending | undefined {
  if (lists.length === 0) {
    const wait = nameFor(node, "asyncio.wait");
    return wait && {
      final: [...tasks.map(cancelled), `await ${wait.text}([${tasks.join(", ")}])`],
      after: tasks.flatMap((task) => [`if not ${task}.cancelled():`, `${unit}${task}.result()`]),
      imports: wait.imports,
    };
  }
  // `wait` does not bear an empty list.
  const gather = nameFor(node, "asyncio.gather");
  const [task, results, result] = [fresh("task"), fresh("results"), fresh("result")];
  return gather && {
    final: [
      ...tasks.map(cancelled),
      ...lists.flatMap((list) => [`for ${task} in ${list}:`, `${unit}${task}.cancel()`]),
      `${results} = await ${gather.text}(${[...tasks, ...lists.map((list) => `*${list}`)].join(", ")}, return_exceptions=True)`,
    ],
    after: [`for ${result} in ${results}:`, `${unit}if isinstance(${result}, Exception):`, `${unit}${unit}raise ${result}`],
    imports: gather.imports,
  };
}

const cancelled = (task: string): string => `${task}.cancel()`;
