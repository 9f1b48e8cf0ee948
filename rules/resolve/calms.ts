import type { Func, Module } from "../model/module.js";
import type { CallRef, Ref } from "../model/ref.js";
import { walk } from "../model/walk.js";
import type { Scope } from "./node.js";
import type { World } from "./world.js";

/** Methods that tell an object not to wait: `sock.setblocking(False)`. */
const calming = new Set(["setblocking", "settimeout"]);

/** A call of one, as `setblocking=false`, `settimeout=0`, and its receiver. */
interface Calm { readonly says: string; readonly of: Ref }

const ofFunc = new WeakMap<Func, readonly Calm[]>();
const none: readonly Calm[] = [];

/** The calming calls of a function. */
function calmsIn(func: Func): readonly Calm[] {
  let found = ofFunc.get(func);
  if (found) return found;
  const calls: Calm[] = [];
  walk(func.steps, (step) => {
    if (step.is !== "call" || step.ref.callee.is !== "attr" || !calming.has(step.ref.callee.name)) return;
    const [mode] = step.ref.args;
    if (mode?.is === "literal") calls.push({ says: `${step.ref.callee.name}=${String(mode.value)}`, of: step.ref.callee.of });
  });
  found = calls.length > 0 ? calls : none;
  ofFunc.set(func, found);
  return found;
}

/**
 * Every calming call of a module, once, with what can be told of its receiver in the whole file: `setblocking=false self.sock`,
 * `… own` where it was made in the same function, `… *` where it may be anything.
 */
export function calmsOf(module: Module): ReadonlySet<string> {
  const all = new Set<string>();
  for (const { func } of module.functions) for (const { says, of } of calmsIn(func)) {
    all.add(`${says} ${told(of)}`);
    for (const name of attributesWith(func, of)) all.add(`${says} self.${name}`);
  }
  return all;
}

function told(ref: Ref): string {
  if (ref.is === "attr" && ref.of.is === "self") return `self.${ref.name}`;
  return makerOf(ref) ? "own" : "*";
}

/** The callee that made a value, where the value is the only one that this call gave: `socket()`, `with socket() as s`, `s, _ = server.accept()`. */
function makerOf(ref: Ref): Ref | undefined {
  if (ref.is === "enter" || ref.is === "item") return makerOf(ref.of);
  return ref.is === "call" ? ref.callee : undefined;
}

/** The attributes of its receiver in which a function puts a value. */
function attributesWith({ attributes }: Func, ref: Ref): readonly string[] {
  return [...attributes].flatMap(([name, value]) => (value === ref || (value.is === "or" && value.of.includes(ref)) ? [name] : []));
}

/** Whether a function hands a value to somebody before it makes a call. */
function handsOver({ steps }: Func, ref: Ref, before: CallRef): boolean {
  let done = false;
  let found = false;
  walk(steps, (step) => {
    if (step.is !== "call" || done) return;
    done = step.ref === before;
    found ||= !done && (step.ref.args.includes(ref) || Object.values(step.ref.keys ?? {}).includes(ref));
  });
  return found;
}

/**
 * Whether the receiver of `call` was told not to wait in one of the ways `by`, as far as that is plain: by the same attribute, or as the
 * same value of the same function. Where it cannot be told which object is meant, or what others did with it, what is calmed anywhere in
 * the file counts.
 */
export function isCalmed(by: readonly string[], call: CallRef, calms: ReadonlySet<string>, scope: Scope, world: World): boolean {
  if (calms.size === 0) return false;
  const of = call.callee.is === "attr" ? call.callee.of : undefined;
  const has = (kind: string): boolean => by.some((says) => calms.has(`${says} ${kind}`));
  if (of?.is === "attr" && of.of.is === "self") return has(`self.${of.name}`) || has("*");
  const maker = of && makerOf(of);
  const values = maker ? world.evaluate(maker, scope) : [];
  if (!of || values.length === 0 || !values.every(({ is }) => is === "external") || handsOver(scope.func, of, call)) return [...calms].some((calm) => by.includes(calm.slice(0, calm.indexOf(" "))));
  return has("*") || calmsIn(scope.func).some((calm) => calm.of === of && by.includes(calm.says)) || attributesWith(scope.func, of).some((name) => has(`self.${name}`));
}
