import type { FuncNode } from "./node.js";
import type { FunctionValue, Value } from "./value.js";
import type { World } from "./world.js";

/** What a call of a function of the workspace gives. */
export function resultOf(callee: FunctionValue, world: World): readonly Value[] {
  const { node, self } = callee;
  const { func } = node;
  if (!func) return [];
  const scope = { path: node.path, func, ...(self ? { self } : {}) };
  const gives = world.memo("returns", func, self ? `${self.path}\0${self.cls.name}` : "", () => world.evaluate(func.returns, scope));
  if (func.generator) return [{ is: "generator", from: node, gives: gives.flatMap((value) => (value.is === "list" ? value.of : [])) }];
  return func.async ? [{ is: "awaitable", gives, from: node }] : gives;
}

/**
 * Whether a function gives a promise without being an async one (JavaScript): those who call it are as asynchronous as those of an async
 * function, and what holds the loop in it is its own affair. A lambda belongs to the function that it stands in.
 */
export function givesPromise(node: FuncNode, world: World): boolean {
  const { func } = node;
  if (!func || func.async || func.generator || func.lambda || func.role === "module" || world.module(node.path)?.language !== "typescript") return false;
  const given = resultOf({ is: "function", node }, world);
  return given.length > 0 && given.every((value) => value.is === "awaitable");
}
