import { limited } from "../scope.js";
import type { Piece, Planter, Scope } from "../scope.js";
import type { Lines } from "../text.js";

/** Workers that a function starts, feeds and, where it is right, ends. */
function worked(scope: Scope, start: (consumer: string) => Lines, end: Lines): Lines {
  const [consumer, work] = [scope.name("consumer"), scope.name("work")];
  scope.define(
    `async def ${consumer}(queue, results):`,
    ["while True:", ["item = await queue.get()", ...scope.chance.pick([
      ["await asyncio.sleep(0.001)", "results.append(item + 2)", "queue.task_done()"],
      ["try:", ["results.append(item * 3)"], "finally:", ["queue.task_done()"]],
    ])]],
    "", "",
  );
  const feed = scope.chance.pick(["await queue.put(item)", "queue.put_nowait(item)"]);
  const body = [...(scope.chance.chance(40) ? ['results.append(1)'] : []), "for item in items:", [feed]] as Lines;
  scope.define(
    `async def ${work}(items):`,
    [
      "results = []", "queue = asyncio.Queue()", ...start(consumer),
      scope.choose(["try:", [...body, "await queue.join()"], "finally:", end], [...body, scope.found("await queue.join()")]),
      "return sum(results)",
    ],
    "", "",
  );
  // One that is left over is one too many.
  const [got, left] = [scope.name("got"), scope.name("left")];
  return [
    `${got} = await ${work}([total, 3])`,
    `${left} = sum(task.get_coro().__name__ == "${consumer}" for task in asyncio.all_tasks())`,
    ...scope.tell(`(${got} + ${left}) % 1009`),
  ];
}

const all = ["for task in workers:", ["task.cancel()"], "await asyncio.gather(*workers, return_exceptions=True)"];

const one: Piece = (scope) => worked(scope, (consumer) => [`worker = asyncio.create_task(${consumer}(queue, results))`], ["worker.cancel()", "await asyncio.wait([worker])"]);
const loop: Piece = (scope) => worked(scope, (consumer) => ["workers = []", "for _ in range(2):", [`workers.append(asyncio.create_task(${consumer}(queue, results)))`]], all);
const list: Piece = (scope) => worked(scope, (consumer) => [`workers = [asyncio.create_task(${consumer}(queue, results)) for _ in range(2)]`], all);

/** A promise cannot be cancelled: the right worker is told to end. What to tell it is for a person to say. */
const told: Piece = limited({ foundOnly: true }, (scope) => {
  const [consumer, work, got] = [scope.name("consumer"), scope.name("work"), scope.name("got")];
  const { type } = scope;
  scope.define(
    `async function ${consumer}(queue${type("Queue")}, results${type("number[]")}) {`,
    ["for (;;) {", ["const item = await queue.get();", scope.choose(["if (item < 0) {", ["queue.taskDone();", "return;"], "}"], []), "results.push(item + 2);", "queue.taskDone();"], "}"],
    "}", "",
    `async function ${work}(items${type("number[]")}) {`,
    [
      "const queue = new Queue();", `const results${type("number[]")} = [];`, `const worker = ${consumer}(queue, results);`, "worker.catch(() => undefined);",
      "for (const item of items) queue.put(item);", scope.choose(["queue.put(-1);", "await queue.join();", "await worker;"], scope.found("await queue.join();")),
      "return results.reduce((sum, item) => sum * 2 + item, 0);",
    ],
    "}", "",
  );
  return [`const ${got} = await ${work}([total, 3]);`, ...scope.tell(`${got} % 1009`)];
});

/** A worker that ends by a number which nobody puts in. */
const sentinel: Piece = (scope) => {
  const [consumer, work, got] = [scope.name("consumer"), scope.name("work"), scope.name("got")];
  const { type } = scope;
  scope.define(
    `async function ${consumer}(queue${type("Queue")}, results${type("number[]")}) {`,
    ["for (;;) {", ["const item = await queue.get();", "if (item === 100000) {", ["queue.taskDone();", scope.chance.pick(["return;", "break;"])], "}", "results.push(item + 2);", "queue.taskDone();"], "}"],
    "}", "",
    `async function ${work}(items${type("number[]")}) {`,
    [
      "const queue = new Queue();", `const results${type("number[]")} = [];`, `const worker = ${consumer}(queue, results);`, "worker.catch(() => undefined);",
      "for (const item of items) queue.put(item);", scope.choose(["await queue.join();", "queue.put(100000);", "await worker;"], scope.found("await queue.join();")),
      "return results.reduce((sum, item) => sum * 2 + item, 0);",
    ],
    "}", "",
  );
  return [`const ${got} = await ${work}([total, 3]);`, ...scope.tell(`${got} % 1009`)];
};

/** Consumers that nobody ends once their queue was joined. */
export const orphanedWorker: Planter = {
  python: { "one worker": one, "workers started in a loop": loop, "workers in a list": list },
  typescript: { "a worker that nobody tells": told, "a sentinel that nobody puts in": sentinel },
};
