import { SingleBar } from "cli-progress";
import type { Host } from "../../rules/model/host.js";
import type { Output } from "./io.js";

/** How far a run has come, drawn on a terminal once it takes long. */
export interface Progress {
  /** So much more has been done. */
  step(): void;
  /** More work than was known at first. */
  expect(steps: number): void;
  /** Wipes the bar away. */
  stop(): void;
}

/** A run shorter than this shows no bar. */
const patience = 800;

/** A bar on `output`, where that is a terminal. */
export function startProgress(output: Output, now: () => number = Date.now): Progress {
  const nothing = (): void => undefined;
  if (output.isTTY !== true) return { step: nothing, expect: nothing, stop: nothing };

  const start = now();
  let bar: SingleBar | undefined;
  let value = 0;
  let total = 0;
  const draw = (): void => {
    if (now() - start < patience) return;
    if (bar === undefined) {
      bar = new SingleBar({
        stream: output,
        format: "evenloop {bar} {percentage}%",
        barCompleteChar: "█",
        barIncompleteChar: "░",
        barsize: 30,
        clearOnComplete: true,
        linewrap: true,
        gracefulExit: false,
        synchronousUpdate: true, // the analysis does not yield to timers
      });
      bar.start(total, value);
    }
    bar.setTotal(total);
    bar.update(Math.min(value, total));
  };
  return {
    step() { value++; draw(); },
    expect(steps) { total += steps; },
    stop() { bar?.stop(); },
  };
}

/** The host, with a step for each source file when it is read for the first time. */
export function watched(host: Host, progress: Progress): Host {
  const unread = new Set(host.list());
  progress.expect(unread.size);
  return {
    root: host.root,
    list: () => host.list(),
    exists: (path) => host.exists(path),
    read(path) {
      if (unread.delete(path)) progress.step();
      return host.read(path);
    },
  };
}
