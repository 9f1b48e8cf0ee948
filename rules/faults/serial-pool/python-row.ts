import type { Node } from "web-tree-sitter";
import { insert, ordered, replace } from "../../python/write/edits.js";
import { beginsLine, indentAt } from "../../python/write/file.js";
import type { PythonFile } from "../../python/write/file.js";
import { freshName } from "../../python/write/names.js";
import { namesIn, parts, same, statementOf, targets } from "../../python/write/tree.js";
import type { Fix } from "../../rule.js";
import { isUnconditional, type Submission } from "./python-submission.js";

/** Starts all of a row before its first statement; each result is got where it was. */
export function rowMended(file: PythonFile, works: readonly Submission[]): Fix | undefined {
  const statements = works.flatMap(({ call }) => statementOf(call) ?? []);
  const [first, last] = [statements[0], statements.at(-1)];
  if (!first || !last || statements.length < works.length || !beginsLine(file, first.startIndex)) return undefined;
  const between = siblings(first, last);
  if (!between?.every((statement) => statements.some((each) => same(each, statement)) || isPrint(statement))) return undefined;
  const sound = works.every((work, i) => {
    const statement = statements[i]!;
    const earlier = new Set(between.filter((each) => each.endIndex <= statement.startIndex).flatMap(bound));
    return /^(?:expression|return|print)_statement$/.test(statement.type) && isUnconditional(work.call, statement) && ![...namesIn(work.call)].some((name) => earlier.has(name));
  });
  if (!sound) return undefined;
  const taken = new Set<string>();
  const names = works.map(({ call }) => {
    const target = call.parent?.type === "assignment" ? call.parent.childForFieldName("left") : undefined;
    const stem = target?.type === "identifier" ? `${target.text}_result` : "result";
    let name = freshName(file, stem);
    for (let count = 2; taken.has(name); count++) name = freshName(file, `${stem}_${count}`);
    taken.add(name);
    return name;
  });
  const started = works.map((work, i) => `${names[i]!} = ${work.started}${file.eol}${indentAt(file, first.startIndex)}`);
  return {
    title: "Start all with `apply_async`, then get the results", safe: false,
    edits: ordered([
      insert(first.startIndex, started.join("")),
      ...works.map(({ call }, i) => replace(call.startIndex, call.endIndex, `${names[i]!}.get()`)),
    ]),
  };
}

/** The statements of a block from the first to the last; undefined where the two are not of one. */
function siblings(first: Node, last: Node): readonly Node[] | undefined {
  if (!first.parent || !last.parent || !same(first.parent, last.parent)) return undefined;
  return parts(first.parent).filter((each) => each.startIndex >= first.startIndex && each.endIndex <= last.endIndex);
}

const isPrint = ({ type, text }: Node): boolean => type === "print_statement" || (type === "expression_statement" && /^print\b/.test(text));

const bound = (statement: Node): string[] =>
  statement.descendantsOfType(["assignment", "augmented_assignment"]).flatMap((each) => targets(each.childForFieldName("left")!));
