import type { Class } from "../model/module.js";
import type { Value } from "./value.js";
import type { World } from "./world.js";

const nothing: readonly Value[] = [];

/** A class of the workspace and its ancestors, nearest first, as far as they are in the workspace; then the library classes they end in. */
export interface Lineage { readonly own: readonly { readonly path: string; readonly cls: Class }[]; readonly library: readonly (Value & { is: "external" })[] }

/** The lineage of a class (depth first, left to right: Python's order for all but diamonds). */
export function lineage(of: { readonly path: string; readonly cls: Class }, world: World): Lineage {
  const own: { path: string; cls: Class }[] = [];
  const library: (Value & { is: "external" })[] = [];
  const visit = (path: string, cls: Class): void => {
    if (own.some((known) => known.path === path && known.cls.name === cls.name) || own.length > 50) return;
    own.push({ path, cls });
    for (const base of basesOf(path, cls, world)) {
      if (base.is === "class") visit(base.path, base.cls);
      else if (base.is === "external") library.push(base);
    }
  };
  visit(of.path, of.cls);
  return { own, library };
}

function basesOf(path: string, cls: Class, world: World): readonly Value[] {
  const scope = world.node(path, cls.parent ?? "<module>").func;
  if (!scope || cls.bases.length === 0) return nothing;
  return world.memo("bases", cls, "", () => cls.bases.flatMap((base) => world.evaluate(base, { path, func: scope })));
}
