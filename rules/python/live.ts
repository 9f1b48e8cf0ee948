import type { Node, Tree } from "web-tree-sitter";
import type { Live } from "../model/frontend.js";
import type { Func, Module } from "../model/module.js";
import { ignoresIn } from "./comments.js";
import { changeOf, editOf, shifted, type Change } from "./edit.js";
import { equal } from "./equal.js";
import type { Made } from "./frame.js";
import type { Head } from "./function.js";
import { lighten } from "./lighten.js";
import { lowerFile, lowerUnit, moduleOf, type Body, type Rim, type UnitFacts } from "./module.js";
import { parse } from "./parser.js";
import { errorsIn, problemsOf } from "./problems.js";

/** What is kept of a unit between edits. */
interface Kept extends UnitFacts {
  readonly to: number;
  /** Where its body begins; Infinity for a lambda, which stands in the middle of a statement. */
  readonly body: number;
  readonly head: Head;
  /** Names it takes from the module. */
  readonly free: ReadonlySet<string>;
  /** Whether it binds names of the module. */
  readonly reaches: boolean;
}

/** A file that is being edited. */
export class LiveFile implements Live {
  module!: Module;
  lowered = 0;
  private body!: Body;
  private units: readonly Kept[] = [];
  private tree: Tree;
  private closed = false;

  constructor(private readonly path: string, private text: string) {
    this.tree = parse(text);
    this.lowerAll();
  }

  edit(text: string): Module {
    const change = changeOf(this.text, text);
    this.lowered = 0;
    if (!change || this.closed) return this.module;
    this.tree.edit(editOf(this.text, text, change));
    const tree = parse(text, this.tree);
    this.tree.delete();
    this.tree = tree;
    this.text = text;
    if (!this.lowerOne(change)) this.lowerAll(change);
    return this.module;
  }

  close(): void {
    if (!this.closed) this.tree.delete();
    this.closed = true;
  }

  /** Lowers the file; functions whose facts came out the same stay the same objects. */
  private lowerAll(change?: Change): void {
    const root = this.tree.rootNode;
    const { body, units, scopes } = lowerFile(this.text, lighten(root, this.text));
    this.lowered = units.reduce((sum, { unit }) => sum + unit.functions.length, 0);
    const old = new Map<string, Func>();
    if (change) for (const unit of this.units) for (const func of unit.functions) old.set(func.name, func);
    this.units = units.map((made) => keep(made, scopes.get(made.node)!.free(), old));
    this.body = this.body && equal(this.body.func, body.func) ? { ...body, func: this.body.func } : body;
    this.assemble(root);
  }

  /** Lowers the one unit that the change lies in, if it does, and if nothing around it depends on what changed. */
  private lowerOne(change: Change): boolean {
    const delta = change.newTo - change.oldTo;
    const i = this.units.findIndex(({ body, to }) => body <= change.from && change.oldTo <= to);
    const unit = this.units[i];
    if (!unit) return false;
    const root = this.tree.rootNode;
    const node = definitionAt(root, unit.from);
    const to = unit.to + delta;
    if (!node || node.endIndex !== to || node.childForFieldName("body")?.startIndex !== unit.body) return false;
    if (errorsIn(root).some((error) => error.startIndex < unit.body || error.endIndex > to)) return false;
    const head: Head = { ...unit.head, span: [0, to - unit.from] };
    const { unit: fresh, free } = lowerUnit(this.text, head, lighten(node, this.text, root.hasError));
    if (unit.reaches || fresh.globals.size > 0) return false;
    for (const name of this.body.candidates) if (unit.free.has(name) !== free.has(name)) return false;
    this.lowered = fresh.functions.length;
    const kept: Kept = { ...fresh, to, body: unit.body, head, free, reaches: false };
    this.units = this.units.map((each, at) => (at === i ? kept : each.from >= change.oldTo ? moved(each, delta) : each));
    if (delta !== 0) {
      const { func } = this.body;
      this.body = { ...this.body, func: { ...func, span: [0, this.text.length], steps: shifted(func.steps, change) } };
    }
    this.assemble(root);
    return true;
  }

  private assemble(root: Node): void {
    const { path, text } = this;
    const rim: Rim = { path, shebang: text.startsWith("#!"), problems: problemsOf(root, text), ignores: ignoresIn(root, text) };
    this.module = moduleOf(rim, this.body, this.units);
  }
}

/** The function that begins at `at`. */
function definitionAt(root: Node, at: number): Node | undefined {
  let node = root.descendantForIndex(at, at + 1);
  while (node && node.startIndex === at && node.type !== "function_definition") node = node.parent;
  return node?.startIndex === at ? node : undefined;
}

const moved = (unit: Kept, delta: number): Kept =>
  ({ ...unit, from: unit.from + delta, to: unit.to + delta, body: unit.body + delta });

function keep({ unit, head, node }: Made, free: ReadonlySet<string>, old: ReadonlyMap<string, Func>): Kept {
  const body = node.kids[node.kids.length - 1];
  return {
    from: unit.from, classes: unit.classes, imports: unit.imports, stars: unit.stars,
    functions: unit.functions.map((func) => {
      const before = old.get(func.name);
      return before && equal(before, func) ? before : func;
    }),
    to: node.to, body: head.lambda || body?.type !== "block" ? Infinity : body.from, head, free, reaches: unit.globals.size > 0,
  };
}
