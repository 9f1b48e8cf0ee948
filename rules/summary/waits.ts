import { lastOf } from "../model/paths.js";
import { lastName, type CallRef, type Ref } from "../model/ref.js";
import type { Call, Enter, Iterate, Read, Step, Use } from "../model/step.js";
import { walk } from "../model/walk.js";
import { lineage } from "../resolve/lineage.js";
import type { FuncNode, Scope } from "../resolve/node.js";
import type { Value } from "../resolve/value.js";
import type { World } from "../resolve/world.js";
import { endlessOfLibraries, joins } from "./joins.js";

/**
 * What never ends of its own: whatever happens, but for an exception (`always`); or so that it comes to a normal end once it is
 * cancelled, which whoever awaits it cannot tell from having been done (`until-cancelled`).
 */
export type Endless = "always" | "until-cancelled";

/**
 * A call that gives a coroutine (or generator, or a `list` of coroutines), and the function of the workspace that it is of, if it is one;
 * how it ends, if it never does.
 */
export interface Member { readonly call: Call; readonly from?: FuncNode; readonly list?: true; readonly endless?: Endless }

/** Where a function waits for what never ends. */
export interface Wait {
  /** The step that control does not come past; of a `with`, one that stands for leaving it. */
  readonly at: Step;
  /** What waits: the awaited call (of the endless coroutine itself, or of `gather`), the awaited name, the `with` of a task group, the loop's iteration. */
  readonly by: Call | Read | Enter | Iterate;
  /** Several are waited for together: if this is cancelled, it does not come to a normal end whatever its members do. */
  readonly together: boolean;
  readonly members: readonly Member[];
  /** Coroutines of the workspace that come to an end, and are waited for at the same time. */
  readonly others: readonly Member[];
}

/** The places where a function waits for what never ends, each once, in the order of their first members. */
export function waitsOf(steps: readonly Step[], scope: Scope, world: World, endless: (node: FuncNode) => Endless | undefined): readonly Wait[] {
  const follower = new Follower(steps, scope, world);
  const made = [...follower.members(endless)];
  const halts = made.map(({ call }) => (follower.follow(call, call.use) ?? []).filter(({ by }) => follower.together(call, by)));
  const waits = new Map<Step, Wait>();
  const put = (list: "members" | "others", member: Member, halt: Halt): void => {
    const wait = waits.get(halt.at) ?? { ...halt, members: [], others: [] };
    waits.set(halt.at, { ...wait, [list]: [...wait[list], member] });
  };
  made.forEach((member, i) => member.endless && halts[i]!.forEach((halt) => put("members", member, halt)));
  made.forEach((member, i) => !member.endless && halts[i]!.forEach((halt) => waits.has(halt.at) && put("others", member, halt)));
  for (const { step, member } of follower.iterated(endless)) put("members", member, { at: step, by: step, together: false });
  return [...waits.values()];
}

type Halt = Pick<Wait, "at" | "by" | "together">;

/** Stands for leaving a `with`. */
const leavings = new WeakMap<Enter, Read>();

function leaving(enter: Enter): Read {
  let step = leavings.get(enter);
  if (!step) leavings.set(enter, (step = { is: "read", span: enter.span, name: "", use: "awaited" }));
  return step;
}

/** Methods of a task (or what is asked of one) that leave it running, and tell nobody of it. */
const harmless = new Set(["add_done_callback", "remove_done_callback", "done", "cancelled", "set_name", "get_name", "get_coro"]);

/** Longer chains of names are not followed. */
const deepest = 8;

/** Follows what calls give through the steps of one function. */
class Follower {
  private readonly calls = new Map<CallRef, Call>();
  private readonly reads = new Map<string, Read[]>();
  private readonly binds = new Map<string, number>();
  private readonly enters: Enter[] = [];
  private readonly iterates: Iterate[] = [];

  constructor(private readonly steps: readonly Step[], private readonly scope: Scope, private readonly world: World) {
    walk(steps, (step) => {
      if (step.is === "call") this.calls.set(step.ref, step);
      else if (step.is === "read") this.reads.set(step.name, [...(this.reads.get(step.name) ?? []), step]);
      else if (step.is === "bind") this.binds.set(step.name, (this.binds.get(step.name) ?? 0) + 1);
      else if (step.is === "enter") this.enters.push(step);
      else if (step.is === "iterate") this.iterates.push(step);
    });
  }

