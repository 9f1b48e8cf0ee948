import ts from "typescript";
import type { Edit } from "../../rule.js";
import { insert } from "../../typescript/write/edits.js";
import { imported } from "../../typescript/write/imports.js";
import { bindingOf } from "../../typescript/write/names.js";
import { originOf, plain } from "../../typescript/write/origin.js";
import { placeOf } from "../../typescript/write/place.js";
import { bare } from "../../typescript/write/syntax.js";
import type { Twin } from "../../model/blocker.js";

/** A call turned into that of its twin (`await` not yet before it), and what the twin is called in the text. */
export interface TwinCall { readonly name: string; readonly edits: readonly Edit[] }

/** What to write for the callee: a new text for its part at `from`, up to its end. */
interface Callee { readonly from: number; readonly text: string; readonly name: string; readonly edits: readonly Edit[] }

/** The edits that call the async twin with the same arguments; undefined where the twin is out of reach or does not take them. */
export function twinOf(call: ts.CallExpression, twin: Twin, leaf: string): TwinCall | undefined {
  if (!takesSame(call, leaf)) return undefined;
  const callee = calleeOf(call, twin, leaf);
  if (callee === undefined) return undefined;
  const { end } = call.expression;
  const rename: Edit = { span: [callee.from, end], text: callee.text };
  if (twin.promisify === undefined) return { name: callee.name, edits: [rename, ...callee.edits] };
  if (ts.isOptionalChain(call) || call.typeArguments !== undefined) return undefined;
  const promisify = imported(call, "util", "promisify");
  if (promisify === undefined) return undefined;
  const edits = [insert(call.getStart(), `${promisify.text}(`), rename, insert(end, ")"), ...callee.edits, ...promisify.edits];
  return { name: `promisify(${callee.name})`, edits };
}

/** Built-in modules that have their promise twin as a property. */
const withPromises: ReadonlySet<string> = new Set(["fs", "dns", "stream", "timers", "readline"]);

function calleeOf(call: ts.CallExpression, twin: Twin, leaf: string): Callee | undefined {
  const { expression } = call;
  const module = plain(twin.module);
  if (ts.isPropertyAccessExpression(expression) && ts.isIdentifier(expression.name)) {
    const receiver = ofModule(expression);
    const found = receiver?.expression && originOf(receiver.expression)?.module;
    if (receiver !== undefined && found !== undefined) {
      const through = found === module ? twin.call : withPromises.has(found) && module === `${found}/promises` ? `promises.${twin.call}` : undefined;
      if (through !== undefined && twin.call !== "default") return renamed(receiver, through);
    } else if (originOf(expression) === undefined) {
      return ofGlobal(expression, module) || ofInstance(module, leaf) ? renamed(expression, twin.call) : undefined;
    }
  } else if (!ts.isIdentifier(expression)) return undefined;
  if (originOf(expression) === undefined) return undefined;
  const named = imported(call, twin.module, twin.call);
  // What is newly imported is spoken of by its own name, not by an alias that nobody has seen yet.
  return named && { from: expression.getStart(), text: named.text, name: named.edits.length > 0 ? twin.call : named.text, edits: named.edits };
}

/** The access of a module's export within `fs.readFileSync`, `fs.realpathSync.native`. */
function ofModule(expression: ts.PropertyAccessExpression): ts.PropertyAccessExpression | undefined {
  if (originOf(expression.expression)?.name === "") return expression;
  const inner = bare(expression.expression);
  return ts.isPropertyAccessExpression(inner) ? ofModule(inner) : undefined;
}

function renamed(access: ts.PropertyAccessExpression, text: string): Callee {
  const whole = `${access.expression.getText()}.${text}`;
  return { from: access.name.getStart(), text, name: /^[\w$.]+$/.test(whole) ? whole : text, edits: [] };
}

/** `Deno.readFileSync`: the twin's module is a global object. */
function ofGlobal({ expression }: ts.PropertyAccessExpression, module: string): boolean {
  return ts.isIdentifier(expression) && expression.text === module && bindingOf(module, expression) === undefined;
}

