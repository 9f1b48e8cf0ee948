import type { Choice, Lines } from "../text.js";
import type { Planter, Scope } from "../scope.js";

/** A consumer whose rounds are `round`, and the statements that feed it, wait for it and end it. */
function consumedPython(scope: Scope, round: Lines, told = false): Lines {
  const [consumer, queue, seen, worker] = [scope.name("consumer"), scope.name("queue"), scope.name("seen"), scope.name("worker")];
  scope.define(`async def ${consumer}(queue, seen):`, ["while True:", [scope.found("item = await queue.get()"), ...round]], "", "");
  return [
    `${queue} = asyncio.Queue()`, `${seen} = []`, `${worker} = asyncio.create_task(${consumer}(${queue}, ${seen}))`,
    `for item in (4, 0, total, 0, 5${told ? ", None" : ""}):`, [`await ${queue}.put(item)`],
    `await ${queue}.join()`, ...(told ? [`await ${worker}`] : [`${worker}.cancel()`, `await asyncio.wait([${worker}])`]),
    ...scope.tell(`sum(${seen}) % 1009`),
  ];
}

function consumedTypeScript(scope: Scope, round: Lines): Lines {
  const [consumer, queue, seen, worker] = [scope.name("consumer"), scope.name("queue"), scope.name("seen"), scope.name("worker")];
  scope.define(
    `async function ${consumer}(queue${scope.type("Queue")}, seen${scope.type("number[]")}) {`,
    ["for (;;) {", [scope.found("const item = await queue.get();"), "if (item < 0) {", ["queue.taskDone();", "return;"], "}", ...round], "}"],
    "}", "",
  );
  return [
    `const ${queue} = new Queue();`, `const ${seen}${scope.type("number[]")} = [];`, `const ${worker} = ${consumer}(${queue}, ${seen});`, `${worker}.catch(() => undefined);`,
    `for (const item of [4, 0, total, 0, 5, -1]) ${queue}.put(item);`, `await ${queue}.join();`, `await ${worker};`,
    ...scope.tell(`${seen}.reduce((sum, item) => sum + item, 0) % 1009`),
  ];
}

/** The chunks that a stream was written, and how it was done with each. */
function streamed(scope: Scope, write: (callback: string) => Lines): Lines {
  const [sink, name] = [scope.name("Sink"), scope.name("sink")];
  const { type } = scope;
  scope.define(
    `class ${sink} extends Writable {`,
    ["chunks = 0;", "",
      scope.found(`${type("x") ? "override " : ""}_write(chunk${type("Buffer")}, _encoding${type("string")}, callback${type("(error?: Error | null) => void")}) {`),
      [...write("callback")], "}"],
    "}", "",
  );
  return [`const ${name} = new ${sink}();`, `await pipeline(["a", " ", "b"], ${name});`, ...scope.tell(`${name}.chunks`)];
}

const once = (scope: Scope, text: string): Choice => scope.choose(text, []);

/** What was taken and is not reported done on every path, or twice. */
export const missingTaskDone: Planter = {
  python: {
    "where a round is skipped": (scope) => consumedPython(scope, [
      "if item == 0:", [once(scope, "queue.task_done()"), "continue"],
      ...scope.chance.pick([[], ["await asyncio.sleep(0.001)"]]), "seen.append(item + 1)", "queue.task_done()",
    ]),
    "where an error is caught": (scope) => consumedPython(scope, [
      scope.choose(
        ["try:", ["seen.append(10 // item)"], "except ZeroDivisionError:", ["seen.append(1)"], "finally:", ["queue.task_done()"]],
        ["try:", ["seen.append(10 // item)", "queue.task_done()"], "except ZeroDivisionError:", ["seen.append(1)"]],
      ),
    ]),
    "by one that is told to end": (scope) => consumedPython(scope, ["if item is None:", [once(scope, "queue.task_done()"), "break"], "seen.append(item + 1)", "queue.task_done()"], true),
    "always": (scope) => consumedPython(scope, [
      scope.choose(["try:", ["seen.append(item + 1)", "await asyncio.sleep(0.001)"], "finally:", ["queue.task_done()"]], ["seen.append(item + 1)", "await asyncio.sleep(0.001)"]),
    ]),
    "twice": (scope) => consumedPython(scope, ["try:", ["seen.append(item + 1)", scope.choose([], "queue.task_done()")], "finally:", ["queue.task_done()"]]),
  },
  typescript: {
    "where a round is skipped": (scope) => consumedTypeScript(scope, [
      scope.choose(["if (item === 0) {", ["queue.taskDone();", "continue;"], "}"], "if (item === 0) continue;"), "seen.push(item + 1);", "queue.taskDone();",
    ]),
    "always": (scope) => consumedTypeScript(scope, [
      scope.choose(["try {", ["seen.push(item + 1);", "await sleep(1);"], "} finally {", ["queue.taskDone();"], "}"], ["seen.push(item + 1);", "await sleep(1);"]),
    ]),
    "by the callback of a stream": (scope) => streamed(scope, (callback) => [
      scope.choose(['if (chunk.toString() === " ") {', [`${callback}();`, "return;"], "}"], 'if (chunk.toString() === " ") return;'), "this.chunks++;", `${callback}();`,
    ]),
    "twice": (scope) => streamed(scope, (callback) => [
      scope.choose(`if (chunk.toString() === "b") return ${callback}();`, `if (chunk.toString() === "b") ${callback}();`), `${callback}();`,
    ]),
  },
};
