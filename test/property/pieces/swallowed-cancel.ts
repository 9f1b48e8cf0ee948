import type { Planter, Scope } from "../scope.js";
import type { Lines } from "../text.js";

/** Cancels what `watch` makes, and tells what that has seen. */
function cancelled(scope: Scope, watch: string): Lines {
  const [seen, task] = [scope.name("seen"), scope.name("task")];
  return [
    `${seen} = []`,
    `${task} = asyncio.create_task(${watch}(${seen}))`,
    "await asyncio.sleep(0.001)",
    ...scope.chance.pick([
      [`${task}.cancel()`, `await asyncio.wait([${task}])`],
      ["try:", [`total += 3`], "finally:", [`${task}.cancel()`, `await asyncio.gather(${task}, return_exceptions=True)`]],
    ]),
    ...scope.tell(`len(${seen})`),
  ];
}

/** A coroutine that catches its own cancellation and goes on. */
export const swallowedCancel: Planter = {
  python: {
    "in its loop": (scope) => {
      const watch = scope.name("watch");
      const handler = scope.chance.pick(["except asyncio.CancelledError:", "except asyncio.CancelledError as error:"]);
      scope.define(
        `async def ${watch}(seen):`,
        ["while True:", ["try:", ["await asyncio.sleep(0.02)", 'seen.append("tick")'], scope.found(handler), ['seen.append("cancelled")', scope.choose("raise", scope.chance.pick([[], ["continue"]]))]]],
        "", "",
      );
      return cancelled(scope, watch);
    },
    "with all other errors": (scope) => {
      const watch = scope.name("poll");
      scope.define(
        `async def ${watch}(seen):`,
        ["while True:", ["try:", ["await asyncio.sleep(0.02)", 'raise OSError("gone")'], scope.choose("except Exception:", scope.found(scope.chance.pick(["except:", "except BaseException:"]))), ['seen.append("again")']]],
        "", "",
      );
      return cancelled(scope, watch);
    },
    "before its next step": (scope) => {
      const watch = scope.name("serve");
      scope.define(
        `async def ${watch}(seen):`,
        [
          "try:", ["await asyncio.sleep(0.02)"],
          scope.found("except asyncio.CancelledError:"), ['seen.append("cancelled")', scope.choose("raise", [])],
          'seen.append("further")', "while True:", ["await asyncio.sleep(0.02)"],
        ],
        "", "",
      );
      return cancelled(scope, watch);
    },
  },
};
