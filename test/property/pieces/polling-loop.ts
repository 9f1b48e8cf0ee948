import { limited } from "../scope.js";
import type { Piece, Planter } from "../scope.js";

/** What a thread may set is not made an event of the loop. */
const own = (piece: Piece): Piece => limited({ without: /\bthreading\b|\bto_thread\b|\brun_in_executor\b|\bmultiprocessing\b/ }, piece);

/** A loop that sleeps until something has changed. */
export const pollingLoop: Planter = {
  python: {
    "an attribute": own((scope) => {
      const [server, name, start, wait] = ["Server", "server", "start", "wait"].map(scope.name) as [string, string, string, string];
      scope.define(
        `class ${server}:`,
        [
          "def __init__(self):", ["self.ready = False", scope.choose("self.opened = asyncio.Event()", []), "self.number = 3"], "",
          `async def ${start}(self, number):`, ["await asyncio.sleep(0.004)", "self.number += number", "self.ready = True", scope.choose("self.opened.set()", [])], "",
          `async def ${wait}(self):`, [scope.choose("await self.opened.wait()", [scope.found("while not self.ready:", "bare"), ["await asyncio.sleep(0.002)"]]), "return self.number"],
        ],
        "", "",
      );
      const got = scope.name("got");
      return [`${name} = ${server}()`, `_, ${got} = await asyncio.gather(${name}.${start}(total), ${name}.${wait}())`, ...scope.tell(`${got} % 1009`)];
    }),
    "a name of the function": own((scope) => {
      const [done, over, work, task, outer] = ["done", "over", "work", "task", "outer"].map(scope.name) as [string, string, string, string, string];
      scope.define(
        `async def ${outer}(number):`,
        [
          `${done} = False`, scope.choose(`${over} = asyncio.Event()`, []), "",
          `async def ${work}():`, [`nonlocal ${done}`, "await asyncio.sleep(0.003)", `${done} = True`, scope.choose(`${over}.set()`, [])], "",
          `${task} = asyncio.create_task(${work}())`,
          scope.choose(`await ${over}.wait()`, [scope.found(`while not ${done}:`, "bare"), ["await asyncio.sleep(0.002)"]]),
          `await ${task}`, "return (number + 2) % 1009",
        ],
        "", "",
      );
      return [scope.words.set("total", `await ${outer}(total)`)];
    }),
    "an event": (scope) => {
      const [work, started, task] = ["work", "started", "task"].map(scope.name) as [string, string, string];
      scope.define(`async def ${work}(started: asyncio.Event):`, ["await asyncio.sleep(0.003)", "started.set()"], "", "");
      return [
        `${started} = asyncio.Event()`, `${task} = asyncio.create_task(${work}(${started}))`,
        scope.choose(`await ${started}.wait()`, [scope.found(`while not ${started}.is_set():`, "bare"), ["await asyncio.sleep(0.002)"]]),
        `await ${task}`, ...scope.tell(scope.value()),
      ];
    },
    "a task": (scope) => {
      const task = scope.name("task");
      return [
        `${task} = asyncio.create_task(${scope.leaf()}(total))`,
        scope.choose(`await asyncio.wait([${task}])`, [scope.found(`while not ${task}.done():`, "bare"), ["await asyncio.sleep(0.002)"]]),
        ...scope.tell(`${task}.result()`),
      ];
    },
  },
  typescript: {
    "a field": (scope) => {
      const [server, name, got] = ["Server", "server", "got"].map(scope.name) as [string, string, string];
      const { type } = scope;
      scope.define(
        `class ${server} {`,
        [
          "ready = false;", "number = 3;", scope.choose(["open = () => {};", `opened = new Promise${type("") && "<void>"}((resolve) => {`, ["this.open = resolve;"], "});"], []), "",
          `async start(number${type("number")}) {`, ["await sleep(4);", "this.number += number;", "this.ready = true;", scope.choose("this.open();", [])], "}", "",
          "async wait() {", [scope.choose("await this.opened;", scope.found("while (!this.ready) await sleep(2);", "bare")), "return this.number;"], "}",
        ],
        "}", "",
      );
      return [`const ${name} = new ${server}();`, `const [, ${got}] = await Promise.all([${name}.start(total), ${name}.wait()]);`, ...scope.tell(`${got} % 1009`)];
    },
    "a name of the function": (scope) => {
      const [done, over, end, timer] = ["done", "over", "end", "timer"].map(scope.name) as [string, string, string, string];
      const promise = `new Promise${scope.type("") && "<void>"}`;
      return [
        `let ${done} = false;`,
        scope.choose([`let ${end} = () => {};`, `const ${over} = ${promise}((resolve) => {`, [`${end} = resolve;`], "});"], []),
        `const ${timer} = setTimeout(() => {`, [`${done} = true;`, scope.choose(`${end}();`, [])], "}, 3);",
        scope.choose(`await ${over};`, [scope.found(`while (!${done}) {`, "bare"), ["await sleep(2);"], "}"]),
        `clearTimeout(${timer});`, ...scope.tell(scope.value()),
      ];
    },
  },
};
