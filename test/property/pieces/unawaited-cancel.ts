import type { Planter, Scope } from "../scope.js";
import type { Lines } from "../text.js";

/** A connection, and a function that beats on it until it is cancelled, and says so at the end. */
function connectionPython(scope: Scope): { connection: string; beat: string } {
  const [connection, beat] = [scope.name("Connection"), scope.name("beat")];
  scope.define(
    `class ${connection}:`,
    [
      "def __init__(self):", ["self.open = True", "self.ended = 0"], "",
      "async def send(self, text):", ["await asyncio.sleep(0.001)", "if not self.open:", ['raise ConnectionError("closed")'], 'if text == "bye":', ["self.ended += 1"]], "",
      "async def close(self):", ["self.open = False"],
    ],
    "", "",
    `async def ${beat}(connection):`,
    ["try:", ["while True:", ['await connection.send("beat")']], "finally:", ['await connection.send("bye")']],
    "", "",
  );
  return { connection, beat };
}

function connectionTypeScript(scope: Scope): { connection: string; beat: string } {
  const [connection, beat] = [scope.name("Connection"), scope.name("beat")];
  const { type } = scope;
  scope.define(
    `class ${connection} {`,
    ["open = true;", "ended = 0;", "",
      `async send(text${type("string")}) {`, ["await sleep(1);", 'if (!this.open) throw new Error("closed");', 'if (text === "bye") this.ended++;'], "}", "",
      "close() {", ["this.open = false;"], "}"],
    "}", "",
    `async function ${beat}(connection${type(connection)}, signal${type("AbortSignal")}) {`,
    ["try {", ["for (;;) {", ["signal.throwIfAborted();", 'await connection.send("beat");'], "}"], "} finally {", ['await connection.send("bye");'], "}"],
    "}", "",
  );
  return { connection, beat };
}

/** The statements, or the same as the clean-up of a `try`. */
const inCleanUp = (scope: Scope, work: Lines, end: Lines): Lines => (scope.chance.chance(50) ? scope.words.lastly(work, end) : [...work, ...end]);

/** Something is cancelled, and what it works on is closed at once. */
export const unawaitedCancel: Planter = {
  python: {
    "one task": (scope) => {
      const { connection, beat } = connectionPython(scope);
      const [name, task] = [scope.name("connection"), scope.name("task")];
      return [
        `${name} = ${connection}()`, `${task} = asyncio.create_task(${beat}(${name}))`,
        ...inCleanUp(scope, [scope.words.sleep(3)], [scope.choose([`${task}.cancel()`, `await asyncio.wait([${task}])`], scope.found(`${task}.cancel()`)), `await ${name}.close()`]),
        scope.words.sleep(3),
        ...scope.tell(`${name}.ended`),
      ];
    },
    "several tasks": (scope) => {
      const { connection, beat } = connectionPython(scope);
      const [name, tasks] = [scope.name("connection"), scope.name("tasks")];
      return [
        `${name} = ${connection}()`, `${tasks} = [asyncio.create_task(${beat}(${name})) for _ in range(2)]`,
        scope.words.sleep(3),
        `for task in ${tasks}:`, [scope.choose("task.cancel()", scope.found("task.cancel()"))],
        scope.choose([`await asyncio.gather(*${tasks}, return_exceptions=True)`], []),
        `await ${name}.close()`, scope.words.sleep(3), ...scope.tell(`${name}.ended`),
      ];
    },
    "an answer that is not there yet": (scope) => {
      const [work, task] = [scope.name("work"), scope.name("task")];
      scope.define(`async def ${work}():`, ["await asyncio.sleep(0.04)"], "", "");
      return [
        `${task} = asyncio.create_task(${work}())`, scope.words.sleep(1),
        scope.choose([`${task}.cancel()`, `await asyncio.wait([${task}])`], scope.found(`${task}.cancel()`)),
        `if ${task}.cancelled():`, scope.tell(scope.value()),
      ];
    },
  },
  typescript: {
    "one promise": (scope) => {
      const { connection, beat } = connectionTypeScript(scope);
      const [name, controller, beating] = [scope.name("connection"), scope.name("controller"), scope.name("beating")];
      return [
        `const ${name} = new ${connection}();`, `const ${controller} = new AbortController();`,
        `const ${beating} = ${beat}(${name}, ${controller}.signal);`, `${beating}.catch(() => undefined);`,
        ...inCleanUp(scope, [scope.words.sleep(3)], [
          scope.choose([`${controller}.abort();`, `await ${beating}.catch(() => undefined);`], scope.found(`${controller}.abort();`)), `${name}.close();`,
        ]),
        scope.words.sleep(3),
        ...scope.tell(`${name}.ended`),
      ];
    },
  },
};