  /** The calls that give a coroutine of the workspace, or something endless. */
  *members(endless: (node: FuncNode) => Endless | undefined): Iterable<Member> {
    for (const call of this.calls.values()) {
      if (this.neverSettles(call)) yield { call, endless: "always" };
      // A list of them (`ids.map(poll)`) is as endless as they are, once somebody waits for all of it.
      const given = this.world.evaluate(call.ref, this.scope);
      const list = given[0]?.is === "list" && call.use !== "awaited";
      const made = list ? given.flatMap((value) => (value.is === "list" ? value.of : [value])) : given;
      const from = made.flatMap((value) => (value.is === "awaitable" && value.from ? [value.from] : []));
      if (from.length === 0 || from.length < made.length || from.some((node) => this.isOverridden(node))) continue;
      const states = from.map(endless);
      const sure = states.every((state) => state !== undefined);
      const member: Member = { call, from: from[0]!, ...(list ? { list } : {}) };
      if (sure) yield { ...member, endless: states.includes("until-cancelled") ? "until-cancelled" : "always" };
      else if (states.every((state) => state === undefined)) yield member;
    }
  }

  /** The iterations over what never runs out. */
  *iterated(endless: (node: FuncNode) => Endless | undefined): Iterable<{ readonly step: Iterate; readonly member: Member }> {
    for (const step of this.iterates) {
      const call = step.of.is === "call" ? this.calls.get(step.of) : undefined;
      if (!call) continue;
      if (this.isLibrarys(call)) yield { step, member: { call, endless: "always" } };
      const [value, ...more] = this.world.evaluate(step.of, this.scope);
      const from = value?.is === "generator" && more.length === 0 ? value.from : undefined;
      const state = from && !this.isOverridden(from) ? endless(from) : undefined;
      if (from && state) yield { step, member: { call, from, endless: state } };
    }
  }

  /** Where what a step gives is waited for; undefined where it goes to somebody who may do something else with it. */
  follow(step: Call | Read, use: Use, together = false, depth = 0): readonly Halt[] | undefined {
    if (use === "awaited") return [{ at: step, by: step, together }];
    if (use === "dropped" || use === "tested") return [];
    if (typeof use !== "object" || depth > deepest) return undefined;
    if ("inside" in use) return use.inside === "awaited" ? undefined : this.follow(step, use.inside, together, depth + 1);
    if ("passed" in use) return this.joined(use.passed, use.at, together, depth);
    if ("member" in use) return harmless.has(use.member) ? [] : undefined;
    if ((this.binds.get(use.kept) ?? 0) > 1) return undefined;
    const halts: Halt[] = [];
    for (const read of this.reads.get(use.kept) ?? []) {
      const found = this.follow(read, read.use, together, depth + 1);
      if (!found) return undefined;
      halts.push(...found);
    }
    return halts;
  }

  private joined(ref: CallRef, at: number | string, together: boolean, depth: number): readonly Halt[] | undefined {
    const call = this.calls.get(ref);
    const names = this.world.evaluate(ref.callee, this.scope).map((value) => (value.is === "external" ? value.name : ""));
    const join = joins.get(names[0] ?? "");
    if (!call || names.length === 0) return undefined;
    const { knowledge } = this.world.shelf(this.language());
    if (!join || names.length > 1) return names.every((name) => knowledge.library.looks.has(name)) ? [] : undefined;
    switch (join) {
      case "all": return this.follow(call, call.use, true, depth + 1);
      case "wait": return ref.keys?.["timeout"] || ref.keys?.["return_when"] ? [] : this.follow(call, call.use, true, depth + 1);
      case "task": return at === 0 || at === "coro" ? this.follow(call, call.use, together, depth + 1) : undefined;
      case "group": {
        const enter = this.groupOf(ref);
        const others = this.follow(call, call.use, together, depth + 1);
        return enter && others ? [...others, { at: leaving(enter), by: enter, together: true }] : undefined;
      }
    }
  }

