import type { Piece, Planter, Scope } from "../scope.js";
import type { Lines } from "../text.js";

function tickerPython(scope: Scope): string {
  const [ticker, rest] = [scope.name("ticker"), ["await asyncio.sleep(0.002)"]];
  const [forever, wait] = [scope.name("forever"), scope.name("wait")];
  const body: Lines = scope.chance.pick([
    ["while True:", rest],
    ["try:", ["while True:", rest], "except asyncio.CancelledError:", ["raise"]],
    [`async def ${wait}():`, rest, `${forever} = True`, `while ${forever}:`, [`await ${wait}()`]],
  ]);
  scope.define(`async def ${ticker}():`, body, "", "");
  return ticker;
}

function tickerTypeScript(scope: Scope): string {
  const ticker = scope.name("ticker");
  const head = scope.type("") ? "signal?: AbortSignal" : "signal";
  scope.define(`async function ${ticker}(${head}) {`, [scope.chance.pick(["for (;;)", "while (true)"]) + " await sleep(2, undefined, { signal });"], "}", "");
  return ticker;
}

const endPython = (task: string): Lines => [`${task}.cancel()`, `await asyncio.wait([${task}])`];

function abortedTypeScript(scope: Scope, ticker: string, work: Lines): Lines {
  const [stop, ticking] = [scope.name("stop"), scope.name("ticking")];
  return [
    `const ${stop} = new AbortController();`, `const ${ticking} = ${ticker}(${stop}.signal);`, `${ticking}.catch(() => undefined);`,
    "try {", work, "} finally {", [`${stop}.abort();`, `await ${ticking}.catch(() => undefined);`], "}",
  ];
}

/** In a function of its own: what is waited for in a loop has no fix. */
const served = (scope: Scope, body: Piece): Lines => [scope.words.set("total", `await ${scope.func("serve", body)}(total)`)];

/** What never ends is waited for. */
export const endlessGather: Planter = {
  python: {
    "in gather": (scope) => {
      const [ticker, task, got, load] = [tickerPython(scope), scope.name("task"), scope.name("got"), scope.leaf()];
      return [
        scope.choose(
          [`${task} = asyncio.create_task(${ticker}())`, "try:", [`${got} = await ${load}(total)`], "finally:", endPython(task)],
          scope.found(scope.chance.pick([`${got}, _ = await asyncio.gather(${load}(total), ${ticker}())`, `_, ${got} = await asyncio.gather(${ticker}(), ${load}(total))`])),
        ),
        ...scope.tell(got),
      ];
    },
    "in gather, with two that end": (scope) => {
      const [ticker, task, first, second, load, find] = [tickerPython(scope), scope.name("task"), scope.name("first"), scope.name("second"), scope.leaf(), scope.leaf()];
      return [
        scope.choose(
          [`${task} = asyncio.create_task(${ticker}())`, "try:", [`${first}, ${second} = await asyncio.gather(${load}(total), ${find}(3))`], "finally:", endPython(task)],
          scope.found(`${first}, _, ${second} = await asyncio.gather(${load}(total), ${ticker}(), ${find}(3))`),
        ),
        ...scope.tell(`(${first} * 2 + ${second}) % 97`),
      ];
    },
    "in a task group": (scope) => {
      const [ticker, task, job, load] = [tickerPython(scope), scope.name("task"), scope.name("job"), scope.leaf()];
      return [
        scope.choose("async with asyncio.TaskGroup() as group:", scope.found("async with asyncio.TaskGroup() as group:")),
        [
          scope.choose(`${task} = group.create_task(${ticker}())`, `group.create_task(${ticker}())`),
          `${job} = group.create_task(${load}(total))`,
          scope.choose([`await asyncio.wait([${job}])`, `${task}.cancel()`], []),
        ],
        ...scope.tell(`${job}.result()`),
      ];
    },
    "tasks by name": (scope) => {
      const [ticker, task, job, load] = [tickerPython(scope), scope.name("task"), scope.name("job"), scope.leaf()];
      return [
        `${task} = asyncio.create_task(${ticker}())`, `${job} = asyncio.create_task(${load}(total))`,
        scope.choose(["try:", [`await ${job}`], "finally:", endPython(task)], scope.found(`await asyncio.gather(${task}, ${job})`)),
        ...scope.tell(`${job}.result()`),
      ];
    },
    "alone": (scope) => served(scope, (inner) => {
      const [ticker, task, load, got] = [tickerPython(inner), inner.name("task"), inner.leaf(), inner.name("got")];
      const rest = [`${got} = await ${load}(total)`, ...inner.tell(got)];
      return [inner.choose([`${task} = asyncio.create_task(${ticker}())`, "try:", rest, "finally:", endPython(task)], [inner.found(`await ${ticker}()`), ...rest])];
    }),
  },
  typescript: {
    "in Promise.all": (scope) => {
      const [ticker, got, load] = [tickerTypeScript(scope), scope.name("got"), scope.leaf()];
      return [
        scope.choose(
          [`let ${got} = 0;`, ...abortedTypeScript(scope, ticker, [`${got} = await ${load}(total);`])],
          scope.found(scope.chance.pick([`const [${got}] = await Promise.all([${load}(total), ${ticker}()]);`, `const [, ${got}] = await Promise.all([${ticker}(), ${load}(total)]);`])),
        ),
        ...scope.tell(got),
      ];
    },
    "in Promise.all, with two that end": (scope) => {
      const [ticker, first, second, load, find] = [tickerTypeScript(scope), scope.name("first"), scope.name("second"), scope.leaf(), scope.leaf()];
      return [
        scope.choose(
          [`let ${first} = 0, ${second} = 0;`, ...abortedTypeScript(scope, ticker, [`[${first}, ${second}] = await Promise.all([${load}(total), ${find}(3)]);`])],
          scope.found(`const [${first}, , ${second}] = await Promise.all([${load}(total), ${ticker}(), ${find}(3)]);`),
        ),
        ...scope.tell(`(${first} * 2 + ${second}) % 97`),
      ];
    },
    "alone": (scope) => served(scope, (inner) => {
      const [ticker, got, load] = [tickerTypeScript(inner), inner.name("got"), inner.leaf()];
      const rest = [`const ${got} = await ${load}(total);`, ...inner.tell(got)];
      return [inner.choose(abortedTypeScript(inner, ticker, rest), [inner.found(`await ${ticker}();`), ...rest])];
    }),
  },
};
