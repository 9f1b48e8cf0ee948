import type { Ref } from "../model/ref.js";
import type { Step } from "../model/step.js";
import { walk } from "../model/walk.js";
import type { FuncNode, Scope } from "./node.js";
import type { Value } from "./value.js";
import type { World } from "./world.js";

/**
 * What a function's name stands for after its decorators. A decorator that nothing is known of may give anything: the function stays
 * what it is for those that ask what its body does (it is run by whoever calls it, sooner or later), but is no coroutine function
 * any more.
 */
export function decorated(node: FuncNode, scope: Scope, world: World): readonly Value[] {
  const { func } = node;
  if (!func) return [];
  let values: readonly Value[] = [{ is: "function", node }];
  for (let i = func.decorators.length - 1; i >= 0; i--) {
    const decorator = func.decorators[i]!;
    values = values.flatMap((value) => apply(decorator, value, scope, world));
  }
  return values;
}

function apply(decorator: Ref, value: Value, scope: Scope, world: World): readonly Value[] {
  const makers = world.evaluate(decorator, scope);
  // A decorator made by a call (`retry(3)`) of a library is known by the name that was called.
  const factories = decorator.is === "call" ? world.evaluate(decorator.callee, scope) : [];
  for (const maker of [...factories, ...makers]) {
    if (maker.is === "external") return byLibrary(maker, value, world);
    if (maker.is === "function" && !factories.includes(maker)) return byFunction(maker.node, value, world);
  }
  return unsure(value);
}

function byLibrary(maker: Value & { is: "external" }, value: Value, world: World): readonly Value[] {
  const made = world.shelf(maker.language).card(maker.name).decorates;
  if (made === "same" || made === "context") return [value];
  return made === "elsewhere" ? [{ is: "wrapped", of: [value], how: "elsewhere" }] : unsure(value);
}

/** A coroutine function that went through an unknown decorator may have become anything; a plain one is still run by its callers. */
function unsure(value: Value): readonly Value[] {
  return value.is === "function" && !value.node.func?.async ? [value] : [];
}

/** A decorator of the workspace: what it returns tells. */
function byFunction(maker: FuncNode, value: Value, world: World): readonly Value[] {
  const { func } = maker;
  if (!func) return unsure(value);
  const given = returned(func.returns);
  if (given.some((ref) => ref.is === "param" && ref.index === 0)) return [value];
  const inner = given.find((ref): ref is Ref & { is: "func" } => ref.is === "func");
  const wrapper = inner && world.node(maker.path, inner.name);
  if (!wrapper?.func) return unsure(value);
  // A wrapper that is a coroutine function makes one of what it wraps; what it runs is reported in itself.
  if (wrapper.func.async) return [{ is: "function", node: value.is === "function" && value.node.func?.async ? value.node : wrapper }];
  const param = func.params[0]?.name;
  const wrapped: Value = { is: "function", node: wrapper };
  if (param !== undefined && calls(wrapper.func.steps, param)) return value.is === "function" && value.node.func?.async ? [value] : [value, wrapped];
  return unsure(value).length > 0 ? [wrapped] : [];
}

function returned(ref: Ref): readonly Ref[] {
  if (ref.is === "or") return ref.of.flatMap(returned);
  // `functools.wraps(fn)(wrapper)`, `cast(F, wrapper)` and the like.
  const last = ref.is === "call" && ref.args.length <= 2 ? ref.args[ref.args.length - 1] : undefined;
  if (last?.is === "func") return [last];
  return [ref];
}

/** Whether a function's steps call the free name `name`. */
function calls(steps: readonly Step[], name: string): boolean {
  let found = false;
  walk(steps, (step) => {
    if (step.is === "call") found ||= step.ref.callee.is === "name" && step.ref.callee.name === name;
  });
  return found;
}
