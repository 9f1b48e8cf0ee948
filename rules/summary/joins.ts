import type { CallRef } from "../model/ref.js";

/**
 * What library callables do with the awaitables that they are handed: `all` waits for all of them, `wait` likewise and leaves them be,
 * `task` has one run on its own and gives a handle that can be awaited for it, `group` leaves the waiting to a `with`.
 */
export type Join = "all" | "wait" | "task" | "group";

/** Joining callables of both languages, by dotted name. */
export const joins: ReadonlyMap<string, Join> = new Map<string, Join>([
  ["asyncio.gather", "all"], ["Promise.all", "all"], ["Promise.allSettled", "all"],
  ["asyncio.wait", "wait"],
  ["asyncio.create_task", "task"], ["asyncio.ensure_future", "task"], ["asyncio.AbstractEventLoop.create_task", "task"], ["asyncio.shield", "task"],
  ["asyncio.TaskGroup.create_task", "group"],
]);

/** Library coroutines and generators that come to no end of their own; and whether a call of one does so, by its arguments. */
export const endlessOfLibraries: ReadonlyMap<string, (call: CallRef) => boolean> = new Map<string, (call: CallRef) => boolean>([
  ...["asyncio.AbstractServer.serve_forever", "anyio.sleep_forever", "trio.sleep_forever", "itertools.count"].map((name) => [name, () => true] as const),
  ["itertools.cycle", ({ args: [first] }) => first?.is === "list" && first.of.length > 0],
  ["itertools.repeat", ({ args, keys }) => args.length === 1 && !keys],
  // A signal stops it.
  ["timers.promises.setInterval", ({ args }) => !args.some((arg) => arg.is !== "literal" && (arg.is !== "object" || Object.hasOwn(arg.members, "signal")))],
]);
