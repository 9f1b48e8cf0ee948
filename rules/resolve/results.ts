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