/** The leaf is a method (`pkg.Class.method`), and the twin another of the same class or module: it has the same receiver. */
function ofInstance(module: string, leaf: string): boolean {
  const cls = leaf.slice(0, leaf.lastIndexOf("."));
  return module === cls ? /[./][A-Z]\w*$/.test(cls) : cls.startsWith(`${module}.`);
}

/** Calls whose first argument may be an open file's number, for which the promise twin has no use. */
const openFile = /^fs\.(readFile|writeFile|appendFile)Sync$/;

/** Calls that may be told not to throw, which their promise twins do not know. */
const mayBeTold = /^fs\.l?statSync$/;

/** Whether the twin does the same with these arguments. */
function takesSame(call: ts.CallExpression, leaf: string): boolean {
  const [first, second] = call.arguments;
  if (openFile.test(leaf) && first !== undefined && isDescriptor(first)) return false;
  return !mayBeTold.test(leaf) || second === undefined || (ts.isObjectLiteralExpression(second) && second.properties.every(isHarmless));
}

const isHarmless = (property: ts.ObjectLiteralElementLike): boolean =>
  ts.isPropertyAssignment(property) && !ts.isComputedPropertyName(property.name) && property.name.getText() !== "throwIfNoEntry";

/** A number, what `openSync` gave, or something that is called so. */
function isDescriptor(argument: ts.Expression): boolean {
  const node = bare(argument);
  if (ts.isNumericLiteral(node)) return true;
  const name = ts.isIdentifier(node) ? node : ts.isPropertyAccessExpression(node) ? node.name : undefined;
  if (name === undefined) return false;
  const declaration = ts.isIdentifier(node) ? bindingOf(node.text, node)?.parent : undefined;
  const value = declaration && ts.isVariableDeclaration(declaration) && declaration.initializer;
  return /^(fd|fileDescriptor)$|Fd$|_fd$/.test(name.text) || (value !== undefined && value !== false && /\bopenSync\(/.test(value.getText()));
}

/**
 * Whether the code around the call may wait in its midst: `this.sum += read(p).length` reads the sum before the wait and writes
 * it after, so that what others added meanwhile is lost. A variable of the function itself is safe.
 */
export function keepsOrder(call: ts.Expression): boolean {
  for (let child: ts.Node = call; !ts.isStatement(child) && !ts.isFunctionLike(child); child = child.parent) {
    const { parent } = child;
    if (ts.isBinaryExpression(parent) && parent.right === child && updates(parent, call) && !isLocal(parent.left, call)) return false;
  }
  return true;
}

/** Whether the value that is assigned is made of the one that was there, read before the call. */
function updates({ operatorToken: { kind }, left, right }: ts.BinaryExpression, call: ts.Expression): boolean {
  if (kind === ts.SyntaxKind.EqualsToken) return left.getSourceFile().text.slice(right.getStart(), call.getStart()).includes(left.getText());
  return kind >= ts.SyntaxKind.FirstCompoundAssignment && kind <= ts.SyntaxKind.LastCompoundAssignment && !fillsIn.has(kind);
}

/** Operators that only fill in what is missing. */
const fillsIn: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.BarBarEqualsToken, ts.SyntaxKind.QuestionQuestionEqualsToken, ts.SyntaxKind.AmpersandAmpersandEqualsToken,
]);

function isLocal(target: ts.Expression, call: ts.Expression): boolean {
  const binding = ts.isIdentifier(target) ? bindingOf(target.text, target) : undefined;
  return binding !== undefined && declaredIn(binding) === placeOf(call);
}

/** The function that a variable belongs to; parameters are a part of their function too. */
function declaredIn(binding: ts.Identifier): ts.Node | undefined {
  let holder: ts.Node = binding.parent;
  while (ts.isBindingElement(holder)) holder = holder.parent.parent;
  return ts.isParameter(holder) ? holder.parent : placeOf(holder);
}
