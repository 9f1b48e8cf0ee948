import type { CallRef, Ref } from "../model/ref.js";
import { overMemory } from "./in-memory.js";
import { memberOf } from "./members.js";
import type { Scope } from "./node.js";
import { resultOf } from "./results.js";
import type { Value } from "./value.js";
import type { World } from "./world.js";

const nothing: readonly Value[] = [];
const barePromise: readonly Value[] = [{ is: "awaitable", gives: nothing, bare: true }];

/** What calling `callee` gives; `ref` is the call, `scope` where it is written. */
export function called(callee: Value, ref: CallRef, scope: Scope, world: World): readonly Value[] {
  switch (callee.is) {
    case "function": return resultOf(callee, world);
    case "class": return [{ is: "object", path: callee.path, cls: callee.cls }];
    case "object": return memberOf(callee, "__call__", scope.path, world).flatMap((method) => (method.is === "function" ? resultOf(method, world) : nothing));
    case "external": return ofLibrary(callee, ref, scope, world);
    case "wrapped": {
      if (callee.how === "bind") return [{ ...callee, how: "partial" }];
      const given = callee.of.flatMap((value) => called(value, ref, scope, world));
      return callee.how === "partial" ? given : [{ is: "awaitable", gives: given }];
    }
    default: return nothing;
  }
}

/** Whether a call gives something even where nothing is known of what is called: `xs.map(f)`. */
export const maps = ({ callee, args }: CallRef): boolean => callee.is === "attr" && callee.name === "map" && args.length === 1;

/** What `xs.map(f)` gives where nothing is known of `xs`: a list of what `f` gives, if that is a promise. */
export function mapped(ref: CallRef, scope: Scope, world: World): readonly Value[] {
  const [mapper] = ref.args;
  if (!maps(ref) || !mapper) return nothing;
  const given = world.evaluate(mapper, scope).flatMap((value) => called(value, ref, scope, world));
  return given.length > 0 && given.every(({ is }) => is === "awaitable") ? [{ is: "list", of: given }] : nothing;
}

function ofLibrary(callee: Value & { is: "external" }, ref: CallRef, scope: Scope, world: World): readonly Value[] {
  const shelf = world.shelf(callee.language);
  if (callee.name === "Promise" && ref.new) return barePromise;
  const made = wrappers.get(callee.name);
  if (made && ref.args[0]) {
    const of = world.evaluate(ref.args[0], scope);
    return of.length > 0 || made === "awaitable" ? [{ is: "wrapped", of, how: made }] : nothing;
  }
  if (callee.name === "typing.cast" && ref.args.length === 2) {
    const said = world.evaluate({ is: "instance", of: ref.args[0]! }, scope);
    return said.length > 0 ? said : world.evaluate(ref.args[1]!, scope);
  }
  const card = shelf.card(callee.name);
  if (card.overMemory !== undefined && overMemory(ref, scope, world, shelf.knowledge.library.inMemory)) return shelf.kind(card.overMemory);
  if (card.returns !== undefined) return shelf.kind(card.returns);
  if (card.alone !== undefined) return surelyData(ref.args.at(-1)) ? shelf.kind(card.alone) : nothing;
  return card.isClass || ref.new ? [{ is: "instance", of: callee.name, language: callee.language }] : nothing;
}

/** Whether an argument (or its lack) is surely no callback. */
const surelyData = (ref: Ref | undefined): boolean => ref === undefined || ref.is === "literal" || ref.is === "text" || ref.is === "list" || ref.is === "object";

/** Library functions that make a callable of a callable. */
const wrappers = new Map<string, (Value & { is: "wrapped" })["how"]>([
  ["functools.partial", "partial"],
  ["util.promisify", "awaitable"],
  ["asgiref.sync.sync_to_async", "elsewhere"],
]);
