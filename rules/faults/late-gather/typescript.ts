import ts from "typescript";
import type { Fix, Source } from "../../rule.js";
import { insert, ordered, replace } from "../../typescript/write/edits.js";
import { freshName } from "../../typescript/write/names.js";
import { indentation, inList, lineEnd, semicolon } from "../../typescript/write/style.js";
import { callIn, walkTree } from "../../typescript/write/syntax.js";
import type { LateSite } from "./site.js";

/** What is needed later is started first, and awaited before the first statement that needs it. */
export function mend({ call: span, late }: LateSite, source: Source): readonly Fix[] {
  const call = callIn(source, span);
  const declaration = call?.parent.parent;
  const statement = declaration?.parent.parent;
  if (!call || !ts.isCallExpression(call) || !declaration || !ts.isVariableDeclaration(declaration) || !ts.isArrayBindingPattern(declaration.name)) return [];
  const [list] = call.arguments;
  if (!statement || !ts.isVariableStatement(statement) || !inList(statement) || !list || !ts.isArrayLiteralExpression(list) || declaration.type) return [];
  const file = call.getSourceFile();
  if (/\/[/*]/.test(statement.getText())) return [];
  const names = declaration.name.elements.map((element) => element.getText());
  const members = list.elements.map((element) => element.getText());
  const { statements } = statement.parent as ts.BlockLike;
  const behind = statements.slice(statements.indexOf(statement) + 1);
  const firsts = late.map((i) => behind.find((each) => uses(each, names[i]!)));
  if (members.length !== names.length || firsts.some((first) => first === undefined)) return [];
  const promises = late.map((i) => freshName(file, `${names[i]!}Promise`));
  const [eol, end] = [`${lineEnd(file.text)}${indentation(file.text, statement.getStart())}`, semicolon(file)];
  const keyword = statement.declarationList.getText().split(/\s/, 1)[0]!;
  // A rejection before the await would end the process; the await still throws it.
  const started = late.map((i, at) => `const ${promises[at]!} = ${members[i]!}${end}${eol}${promises[at]!}.catch(() => {})${end}${eol}`);
  const left = members.flatMap((_, i) => (late.includes(i) ? [] : [i]));
  const rest = left.length > 1
    ? `[${left.map((i) => names[i]!).join(", ")}] = await ${call.expression.getText()}([${left.map((i) => members[i]!).join(", ")}])`
    : `${names[left[0]!]!} = await ${members[left[0]!]!}`;
  return [{
    title: `Await ${late.map((i) => `\`${short(members[i]!)}\``).join(" and ")} where it is needed`, safe: false,
    edits: ordered([
      replace(statement, `${started.join("")}${keyword} ${rest}${statement.getText().endsWith(";") ? ";" : ""}`),
      ...late.map((i, at) => insert(firsts[at]!.getStart(), `${keyword} ${names[i]!} = await ${promises[at]!}${end}${eol}`)),
    ]),
  }];
}

function uses(node: ts.Node, name: string): boolean {
  let found = false;
  walkTree(node, (each) => (found ||= ts.isIdentifier(each) && each.text === name));
  return found;
}

const short = (text: string): string => {
  const line = text.replace(/\s+/g, " ");
  return line.length <= 40 ? line : `${line.slice(0, 39)}…`;
};
