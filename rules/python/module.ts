import type { Class, Func, Ignore, Module, Placed, Problem } from "../model/module.js";
import { unknown, type Ref } from "../model/ref.js";
import { merged } from "./env.js";
import { newFrame, newUnit, type File, type Made } from "./frame.js";
import { isClosed } from "./function.js";
import type { Light } from "./light.js";
import { findScopes, type Scopes } from "./scope.js";
import { block } from "./statement.js";

/** A file's module body, and the classes, imports and stars of the body. */
export interface Body { readonly func: Func; readonly classes: readonly [string, Class][]; readonly imports: readonly string[]; readonly stars: readonly string[] }

/** A lowered file, in the pieces that an edit may replace one by one. */
export interface Pieces { readonly body: Body; readonly units: readonly Made[]; readonly scopes: Scopes }

/** Lowers the light tree of a file. */
export function lowerFile(text: string, root: Light): Pieces {
  const scopes = findScopes(root);
  const units: Made[] = [];
  const file: File = { text, scopes, taken: new Map(), unit: (made) => void units.push(made) };
  const unit = newUnit(file, 0);
  const f = newFrame(unit, scopes.get(root)!, "<module>", true);
  block(f, root);
  for (const { unit: { globals } } of units) for (const [name, ref] of globals) {
    if (isClosed(ref)) f.locals.set(name, merged(f.locals.get(name), ref) ?? ref);
  }
  const func: Func = {
    name: "<module>", span: [0, text.length], head: [0, 0], async: false, generator: false, lambda: false, role: "module", params: [],
    returns: unknown, decorators: [], locals: f.locals, attributes: nothing, abstract: false, steps: f.steps,
  };
  return { body: { func, classes: unit.classes, imports: [...unit.imports], stars: unit.stars }, units, scopes };
}

const nothing: ReadonlyMap<string, Ref> = new Map();

/** What of a file is not in its functions. */
export interface Rim { readonly path: string; readonly shebang: boolean; readonly problems: readonly Problem[]; readonly ignores: readonly Ignore[] }

/** A unit as a module sees it. */
export type UnitFacts = Pick<Made["unit"], "from" | "functions" | "classes" | "imports" | "stars">;

/** Puts a module together. */
export function moduleOf(rim: Rim, body: Body, units: readonly UnitFacts[]): Module {
  const functions: Placed[] = [{ func: body.func, from: 0 }];
  const classes = new Map(body.classes);
  const imports = new Set(body.imports);
  const stars = [...body.stars];
  for (const unit of units) {
    for (const func of unit.functions) functions.push({ func, from: unit.from });
    for (const [name, cls] of unit.classes) classes.set(name, cls);
    for (const each of unit.imports) imports.add(each);
    stars.push(...unit.stars);
  }
  return {
    path: rim.path, language: "python", functions, classes, exports: body.func.locals, stars, imports: [...imports], commonjs: false,
    shebang: rim.shebang, problems: rim.problems, ignores: rim.ignores,
  };
}
