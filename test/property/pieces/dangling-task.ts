import type { Planter, Scope } from "../scope.js";

const saved = (scope: Scope): string => {
  const save = scope.name("send");
  if (scope.language === "python") scope.define(`async def ${save}(number, seen):`, ["await asyncio.sleep(0.002)", "seen.append(number)"], "", "");
  else scope.define(`async function ${save}(number${scope.type("number")}, seen${scope.type("number[]")}) {`, ["await sleep(2);", 'if (number < 0) throw new RangeError("negative");', "seen.push(number);", "return number;"], "}", "");
  return save;
};

/** What runs on its own, and nobody would hear of its failure. */
export const danglingTask: Planter = {
  python: {
    "a task": (scope) => {
      const [save, seen, outer, task] = [saved(scope), scope.name("seen"), scope.name("outer"), scope.name("task")];
      scope.define(
        `async def ${outer}(seen, number):`,
        [scope.choose(`${task} = asyncio.create_task(${save}(number, seen))`, scope.found(`asyncio.create_task(${save}(number, seen))`)), scope.words.sleep(1), scope.choose(`await ${task}`, [])],
        "", "",
      );
      return [`${seen} = []`, `await ${outer}(${seen}, total)`, ...scope.tell(`sum(${seen}) % 97`)];
    },
    "tasks of a loop": (scope) => {
      const [save, seen, outer, tasks] = [saved(scope), scope.name("seen"), scope.name("outer"), scope.name("tasks")];
      scope.define(
        `async def ${outer}(seen, numbers):`,
        [
          scope.choose(`${tasks} = [asyncio.create_task(${save}(number, seen)) for number in numbers]`, ["for number in numbers:", [scope.found(`asyncio.create_task(${save}(number, seen))`)]]),
          scope.words.sleep(1), scope.choose(`await asyncio.gather(*${tasks})`, []),
        ],
        "", "",
      );
      return [`${seen} = []`, `await ${outer}(${seen}, [total, 3])`, ...scope.tell(`sum(${seen}) % 97`)];
    },
    "a gather": (scope) => {
      const [save, seen] = [saved(scope), scope.name("seen")];
      const both = `asyncio.gather(${save}(total, ${seen}), ${save}(3, ${seen}))`;
      return [`${seen} = []`, scope.choose(`await ${both}`, scope.found(both)), ...scope.tell(`sum(${seen}) % 97`)];
    },
  },
  typescript: {
    "handled after something else": (scope) => {
      const [save, seen, promise] = [saved(scope), scope.name("seen"), scope.name("saving")];
      return [
        `const ${seen}${scope.type("number[]")} = [];`,
        scope.choose([`const ${promise} = ${save}(total, ${seen});`, `${promise}.catch(() => undefined);`], scope.found(`const ${promise} = ${save}(total, ${seen});`)),
        scope.words.sleep(1), ...scope.tell(`await ${promise}`),
      ];
    },
  },
};
