import { unknown } from "../model/ref.js";
import { assignment, augmented } from "./assignment.js";
import { bounded } from "./bounded.js";
import { branch, match } from "./branch.js";
import { decorated, definition } from "./definition.js";
import { merged } from "./env.js";
import { bindName, spanOf, type Frame } from "./frame.js";
import { annotation } from "./function.js";
import { importFrom, importNames } from "./import-statement.js";
import type { Light } from "./light.js";
import { constants } from "./literal.js";
import { forLoop, whileLoop } from "./loop.js";
import { isRow, noteRow } from "./row.js";
import { unbind } from "./target.js";
import { tryStatement } from "./try.js";
import { noteParts } from "./unpacked.js";
import { expression, inside } from "./walk.js";
import { withStatement } from "./with.js";

/** Lowers the statements of a block (or module) in order. */
export function block(f: Frame, n: Light): void {
  let follows = false;
  for (const kid of n.kids) {
    const mark = f.steps.length;
    statement(f, kid);
    const row = isRow(kid);
    if (row) noteRow(f, kid, mark, follows);
    if (row) noteParts(f, n.kids, kid, mark);
    follows = row;
  }
}

function statement(f: Frame, n: Light): void {
  switch (n.type) {
    case "expression_statement": return expressions(f, n);
    case "if_statement": return branch(f, n);
    case "return_statement": return returns(f, n);
    case "for_statement": return forLoop(f, n);
    case "while_statement": return whileLoop(f, n);
    case "try_statement": return tryStatement(f, n);
    case "with_statement": return withStatement(f, n);
    case "match_statement": return match(f, n);
    case "function_definition": case "class_definition": return definition(f, n, []);
    case "decorated_definition": return decorated(f, n);
    case "import_statement": return importNames(f, n);
    case "import_from_statement": return importFrom(f, n);
    case "raise_statement": return raises(f, n);
    case "break_statement": case "continue_statement": return leaves(f, n);
    case "assert_statement": case "print_statement": return each(f, n, "tested");
    case "delete_statement":
      for (const kid of n.kids) unbind(f, kid);
      return;
    case "type_alias_statement": return alias(f, n);
    case "exec_statement": return each(f, n, "escapes");
    case "block": return block(f, n);
  }
}

function each(f: Frame, n: Light, use: "tested" | "escapes"): void {
  for (const kid of n.kids) kid.type === "chevron" ? each(f, kid, use) : expression(f, kid, use);
}

function expressions(f: Frame, n: Light): void {
  const use = n.kids.length > 1 ? inside("dropped") : "dropped";
  for (const kid of n.kids) {
    if (kid.type === "assignment") assignment(f, kid);
    else if (kid.type === "augmented_assignment") augmented(f, kid);
    else if (kid.type !== "string" || kid.kids.length > 0) expression(f, kid, use);
  }
}

function returns(f: Frame, n: Light): void {
  const [value] = n.kids;
  const ref = value ? bounded(expression(f, value, "returned")) : constants["none"]!;
  f.returns = merged(f.returns, ref);
  f.steps.push({ is: "jump", span: spanOf(f, n), to: "return" });
  f.dead = true;
}

function raises(f: Frame, n: Light): void {
  each(f, n, "escapes");
  f.steps.push({ is: "jump", span: spanOf(f, n), to: "raise" });
  f.dead = true;
}

function leaves(f: Frame, n: Light): void {
  const to = n.type === "break_statement" ? "break" : "continue";
  f.steps.push({ is: "jump", span: spanOf(f, n), to });
  if (!f.dead && f.rounds) (to === "break" ? f.rounds.breaks : f.rounds.continues).push(f.rounds.env.since(f.rounds.mark));
  f.dead = true;
}

/** `type X = Y` */
function alias(f: Frame, n: Light): void {
  const [left, right] = n.kids;
  if (!left || !right) return;
  const name = /^\w+/.exec(f.unit.file.text.slice(left.from, left.to))?.[0];
  if (name !== undefined) bindName(f, name, right.type === "type" ? annotation(f, right) : unknown);
}
