import ts from "typescript";
import type { Edit, Fix, Source } from "../../rule.js";
import { insert, ordered, replace } from "../../typescript/write/edits.js";
import { bindingOf, taken } from "../../typescript/write/names.js";
import { mayAwait } from "../../typescript/write/place.js";
import { indentation, lineEnd, restOfLine, semicolon, statementAfter } from "../../typescript/write/style.js";
import { bare, callIn, ending } from "../../typescript/write/syntax.js";
import type { PollingSite } from "./site.js";
import { classOf, settersOfMember, settersOfName } from "./typescript-flag.js";

/** A promise beside the flag, which is resolved where the flag is set; offered where that happens once, in this file. */
export function mend(site: PollingSite, source: Source): readonly Fix[] {
  const pause = callIn(source, site.pause);
  const loop = pause && loopOf(pause);
  if (!loop || !site.here || !mayAwait(loop)) return [];
  const condition = bare(loop.expression);
  const until = ts.isPrefixUnaryExpression(condition) && condition.operator === ts.SyntaxKind.ExclamationToken;
  const flag = until ? bare(condition.operand) : condition;
  const edits = ts.isIdentifier(flag) ? ofName(flag, until) : isOwn(flag) ? ofMember(flag, until) : undefined;
  if (!edits) return [];
  return [{ title: "Wait for a promise that is resolved with it", edits: ordered([...edits.edits, replace(loop, `await ${edits.promise}${semicolon(loop.getSourceFile())}`)]), safe: false }];
}

interface Written { readonly edits: readonly Edit[]; readonly promise: string }

/** `this.ready`. */
const isOwn = (node: ts.Expression): node is ts.PropertyAccessExpression =>
  ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword && ts.isIdentifier(node.name);

/** The loop round a pause, if its body is nothing but that, and nobody has said anything about it. */
function loopOf(pause: ts.Node): ts.WhileStatement | undefined {
  const awaiting = pause.parent;
  const statement = awaiting.parent;
  if (!ts.isAwaitExpression(awaiting) || !ts.isExpressionStatement(statement)) return undefined;
  const block = statement.parent;
  const loop = ts.isBlock(block) && block.statements.length === 1 ? block.parent : block;
  if (!ts.isWhileStatement(loop)) return undefined;
  return /\/[/*]/.test(loop.getText()) ? undefined : loop;
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** What is put beside a flag: who resolves the promise, and the promise. */
function namesFor(flag: string, until: boolean): readonly [mark: string, promise: string] {
  const stem = capital(flag.replace(/^_+/, ""));
  return until ? [`mark${stem}`, `when${stem}`] : [`markNot${stem}`, `whenNot${stem}`];
}

function promiseOf(file: ts.SourceFile, mark: string): string {
  const type = /^[mc]?tsx?$/.test(ending(file.fileName)) ? "<void>" : "";
  return `new Promise${type}((resolve) => { ${mark} = resolve; })`;
}

/** `let ready = false;` → with `let markReady = () => {};` and `const whenReady = new Promise(…);`. */
function ofName(flag: ts.Identifier, until: boolean): Written | undefined {
  const binding = bindingOf(flag.text, flag);
  const file = flag.getSourceFile();
  const [mark, promise] = namesFor(flag.text, until);
  const setters = binding && settersOfName(binding, until);
  if (!setters || taken(file, mark) || taken(file, promise)) return undefined;
  const { declaration, statements } = setters;
  const end = semicolon(file);
  const line = `${lineEnd(file.text)}${indentation(file.text, declaration.getStart())}`;
  const at = restOfLine(file.text, declaration.end);
  if (at === undefined) return undefined;
  return {
    promise,
    edits: [
      insert(at, `${line}let ${mark} = () => {}${end}${line}const ${promise} = ${promiseOf(file, mark)}${end}`),
      ...statements.map((statement) => statementAfter(statement, `${mark}()`)),
    ],
  };
}

/** `ready = false;` of a class → with `markReady = () => {};` and `whenReady = new Promise(…);`. */
function ofMember(flag: ts.PropertyAccessExpression, until: boolean): Written | undefined {
  const cls = classOf(flag);
  const name = flag.name.text;
  const file = flag.getSourceFile();
  const [mark, promise] = namesFor(name, until);
  const setters = cls && settersOfMember(cls, name, until);
  if (!setters || file.text.includes(mark) || file.text.includes(promise)) return undefined;
  const { declaration, statements } = setters;
  const end = semicolon(file);
  const line = `${lineEnd(file.text)}${indentation(file.text, declaration.getStart())}`;
  const at = restOfLine(file.text, declaration.end);
  if (at === undefined) return undefined;
  const typed = /^[mc]?tsx?$/.test(ending(file.fileName));
  const field = (words: string): string => (typed ? `private ${words}` : "");
  const made = ts.isPropertyDeclaration(declaration)
    ? `${line}${field("")}${mark} = () => {}${end}${line}${field("readonly ")}${promise} = ${promiseOf(file, `this.${mark}`)}${end}`
    : `${line}this.${mark} = () => {}${end}${line}this.${promise} = ${promiseOf(file, `this.${mark}`)}${end}`;
  if (typed && !ts.isPropertyDeclaration(declaration)) return undefined;
  return { promise: `this.${promise}`, edits: [insert(at, made), ...statements.map((statement) => statementAfter(statement, `this.${mark}()`))] };
}