  /** The `with` of the group whose `create_task` is called. */
  private groupOf({ callee }: CallRef): Enter | undefined {
    const group = callee.is === "attr" && callee.of.is === "enter" ? callee.of.of : undefined;
    return group && this.enters.find((enter) => enter.async && enter.of === group);
  }

  private language(): "python" | "typescript" {
    return this.world.module(this.scope.path)?.language ?? "python";
  }

  /** Whether what is waited for was surely made, wherever control came from: not in a branch that the waiting is outside of. */
  together(member: Call, by: Step): boolean {
    const around = armsAround(by, this.steps) ?? [];
    return (armsAround(member, this.steps) ?? []).every((arm) => around.includes(arm));
  }

  /** Ways to wait for nothing: `await asyncio.Future()`, `await asyncio.Event().wait()`, `await new Promise(() => {})`. */
  private neverSettles(call: Call): boolean {
    const { ref } = call;
    if (!idle.has(lastName(ref.callee))) return false;
    if (this.isLibrarys(call)) return true;
    if (call.use !== "awaited") return false;
    if (ref.new) return this.isNamed(ref.callee, "Promise") && this.doesNothing(ref.args[0]);
    if (this.isNamed(ref.callee, "asyncio.Future", "asyncio.AbstractEventLoop.create_future")) return true;
    const event = ref.callee.is === "attr" && ref.callee.of.is === "call" ? this.calls.get(ref.callee.of) : undefined;
    // An event that has a name may be set by somebody.
    const unnamed = event && typeof event.use === "object" && "member" in event.use;
    return unnamed === true && this.isNamed(event!.ref.callee, "asyncio.Event");
  }

  private isLibrarys({ ref }: Call): boolean {
    if (!idle.has(lastName(ref.callee))) return false;
    const values = this.world.evaluate(ref.callee, this.scope);
    return values.length > 0 && values.every((value) => value.is === "external" && endlessOfLibraries.get(value.name)?.(ref) === true);
  }

  private isNamed(callee: Ref, ...names: readonly string[]): boolean {
    const values = this.world.evaluate(callee, this.scope);
    return values.length > 0 && values.every((value: Value) => value.is === "external" && names.includes(value.name));
  }

  private doesNothing(ref: Ref | undefined): boolean {
    const func = ref?.is === "func" ? this.world.node(this.scope.path, ref.name).func : undefined;
    return func !== undefined && func.params.length === 0 && func.steps.length === 0;
  }

  /** Whether an object may have another method in place of this one. */
  private isOverridden({ path, func }: FuncNode): boolean {
    if (func?.cls === undefined) return false;
    return this.world.declaring(func.name.slice(func.cls.length + 1)).some((other) =>
      lineage(other, this.world).own.slice(1).some((above) => above.path === path && above.cls.name === func.cls));
  }
}

/** The last names of what may be endless without being of the workspace. */
const idle: ReadonlySet<string> = new Set(["Future", "create_future", "wait", "Promise", ...[...endlessOfLibraries.keys()].map(lastOf)]);

/** Whether a step may be endless by what a library gives: a quick look, before names are followed. */
export const mayIdle = (step: Step): boolean =>
  (step.is === "call" && idle.has(lastName(step.ref.callee))) || (step.is === "iterate" && step.of.is === "call" && idle.has(lastName(step.of.callee)));

/** The branches and handlers around a step, from the outermost in. */
function armsAround(step: Step, steps: readonly Step[]): readonly (readonly Step[])[] | undefined {
  for (const each of steps) {
    if (each === step) return [];
    const lists = each.is === "branch" ? each.arms : each.is === "try" ? each.handlers.map(({ body }) => body) : [];
    for (const arm of lists) {
      const within = armsAround(step, arm);
      if (within) return [arm, ...within];
    }
    const plain = each.is === "enter" ? [each.body] : each.is === "loop" ? [each.test, each.body, each.after ?? [], each.otherwise]
      : each.is === "try" ? [each.body, each.otherwise, each.final] : [];
    for (const list of plain) {
      const within = armsAround(step, list);
      if (within) return within;
    }
  }
  return undefined;
}
