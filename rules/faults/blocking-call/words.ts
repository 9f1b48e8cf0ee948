import type { Why } from "../../model/blocker.js";
import type { Stuck } from "./site.js";

/** What each kind of blocking call costs, to stand behind "blocks the event loop:" or "and". */
export const costs: Readonly<Record<Why, string>> = {
  sleep: "every other task stands still while it sleeps",
  network: "every other task stands still until the network answers",
  dns: "every other task stands still until the name is resolved",
  disk: "every other task stands still while the disk is read or written",
  process: "every other task stands still until the process is done",
  database: "every other task stands still until the database answers",
  lock: "every other task stands still while it waits for another thread, and if it is a task it waits for, for ever",
  queue: "every other task stands still until the queue has an item or a place, and if a task should give it, for ever",
  future: "every other task stands still until the result is there, and if a task should give it, for ever",
  input: "every other task stands still until somebody types",
  cpu: "every other task stands still while it computes",
  loop: "no event loop can be run inside the one that runs already",
  clock: "every other task stands still while it asks for the time again and again",
  watch: "every other task stands still while it looks again and again, and if a task should change what it looks at, for ever",
  reentry: "it runs the loop inside of one of its turns, in which others then come, and what waits for a promise may wait for ever",
  dialog: "every other task stands still until the dialog is closed",
};

/** Why a loop never ends. */
export function never({ flag, setters: [setter, ...others] }: Stuck): string {
  if (flag === undefined) return "it never ends, and nobody else ever has a turn again";
  if (setter === undefined) return `nobody else has a turn to change \`${flag}\`, so it never ends`;
  return others.length === 0 ? `\`${setter}\` has no turn to set \`${flag}\`, so it never ends` : `none of those who set \`${flag}\` has a turn to do so, so it never ends`;
}
