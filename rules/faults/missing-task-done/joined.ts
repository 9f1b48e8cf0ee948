import type { LanguageName } from "../../model/module.js";
import type { Ref } from "../../model/ref.js";
import type { Step } from "../../model/step.js";
import { flow } from "../../model/flow.js";
import { walk } from "../../model/walk.js";
import type { Analysis } from "../../summary/analysis.js";
import { gathering, type Gathering } from "../../summary/everywhere.js";
import { meet, originsOf } from "../../summary/origins.js";
import type { Duty } from "./duty.js";
import { owns, takings, type Taking } from "./protocols.js";
import { related } from "./relate.js";
import { protocolOf } from "./take.js";

/** Objects of which a method is called that waits until all is settled: `queue` of `queue.join()`. */
const joins = calling("joins", ({ joins: name }) => (name === undefined ? [] : [name]));
/** Objects of which a method is called that settles. */
const settlings = calling("settlings", ({ settles }) => settles);
/** Objects that something constant is put into, to tell a worker to end. */
const sentinels = gathering("sentinels", ({ steps }) => {
  const found: Ref[] = [];
  walk(steps, (step) => {
    const callee = step.is === "call" ? step.ref.callee : undefined;
    if (step.is === "call" && callee?.is === "attr" && /^put(_nowait)?$/.test(callee.name) && isSentinel(step.ref.args[0])) found.push(callee.of);
  });
  return found;
});

/** Nothing at all, or something that has a name of its own. */
const isSentinel = (ref: Ref | undefined): boolean => (ref?.is === "literal" && (ref.value === null || ref.value === false)) || ref?.is === "name";

function calling(name: string, methods: (taking: Taking) => readonly string[]): Gathering<Ref> {
  const rows = [...Object.values(takings).flatMap((table) => Object.values(table)), ...Object.values(owns)];
  const names = new Set(rows.flatMap(methods));
  return gathering(name, ({ steps }) => {
    const found: Ref[] = [];
    walk(steps, (step) => {
      const callee = step.is === "call" ? step.ref.callee : undefined;
      // `", ".join(xs)` and `path.join(a, b)` are others' affairs.
      if (step.is === "call" && callee?.is === "attr" && names.has(callee.name) && step.ref.args.length === 0 && callee.of.is !== "literal") found.push(callee.of);
    });
    return found;
  });
}

/** Whether somebody waits until all that was taken from a duty's source is settled. */
export function isJoined(duty: Duty, language: LanguageName, analysis: Analysis): boolean {
  return usersOf(joins, duty, analysis).some(({ of, scope }) => protocolOf(of, scope, language, analysis) !== undefined);
}

/** Whether a function that takes nothing itself settles what others take from the source. */
export function isSettledByOthers(duty: Duty, analysis: Analysis): boolean {
  return usersOf(settlings, duty, analysis).some(({ of, scope }) => {
    let takes = false;
    walk(scope.func.steps, (step) => {
      const callee = step.is === "call" ? step.ref.callee : undefined;
      takes ||= callee?.is === "attr" && "takes" in duty.protocol && duty.protocol.takes.includes(callee.name) && related(callee.of, of, scope, analysis) !== "other";
    });
    return !takes;
  });
}

/** Where a method of a duty's source is called, as far as that can be told. */
function usersOf(all: Gathering<Ref>, duty: Duty, analysis: Analysis) {
  const { source, scope } = duty;
  if (!source) return [];
  const origins = originsOf(source, scope, analysis);
  return analysis.everywhere(all).flatMap(({ node, found }) => found.flatMap((of) => {
    const { func, path } = node;
    if (!func) return [];
    const at = { path, func };
    const same = func === scope.func ? related(of, source, scope, analysis) === "same" : meet(origins, originsOf(of, at, analysis));
    return same ? [{ of, scope: at }] : [];
  }));
}

/** Whether the queue comes from outside the package: all that is known of it are parameters of functions that nobody calls. */
export function isForeign({ source, scope }: Duty, analysis: Analysis): boolean {
  const { of } = source ? originsOf(source, scope, analysis) : { of: [] };
  return of.length > 0 && of.every(({ ref }) => ref.is === "param");
}

/** Whether what tells a worker to end is only ever put in when the queue was joined before: nobody counts any more. */
export function endsAfterJoin(duty: Duty, analysis: Analysis): boolean {
  const puts = usersOf(sentinels, duty, analysis);
  return puts.length > 0 && puts.every(({ of, scope }) => {
    const is = (step: Step | undefined, name: RegExp): boolean =>
      step?.is === "call" && step.ref.callee.is === "attr" && name.test(step.ref.callee.name) && related(step.ref.callee.of, of, scope, analysis) === "same";
    // From no such put does a way lead to a join.
    const { entry } = flow(scope.func.steps);
    const all = new Set([entry]);
    for (const node of all) for (const next of [...node.next, ...node.thrown]) all.add(next);
    const behind = new Set([...all].filter(({ step }) => is(step, /^put(_nowait)?$/) && step?.is === "call" && isSentinel(step.ref.args[0])).flatMap(({ next }) => next));
    let joined = false;
    for (const node of behind) {
      joined ||= is(node.step, /^join$/);
      for (const next of node.next) behind.add(next);
    }
    let before = false;
    for (const node of all) before ||= is(node.step, /^join$/);
    return before && !joined;
  });
}
