import type { Planter, Scope } from "../scope.js";

const evenPython = (scope: Scope): string => {
  const even = scope.name("is_even");
  scope.define(`async def ${even}(number):`, ["await asyncio.sleep(0.001)", "return number % 2 == 0"], "", "");
  return even;
};

const evenTypeScript = (scope: Scope): string => {
  const even = scope.name("isEven");
  scope.define(`async function ${even}(number${scope.type("number")}) {`, ["await sleep(1);", 'if (number < 0) throw new RangeError("negative");', "return number % 2 === 0;"], "}", "");
  return even;
};

const noted = (scope: Scope): string => {
  const save = scope.name("save");
  if (scope.language === "python") scope.define(`async def ${save}(number, seen):`, ["await asyncio.sleep(0.001)", "seen.append(number)"], "", "");
  else scope.define(`async function ${save}(number${scope.type("number")}, seen${scope.type("number[]")}) {`, ["await sleep(1);", 'if (number < 0) throw new RangeError("negative");', "seen.push(number);"], "}", "");
  return save;
};

const sum = (seen: string): string => `${seen}.reduce((sum, item) => sum + item, 0) % 97`;

/** An async function where a plain one is wanted. */
export const asyncCallback: Planter = {
  python: {
    "the target of a thread": (scope) => {
      const [save, seen, thread] = [noted(scope), scope.name("seen"), scope.name("thread")];
      return [
        `${seen} = []`,
        scope.choose(
          `${thread} = threading.Thread(target=lambda number: asyncio.run(${save}(number, ${seen})), args=(total,))`,
          scope.found(`${thread} = threading.Thread(target=${save}, args=(total, ${seen}))`),
        ),
        `${thread}.start()`, `await asyncio.to_thread(${thread}.join)`, ...scope.tell(`sum(${seen}) % 97`),
      ];
    },
    "given to a thread": (scope) => {
      const [save, seen] = [noted(scope), scope.name("seen")];
      return [
        `${seen} = []`,
        scope.choose(`await ${save}(total, ${seen})`, scope.found(scope.chance.pick([
          `await asyncio.to_thread(${save}, total, ${seen})`, `await asyncio.get_running_loop().run_in_executor(None, ${save}, total, ${seen})`,
        ]))),
        ...scope.tell(`sum(${seen}) % 97`),
      ];
    },
    "as soon as there is time": (scope) => {
      const [save, seen, loop, task] = [noted(scope), scope.name("seen"), scope.name("loop"), scope.name("task")];
      const outer = scope.name("outer");
      scope.define(
        `async def ${outer}(${seen}, number):`,
        [
          `${loop} = asyncio.get_running_loop()`,
          scope.choose(`${task} = ${loop}.create_task(${save}(number, ${seen}))`, scope.found(`${loop}.call_soon(${save}, number, ${seen})`)),
          "number += 1", scope.choose(`await ${task}`, []),
        ],
        "", "",
      );
      return [`${seen} = []`, `await ${outer}(${seen}, total)`, ...scope.tell(`sum(${seen}) % 97`)];
    },
    "a condition": (scope) => {
      const [even, name] = [evenPython(scope), scope.name("even")];
      return [
        scope.choose(`${name} = [number for number in [total, 2, 3, 4] if await ${even}(number)]`, scope.found(`${name} = list(filter(${even}, [total, 2, 3, 4]))`)),
        ...scope.tell(`sum(${name}) % 97`),
      ];
    },
    "one for each": (scope) => {
      const [load, name] = [scope.leaf(), scope.name("loaded")];
      return [
        scope.choose(`${name} = sum(await asyncio.gather(*map(${load}, [total, 3, 4])))`, scope.found(`${name} = sum(map(${load}, [total, 3, 4]))`)),
        ...scope.tell(`${name} % 97`),
      ];
    },
  },
  typescript: {
    "forEach": (scope) => {
      const [save, seen] = [noted(scope), scope.name("seen")];
      return [
        `const ${seen}${scope.type("number[]")} = [];`,
        scope.choose(`await Promise.all([total, 3, 4].map((number) => ${save}(number, ${seen})));`, scope.found(`[total, 3, 4].forEach((number) => ${save}(number, ${seen}));`)),
        ...scope.tell(sum(seen)),
      ];
    },
    "forEach, in lines": (scope) => {
      const [save, seen] = [noted(scope), scope.name("seen")];
      const body = ["if (number === 3) return;", `await ${save}(number, ${seen});`];
      return [
        `const ${seen}${scope.type("number[]")} = [];`,
        scope.choose("for (const number of [total, 3, 4]) {", []),
        scope.choose([["if (number === 3) continue;", `await ${save}(number, ${seen});`]], [scope.found("[total, 3, 4].forEach(async (number) => {"), body]),
        scope.choose("}", "});"),
        ...scope.tell(sum(seen)),
      ];
    },
    "a condition": (scope) => {
      const [even, name, all, matches] = [evenTypeScript(scope), scope.name("even"), scope.name("numbers"), scope.name("matches")];
      return [
        `const ${all} = [total, 2, 3, 4];`,
        scope.choose(
          [`const ${matches} = await Promise.all(${all}.map(${even}));`, `const ${name} = ${all}.filter((_, at) => ${matches}[at]);`],
          scope.found(`const ${name} = ${all}.filter(${even});`),
        ),
        ...scope.tell(sum(name)),
      ];
    },
    "whether there is one": (scope) => {
      const even = evenTypeScript(scope);
      return [
        scope.choose(`if ((await Promise.all([total, 3].map(${even}))).some(Boolean)) {`, scope.found(`if ([total, 3].some(${even})) {`)),
        scope.tell(scope.value()), "}",
      ];
    },
  },
};
