import type { Func } from "../model/module.js";
import { isTest } from "../model/test-file.js";
import { walk } from "../model/walk.js";
import { lineage } from "./lineage.js";
import { memberOf } from "./members.js";
import type { FuncNode } from "./node.js";
import type { FunctionValue, ObjectValue } from "./value.js";
import type { World } from "./world.js";

/**
 * The methods that a call of a method stands for which only says that there must be one: those of all classes of the workspace that
 * inherit from the receiver's and have it. None where the call means the method itself, or where something is not known.
 */
export function overriding({ node, self }: FunctionValue, world: World): readonly FunctionValue[] {
  const { func } = node;
  if (!self || !func?.abstract || func.cls === undefined || !isDemand(node, func, world)) return [];
  const name = func.name.slice(func.cls.length + 1);
  // `super().step()` means the one that is there.
  const own = memberOf(self, name, node.path, world);
  if (!own.some((value) => value.is === "function" && value.node.name === node.name && value.node.path === node.path)) return [];
  return world.memo("overriding", self.cls, name, () => below(node, self, name, world)) as readonly FunctionValue[];
}

function below(node: FuncNode, self: ObjectValue, name: string, world: World): readonly FunctionValue[] {
  const found = new Map<FuncNode, FunctionValue>();
  for (const { path, cls } of world.declaring(name)) {
    // What tests put in its place says nothing of what runs.
    if (isTest(path) && !isTest(node.path)) continue;
    const above = lineage({ path, cls }, world).own.slice(1);
    if (!above.some((known) => known.path === self.path && known.cls.name === self.cls.name)) continue;
    const values = memberOf({ is: "object", path, cls }, name, path, world);
    if (values.length === 0) return [];
    for (const value of values) {
      if (value.is !== "function") return [];
      if (!value.node.func?.abstract || !isDemand(value.node, value.node.func, world)) found.set(value.node, value);
    }
  }
  return [...found.values()];
}

/**
 * Whether a method that does nothing demands another in its place: it says no more than that it is not there, or is declared abstract.
 * (One that may be called and does nothing is fine as it is, and so is one whose work is to throw what it is given.)
 */
function isDemand({ path }: FuncNode, func: Func, world: World): boolean {
  const module = world.module(path);
  if (!module) return false;
  let raises = false;
  let complains = true;
  walk(func.steps, (step) => {
    if (step.is === "jump") raises = step.to === "raise";
    else complains &&= step.is === "call" && step.ref.args.every(({ is }) => is === "literal" || is === "text");
  });
  if (module.language === "typescript") return func.steps.length === 0 || (complains && func.steps.length === 2);
  const body = module.functions[0]!.func;
  return raises || func.decorators.some((decorator) => world.evaluate(decorator, { path, func: body }).some((value) => value.is === "external" && value.name === "abc.abstractmethod"));
}
