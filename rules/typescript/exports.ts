import ts from "typescript";
import type { Ref } from "../model/ref.js";
import type { Frame } from "./frame.js";
import { bounded, oneOf } from "./refs.js";
import { lookup } from "./scope.js";

const { isIdentifier, isPropertyAccessExpression } = ts;

/** `exports.a = v`, `module.exports.a = v`, `module.exports = v` at module level. */
export function exportMember(f: Frame, target: ts.PropertyAccessExpression, value: Ref): void {
  if (isExports(f, target)) exportWhole(f, value);
  else if (isExports(f, target.expression)) addExport(f, target.name.text, value);
}

/** `module.exports = v`: the module is the value; members of an object written out are exported by name too. */
export function exportWhole(f: Frame, value: Ref): void {
  if (value.is === "object") for (const name in value.members) addExport(f, name, value.members[name]!);
  addExport(f, "default", value);
}

/** Adds a value to what an exported name means. */
export function addExport(f: Frame, name: string, value: Ref): void {
  const { exports } = f.source;
  exports.commonjs = true;
  // Compilers announce their exports with `exports.a = void 0`.
  if (value.is === "literal" && value.value === null) return;
  const present = exports.refs.get(name);
  exports.refs.set(name, present ? oneOf([present, bounded(value)]) : value);
}

/** `__exportStar(require("x"), exports)`, what compilers make of `export * from "x"`. */
export function starExport(f: Frame, { expression }: ts.CallExpression, [of]: readonly Ref[]): void {
  const name = isPropertyAccessExpression(expression) ? expression.name : expression;
  if (of?.is !== "import" || !isIdentifier(name) || (name.text !== "__exportStar" && name.text !== "__export")) return;
  f.source.exports.stars.push(of.from);
  f.source.exports.commonjs = true;
}

/** Whether an expression is `exports` or `module.exports`. */
function isExports(f: Frame, node: ts.Expression): boolean {
  if (isIdentifier(node)) return node.text === "exports" && !lookup(f.scope, "exports");
  return isPropertyAccessExpression(node) && node.name.text === "exports" && isIdentifier(node.expression) &&
    node.expression.text === "module" && !lookup(f.scope, "module");
}
