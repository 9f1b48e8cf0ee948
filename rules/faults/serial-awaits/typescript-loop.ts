import ts from "typescript";
import type { Edit } from "../../rule.js";
import { awaitStatement } from "../../typescript/write/gather.js";
import { bindingOf } from "../../typescript/write/names.js";
import { endsInSemicolon, inList } from "../../typescript/write/style.js";
import { walkTree } from "../../typescript/write/syntax.js";

/**
 * A loop whose body awaits, and at most puts what comes of it somewhere, made one that waits for all at once; undefined where there is
 * more to it, so that it is not plain that nothing else would change.
 */
export function loopGathered(call: ts.Expression, statement: ts.Statement): readonly Edit[] | undefined {
  const loop = ts.isBlock(statement.parent) ? statement.parent.parent : statement.parent;
  if (!ts.isForOfStatement(loop) || loop.awaitModifier || !inList(loop) || !ts.isVariableDeclarationList(loop.initializer)) return undefined;
  const [only] = loop.initializer.declarations;
  const isConstant = (loop.initializer.flags & ts.NodeFlags.Const) !== 0;
  const [first, second, ...more] = ts.isBlock(loop.statement) ? loop.statement.statements : [loop.statement];
  if (!only || only.type || !isConstant || first !== statement || more.length > 0 || commented(loop)) return undefined;
  const param = `(${only.name.getText()}) => ${call.getText()}`;
  const over = loop.expression.getText();
  const all = `Promise.all(${isArray(loop.expression) ? `${over}.map(${param})` : `Array.from(${over}, ${param})`})`;
  if (all.includes("\n")) return undefined;
  const start = loop.getStart();
  const close = endsInSemicolon(statement) ? ";" : "";
  const whole = (text: string): readonly Edit[] => [{ span: [start, loop.end], text: text + close }];
  if (!second) {
    const row = awaitStatement(statement);
    if (row) return row.target ? undefined : whole(`await ${all}`);
    const list = pushedTo(statement, call);
    return list && !mentions(list, only.name) ? whole(`${list.getText()}.push(...(await ${all}))`) : undefined;
  }
  const row = awaitStatement(statement);
  if (!row?.target || !row.keyword || row.type || !ts.isExpressionStatement(second) || mentions(second, only.name)) return undefined;
  return [
    { span: [loop.initializer.getStart(), loop.expression.end], text: `${row.keyword} ${row.target.getText()} of await ${all}` },
    { span: [statement.getStart(), second.getStart()], text: "" },
  ];
}

/** The array of `xs.push(await f(x))`. */
function pushedTo(statement: ts.Statement, call: ts.Expression): ts.Expression | undefined {
  const outer = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  if (!outer || !ts.isCallExpression(outer) || !ts.isPropertyAccessExpression(outer.expression) || outer.expression.name.text !== "push") return undefined;
  const [value, ...more] = outer.arguments;
  return value && ts.isAwaitExpression(value) && value.expression === call && more.length === 0 ? outer.expression.expression : undefined;
}

/** Whether a name that a pattern binds stands in a node. */
function mentions(node: ts.Node, pattern: ts.BindingName): boolean {
  const names = new Set<string>();
  walkTree(pattern, (part) => {
    if (ts.isIdentifier(part)) names.add(part.text);
  });
  let found = false;
  walkTree(node, (part) => (found ||= ts.isIdentifier(part) && names.has(part.text)));
  return found;
}

/** Whether a comment stands in a loop: it might be lost. */
const commented = (loop: ts.Node): boolean => /\/[/*]/.test(loop.getText().replace(/(["'`])(?:\\.|(?!\1)[^\\])*\1/g, ""));

/** Whether a value is plainly an array, which has `map`; of others only this is known, that they can be gone through. */
function isArray(node: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(node)) return true;
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { name, expression: of } = node.expression;
    return /^(map|filter|slice|concat|sort|reverse|flat|flatMap|split|toSorted)$/.test(name.text) || (/^(keys|values|entries)$/.test(name.text) && of.getText() === "Object");
  }
  const holder = ts.isIdentifier(node) ? bindingOf(node.text, node)?.parent : undefined;
  if (!holder || !(ts.isVariableDeclaration(holder) || ts.isParameter(holder))) return false;
  if (holder.type) return isArrayType(holder.type);
  return holder.initializer !== undefined && !ts.isIdentifier(holder.initializer) && isArray(holder.initializer);
}

const isArrayType = (type: ts.TypeNode): boolean =>
  ts.isArrayTypeNode(type) || ts.isTupleTypeNode(type) || (ts.isTypeOperatorNode(type) && isArrayType(type.type))
  || (ts.isTypeReferenceNode(type) && /^(Readonly)?Array$/.test(type.typeName.getText()));
