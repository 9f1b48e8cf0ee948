import type { Node } from "web-tree-sitter";
import { scopesAround } from "./bindings.js";
import type { Binding, Scope } from "./bindings.js";
import { once } from "./file.js";
import type { PythonFile } from "./file.js";
import { placeOf } from "./place.js";
import { around, dotted, namesIn, same } from "./tree.js";

/** How to write a library's name at some place, and the modules that must be imported for it (`importEdits`). */
export interface Named { readonly text: string; readonly imports: readonly string[] }

/**
 * How to write `path` (`asyncio.sleep`) of `module` (`asyncio`) at `node`: by what the file imports already, else by a new
 * `import asyncio`. Undefined where that name is something else there.
 */
export function nameFor(node: Node, path: string, module = path.split(".")[0]!): Named | undefined {
  const scopes = scopesAround(node);
  const known = [...new Set(scopes.flatMap((scope) => [...scope.imports.keys()]))]
    .map((name) => ({ name, target: importedAs(scopes, name, node) }))
    .filter(({ target }) => target !== undefined && (target === path || path.startsWith(`${target}.`)));
  // The module's own name first, then the shortest way.
  const best = known.sort((a, b) => a.target!.length - b.target!.length)[0];
  if (best) {
    const loaded = !module.startsWith(`${best.target!}.`) || scopes.some((scope) => loads(scope, module, node));
    return { text: best.name + path.slice(best.target!.length), imports: loaded ? [] : [module] };
  }
  const root = module.split(".")[0]!;
  const local = scopes.slice(0, -1).some((scope) => scope.names.has(root));
  const taken = (scopes.at(-1)?.names.get(root) ?? []).some((binding) => binding.target !== root);
  return local || taken ? undefined : { text: path, imports: [module] };
}

/** The last name of a callee as it is written, for a variable: `ticker` of `self._ticker`. */
export const stemIn = (callee: string, otherwise: string): string => /[A-Za-z_]\w*$/.exec(callee)?.[0].replace(/^_+/, "") || otherwise;

/** What the imports say that a name stands for at `node`, undefined unless it surely stands for that alone. */
export function importedAs(scopes: readonly Scope[], name: string, node: Node): string | undefined {
  for (const scope of scopes) {
    const bindings = scope.names.get(name);
    if (!bindings) continue;
    const target = bindings[0]!.target;
    if (target === undefined || bindings.some((binding) => binding.target !== target)) return undefined;
    // A later star import may bind any name but a top module's own.
    if (scope.star && target !== name) return undefined;
    return bindings.some((binding) => reaches(scope, binding, node)) ? target : undefined;
  }
  return undefined;
}

const loads = (scope: Scope, module: string, node: Node): boolean =>
  [...scope.imports.values()].flat().some((binding) => binding.module === module && reaches(scope, binding, node));

/** Whether an import has surely been run when `node` is. */
function reaches(scope: Scope, { statement }: Binding, node: Node): boolean {
  const block = statement.parent;
  if (!block) return false;
  const before = statement.endIndex <= node.startIndex;
  if (scope.node.type !== "module") return before && around(block, node);
  // What stands in a function runs after the module's body.
  return same(block, scope.node) && (before || placeOf(node).func !== undefined);
}

/** The library call that `callee` names by the file's imports: `time.sleep`; undefined where they do not tell. */
export function importedCallee(callee: Node): string | undefined {
  const path = dotted(callee);
  if (path === undefined) return undefined;
  const [root, ...rest] = path.split(".");
  const target = importedAs(scopesAround(callee), root!, callee);
  return target === undefined ? undefined : [target, ...rest].join(".");
}

/** The modules that the code at `node` can see imported, by their first name: `asyncio`, `trio`. */
export function importedModules(node: Node): Set<string> {
  const targets = scopesAround(node).flatMap((scope) => [...scope.imports.values()].flat())
    .filter((binding) => binding.target !== undefined && !typingOnly(binding.statement))
    .map((binding) => binding.target!.split(".")[0]!);
  return new Set(targets);
}

function typingOnly(statement: Node): boolean {
  for (let node = statement.parent; node; node = node.parent) {
    if (node.type === "if_statement" && /\bTYPE_CHECKING\b/.test(node.childForFieldName("condition")?.text ?? "")) return true;
  }
  return false;
}

const allNames = once(({ root }) => namesIn(root));

/** `stem`, or `stem_2` and so on: a name that stands nowhere in the file yet. */
export function freshName(file: PythonFile, stem: string): string {
  const names = allNames(file);
  for (let count = 1; ; count++) {
    const name = count === 1 ? stem : `${stem}_${count}`;
    if (!names.has(name)) return name;
  }
}
