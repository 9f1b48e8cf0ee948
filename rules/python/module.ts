import type { Class, Func, Ignore, Module, Placed, Problem } from "../model/module.js";
import { unknown, type Ref } from "../model/ref.js";
import { addValue } from "./env.js";
import { localsOf, newFile, newFrame, newUnit, type File, type Made, type Unit, type UnitFacts } from "./frame.js";
import { lowerFunction, type Head } from "./function.js";
import { expression } from "./expression.js";
import type { Light } from "./light.js";
import { findScopes, type FreeOf, type Scopes } from "./scope.js";
import { block } from "./statement.js";
import type { Walkers } from "./walk.js";

/** A file's module body, and the classes, imports and stars of the body. */
export interface Body {
  readonly func: Func;
  readonly classes: readonly [string, Class][];
  readonly imports: readonly string[];
  readonly stars: readonly string[];
  /** Its names whose use depends on whether a function reads them. */
  readonly candidates: ReadonlySet<string>;
}

/** A lowered file, in the pieces that an edit may replace one by one. */
export interface Pieces { readonly body: Body; readonly units: readonly Made[]; readonly scopes: Scopes }

const walkers: Walkers = { expression, block };

/** What is known of functions whose bodies were not read. */
export interface Known {
  readonly free: FreeOf;
  /** The facts of such a function if it still has that head. */
  facts(head: Head, node: Light): UnitFacts | undefined;
  /** Its light tree, read in full. */
  read(node: Light): Light;
}

/** Lowers the light tree of a file. */
export function lowerFile(text: string, root: Light, known?: Known): Pieces {
  const scopes = findScopes(root, new Map(), known?.free);
  const units: Made[] = [];
  const file = newFile(text, scopes, walkers, (made) => void units.push(made));
  if (known) file.known = knownIn(known, scopes);
  const unit = newUnit(file, 0);
  const scope = scopes.get(root)!;
  const f = newFrame(unit, scope, "<module>", true);
  block(f, root);
  for (const { unit: { globals } } of units) if (globals) for (const [name, ref] of globals) addValue(localsOf(f), name, ref);
  const func: Func = {
    name: "<module>", span: [0, text.length], head: [0, 0], async: false, generator: false, lambda: false, role: "module", params: [],
    returns: unknown, decorators: [], locals: f.locals ?? nothing, attributes: nothing, abstract: false, steps: f.steps,
  };
  return { body: { func, classes: unit.classes, imports: unit.imports, stars: unit.stars, candidates: scope.candidates }, units, scopes };
}

const knownIn = (known: Known, scopes: Scopes): NonNullable<File["known"]> => (head, node) => {
  const facts = known.facts(head, node);
  if (facts) return facts;
  node.kids = known.read(node).kids;
  findScopes(node, scopes);
  return undefined;
};

const nothing: ReadonlyMap<string, Ref> = new Map();

/** Lowers one unit anew: the light tree of its definition, of which the head is known. */
export function lowerUnit(text: string, head: Head, node: Light): { readonly unit: Unit; readonly free: ReadonlySet<string> } {
  const scopes = findScopes(node);
  const unit = newUnit(newFile(text, scopes, walkers, () => undefined), node.from);
  lowerFunction(unit, head, node);
  return { unit, free: scopes.get(node)!.free() };
}

/** What of a file is not in its functions. */
export interface Rim { readonly path: string; readonly shebang: boolean; readonly problems: readonly Problem[]; readonly ignores: readonly Ignore[] }

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
