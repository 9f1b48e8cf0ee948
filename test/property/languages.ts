import type { LanguageName } from "../../rules/model/module.js";
import type { Scope } from "./scope.js";
import type { Lines } from "./text.js";

type Wraps = Readonly<Record<string, (scope: Scope, inner: (scope: Scope) => Lines) => Lines>>;

const python: Wraps = {
  timeout: (scope, inner) => [`async with asyncio.timeout(${5 + scope.chance.below(5)}):`, inner(scope)],
  lock(scope, inner) {
    const lock = scope.name("guard");
    return [`${lock} = asyncio.Lock()`, `async with ${lock}:`, inner(scope)];
  },
  group(scope, inner) {
    const task = scope.name("job");
    const called = scope.func("work", inner);
    return ["async with asyncio.TaskGroup() as group:", [`${task} = group.create_task(${called}(total))`], `total = ${task}.result()`];
  },
  queue(scope, inner) {
    const [queue, got, worker] = [scope.name("queue"), scope.name("got"), scope.name("worker")];
    const consumer = scope.name("consume");
    scope.define(
      `async def ${consumer}(queue, results):`,
      ["while True:", ["total = await queue.get()", "try:", [...inner(scope), "results.append(total)"], "finally:", ["queue.task_done()"]]],
      "", "",
    );
    return [
      `${queue} = asyncio.Queue()`, `${got} = []`,
      `${worker} = asyncio.create_task(${consumer}(${queue}, ${got}))`,
      "try:", [`for item in (total, 3):`, [`await ${queue}.put(item)`], `await ${queue}.join()`],
      "finally:", [`${worker}.cancel()`, `await asyncio.wait([${worker}])`],
      `total = sum(${got}) % 1009`,
    ];
  },
  ticker(scope, inner) {
    const [tick, ticker] = [scope.name("tick"), scope.name("ticker")];
    scope.define(`async def ${tick}():`, ["while True:", ["await asyncio.sleep(0.002)"]], "", "");
    return [
      `${ticker} = asyncio.create_task(${tick}())`,
      "try:", inner(scope),
      "finally:", [`${ticker}.cancel()`, `await asyncio.gather(${ticker}, return_exceptions=True)`],
    ];
  },
};

const typescript: Wraps = {
  block: (scope, inner) => ["{", inner(scope), "}"],
  chosen: (scope, inner) => ["switch (total % 1) {", ["case 0: {", [...inner(scope), "break;"], "}"], "}"],
  arrow(scope, inner) {
    const part = scope.name("part");
    return [
      `const ${part} = async (total${scope.type("number")}) => {`, ['if (total < 0) throw new RangeError("negative");', ...inner(scope), "return total % 1009;"], "};",
      `total = await ${part}(total);`,
    ];
  },
  ticker(scope, inner) {
    const [tick, stop, ticker] = [scope.name("tick"), scope.name("stop"), scope.name("ticker")];
    scope.define(`async function ${tick}(signal${scope.type("AbortSignal")}) {`, ["for (;;) await sleep(2, undefined, { signal });"], "}", "");
    return [
      `const ${stop} = new AbortController();`, `const ${ticker} = ${tick}(${stop}.signal);`, `${ticker}.catch(() => undefined);`,
      "try {", inner(scope),
      "} finally {", [`${stop}.abort();`, `await ${ticker}.catch(() => undefined);`], "}",
    ];
  },
  queue(scope, inner) {
    const [queue, got, worker, consumer] = [scope.name("queue"), scope.name("got"), scope.name("worker"), scope.name("consume")];
    scope.define(
      `async function ${consumer}(queue${scope.type("Queue")}, results${scope.type("number[]")}) {`,
      ["for (;;) {", [
        "let total = await queue.get();",
        "try {", ["if (total < 0) return;", ...inner(scope), "results.push(total % 1009);"],
        "} finally {", ["queue.taskDone();"], "}"], "}"],
      "}", "",
    );
    return [
      `const ${queue} = new Queue();`, `const ${got}${scope.type("number[]")} = [];`,
      `const ${worker} = ${consumer}(${queue}, ${got});`, `${worker}.catch(() => undefined);`,
      `for (const item of [total, 3, -1]) ${queue}.put(item);`,
      `await ${queue}.join();`, `await ${worker};`,
      `total = ${got}.reduce((sum, item) => sum + item, 0) % 1009;`,
    ];
  },
};

/** What may stand around a piece in one of the languages alone. */
export const wrapsIn: Readonly<Record<LanguageName, Wraps>> = { python, typescript };
