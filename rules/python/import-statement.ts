import { bindName, type Frame } from "./frame.js";
import type { Light } from "./light.js";

/** `import a.b, c as d`. */
export function importNames(f: Frame, n: Light): void {
  for (const kid of n.kids) {
    const [module, alias] = kid.type === "aliased_import" ? kid.kids : [kid];
    if (!module?.name || module.type !== "dotted_name") continue;
    f.unit.imports.push(module.name);
    const top = module.name.split(".", 1)[0]!;
    if (alias) bindName(f, alias.name, { is: "import", from: module.name });
    else bindName(f, top, { is: "import", from: top });
  }
}

/** `from a import b, c as d`, `from .a import *`. */
export function importFrom(f: Frame, n: Light): void {
  const [module, ...names] = n.kids;
  if (!module?.name) return;
  const from = module.name;
  f.unit.imports.push(from);
  for (const kid of names) {
    const [name, alias] = kid.type === "aliased_import" ? kid.kids : [kid];
    if (kid.type === "wildcard_import") f.unit.stars.push(from);
    else if (name?.type === "dotted_name") bindName(f, alias?.name ?? name.name, { is: "import", from, name: name.name });
  }
}
