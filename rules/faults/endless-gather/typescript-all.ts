import ts from "typescript";
import type { Fix } from "../../rule.js";
import { joinedAt, namer, unitAt } from "../../typescript/write/block.js";
import { replace } from "../../typescript/write/edits.js";
import { endsInSemicolon } from "../../typescript/write/style.js";
import { bare } from "../../typescript/write/syntax.js";
import { beside } from "./typescript-rest.js";
import { placeOf, started, titleOf, type Work } from "./typescript-work.js";

/** An element of the array, with the comments around it. */
interface Element { readonly node: ts.Expression; readonly above: readonly string[]; readonly behind: string }

/** `await Promise.all([ticker(), job()])`: the job alone is waited for. */
export function gathered(work: Work): Fix | undefined {
  const { site, file, awaited, statement } = work;
  const call = awaited.expression;
  if (!ts.isCallExpression(call) || call.arguments.length !== 1 || !ts.isArrayLiteralExpression(call.arguments[0]!)) return undefined;
  const [array] = call.arguments;
  const elements = array.elements.map((node) => withComments(node, array));
  const isEndless = ({ node }: Element): boolean => placeOf(bare(node), site.members) !== undefined;
  const endless = elements.filter(isEndless);
  const finite = elements.filter((element) => !isEndless(element));
  if (endless.length !== site.members.length || elements.some(({ node }) => ts.isOmittedExpression(node) || (ts.isSpreadElement(node) && finite.length === 1))) return undefined;
  if (finite.length === 0) return beside(work, endless.map(({ node }) => bare(node) as ts.CallExpression));
  const unit = unitAt(statement);
  const made = started(endless.map(({ node }) => bare(node) as ts.CallExpression), work, unit, namer(file));
  const target = targetOf(statement, awaited, elements, isEndless);
  if (!made || !target) return undefined;
  const end = endsInSemicolon(statement) ? ";" : "";
  const all = call.expression.getText();
  const alone = finite.length === 1 && target.single && /\ball$/.test(all);
  const deeper = made.final.length > 0 ? unit : "";
  const value = alone ? withIndent(finite[0]!.node.getText(), deeper) : arrayOf(finite, all, array, unit, deeper);
  const comments = [...endless.flatMap(({ above }) => above), ...(alone ? [...finite[0]!.above, ...(finite[0]!.behind === "" ? [] : [finite[0]!.behind])] : [])];
  const before = [...comments, ...made.before];
  const lines = made.final.length === 0
    ? [...before, `${target.declares}await ${value}${end}`]
    : [...before, ...(target.names.length > 0 ? [`let ${target.names.join(", ")}${end}`] : []), "try {", `${unit}${target.assigns(alone)}await ${value}${end}`,
      "} finally {", ...made.final.map((line) => unit + line), "}"];
  return { title: titleOf(site, made.final.length > 0), edits: [replace(statement, joinedAt(statement, lines))], safe: false };
}

function withComments(node: ts.Expression, array: ts.ArrayLiteralExpression): Element {
  const { text } = node.getSourceFile();
  const say = (ranges: readonly ts.CommentRange[] | undefined): string[] => (ranges ?? []).map(({ pos, end }) => text.slice(pos, end));
  const comma = /^\s*,/.exec(text.slice(node.end, array.end))?.[0].length ?? 0;
  return { node, above: say(ts.getLeadingCommentRanges(text, node.pos)), behind: say(ts.getTrailingCommentRanges(text, node.end + comma)).join(" ") };
}

/** `Promise.all([a, b])`, in lines where it was written so. */
function arrayOf(elements: readonly Element[], all: string, array: ts.ArrayLiteralExpression, unit: string, deeper: string): string {
  const inLines = /\n/.test(array.getText()) || elements.some(({ above, behind }) => above.length > 0 || behind !== "");
  if (!inLines) return `${all}([${elements.map(({ node }) => node.getText()).join(", ")}])`;
  const lines = elements.flatMap(({ node, above, behind }) => [...above, `${withIndent(node.getText(), deeper)},${behind === "" ? "" : ` ${behind}`}`]);
  return joinedAt(array.parent.parent.parent, [`${all}([`, ...lines.map((line) => deeper + unit + line), `${deeper}])`]);
}

/** A text of several lines, whose first stands where it did, indented by some more. */
const withIndent = (text: string, more: string): string => (text.includes("`") ? text : text.replace(/\n(?=[^\r\n])/g, `\n${more}`));

/** What the results go to. */
interface Target {
  /** `const a = `: nothing where they are dropped. */
  readonly declares: string;
  readonly names: readonly string[];
  /** The same for names that are declared before; `alone`: of the one value. */
  readonly assigns: (alone: boolean) => string;
  /** A single value need not be in an array. */
  readonly single: boolean;
}

function targetOf(statement: ts.Statement, awaited: ts.AwaitExpression, elements: readonly Element[], isEndless: (element: Element) => boolean): Target | undefined {
  if (ts.isExpressionStatement(statement)) return statement.expression === awaited ? { declares: "", names: [], assigns: () => "", single: true } : undefined;
  const [declaration, ...more] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
  if (!declaration || declaration.initializer !== awaited || more.length > 0 || declaration.type || ts.isObjectBindingPattern(declaration.name) || ts.canHaveModifiers(statement) && ts.getModifiers(statement)) return undefined;
  const word = declaration.parent.getFirstToken()!.getText();
  const lastFinite = elements.findLastIndex((element) => !isEndless(element));
  if (ts.isIdentifier(declaration.name)) {
    const { text } = declaration.name;
    if (elements.slice(0, lastFinite).some(isEndless)) return undefined;
    return { declares: `${word} ${text} = `, names: [text], assigns: () => `${text} = `, single: false };
  }
  const { elements: targets } = declaration.name;
  if (targets.some((target, i) => !ts.isOmittedExpression(target) && (!ts.isIdentifier(target.name) || target.initializer || target.dotDotDotToken || !elements[i] || isEndless(elements[i])))) return undefined;
  const kept = elements.flatMap((element, i) => (isEndless(element) ? [] : [targets[i]?.getText() ?? ""]));
  while (kept.at(-1) === "") kept.pop();
  const names = kept.filter((name) => name !== "");
  const single = elements.filter((element) => !isEndless(element)).length === 1 && names.length === 1;
  const pattern = single ? names[0]! : `[${kept.join(", ")}]`;
  return { declares: `${word} ${pattern} = `, names, assigns: (alone) => `${alone ? names[0]! : `[${kept.join(", ")}]`} = `, single };
}
