import type { Node, Tree } from "web-tree-sitter";
import type { Live } from "../model/frontend.js";
import type { Func, Module } from "../model/module.js";
import { equal } from "../model/equal.js";
import { ignoresIn, speaks } from "./comments.js";
import { changeOf, editOf, shifted, type Change } from "./edit.js";
import type { UnitFacts } from "./frame.js";
import type { Head } from "./function.js";
import type { Light } from "./light.js";
import { lighten } from "./lighten.js";
import { lowerFile, lowerUnit, moduleOf, type Body, type Known, type Rim } from "./module.js";
import { parse } from "./parser.js";
import { errorsIn, most, problemsOf } from "./problems.js";

/** What is kept of a unit between edits. */
interface Kept extends UnitFacts {
  readonly to: number;
  /** Where its body begins; Infinity for a lambda, which stands in the middle of a statement. */
  readonly body: number;
  readonly head: Head;
  /** Names it takes from the module. */
  readonly free: ReadonlySet<string>;
  /** Whether it was read without syntax errors. */
  readonly sound: boolean;
}

/** A file that is being edited. */
export class LiveFile implements Live {
  module: Module;
  lowered = 0;
  private body: Body;
  private units: readonly Kept[];
  /** The tree of the text when it was last read as a whole, told of all edits since. */
  private tree: Tree;
  /** Whether the text has no syntax errors. */
  private sound: boolean;
  private closed = false;

  constructor(private readonly path: string, private text: string) {
    this.tree = parse(text);
    const root = this.tree.rootNode;
    this.sound = !root.hasError;
    const { body, units, scopes } = lowerFile(text, lighten(root, text));
    this.body = body;
    const errors = errorsIn(root);
    this.units = units.map(({ unit, head, node }) => keep(unit, head, node, scopes.get(node)!.free(), errors));
    this.module = this.assembled(root);
  }

  edit(text: string): Module {
    const change = changeOf(this.text, text);
    this.lowered = 0;
    if (!change || this.closed) return this.module;
    this.tree.edit(editOf(this.text, text, change));
    this.text = text;
    if (this.lowerAlone(change)) return (this.module = moduleOf({ ...this.module, ignores: [] }, this.body, this.units));
    const tree = this.reparsed();
    this.tree.delete();
    this.tree = tree;
    const root = tree.rootNode;
    const sound = this.sound;
    this.sound = !root.hasError;
    // How the parser gets over an error shows far from it: functions change their place without one of their own.
    if (!(sound && this.sound && this.lowerOne(change, root))) this.lowerAround(change, root);
    return (this.module = this.assembled(root));
  }

  /** The tree of the text. How the parser gets over an error depends on what it has of the old tree, so broken code is read afresh. */
  private reparsed(): Tree {
    const tree = parse(this.text, this.tree);
    if (!tree.rootNode.hasError) return tree;
    tree.delete();
    return parse(this.text);
  }

  close(): void {
    if (!this.closed) this.tree.delete();
    this.closed = true;
  }

  /**
   * Reads nothing but the one unit that the change lies in, without the text around it: even where the old tree is used again, the parser
   * goes over every statement of the module. If what comes of it is one function without errors that ends where the unit did, all that
   * follows is as it was.
   */
  private lowerAlone(change: Change): boolean {
    const delta = change.newTo - change.oldTo;
    const i = this.unitOf(change);
    const unit = this.units[i];
    if (!unit || change.oldTo >= unit.to || !this.sound || speaks(this.text)) return false;
    const text = this.text.slice(unit.from, unit.to + delta);
    const tree = parse(text);
    try {
      const root = tree.rootNode;
      const node = root.hasError || root.namedChildCount !== 1 ? null : root.namedChild(0);
      if (node?.type !== "function_definition" || node.startIndex !== 0 || node.endIndex !== text.length) return false;
      return node.childForFieldName("body")?.startIndex === unit.body - unit.from && this.replace(i, text, node, change);
    } finally {
      tree.delete();
    }
  }

  /** Lowers the one unit that the change lies in, if it does, and if nothing around it depends on what changed. */
  private lowerOne(change: Change, root: Node): boolean {
    const delta = change.newTo - change.oldTo;
    const i = this.unitOf(change);
    const unit = this.units[i];
    if (!unit) return false;
    const node = definitionAt(root, unit.from);
    const to = unit.to + delta;
    if (!node || node.endIndex !== to || node.childForFieldName("body")?.startIndex !== unit.body) return false;
    return this.replace(i, this.text, node, change);
  }

  /** Which unit a change lies in the body of. */
  private unitOf(change: Change): number {
    return this.units.findIndex(({ body, to }) => body <= change.from && change.oldTo <= to);
  }

  /** Puts a unit that was read anew (`node` of `text`, without errors) in place of the one before; not if something around it depends on what changed. */
  private replace(i: number, text: string, node: Node, change: Change): boolean {
    const delta = change.newTo - change.oldTo;
    const unit = this.units[i]!;
    const to = unit.to + delta;
    const head: Head = { ...unit.head, span: [0, to - unit.from] };
    const { unit: fresh, free } = lowerUnit(text, head, lighten(node, text, false));
    this.lowered = fresh.functions.length;
    if (unit.globals || fresh.globals) return false;
    for (const name of this.body.candidates) if (unit.free.has(name) !== free.has(name)) return false;
    const kept: Kept = { ...fresh, from: unit.from, functions: same(unit.functions, fresh.functions), to, body: unit.body, head, free, sound: true };
    this.units = this.units.map((each, at) => (at === i ? kept : each.from >= change.oldTo ? moved(each, delta) : each));
    const { func } = this.body;
    if (delta !== 0) this.body = { ...this.body, func: { ...func, span: [0, this.text.length], steps: shifted(func.steps, change) } };
    return true;
  }

  /** Lowers all but the functions that the change leaves as they were. */
  private lowerAround(change: Change, root: Node): void {
    const delta = change.newTo - change.oldTo;
    const untouched = new Map<number, Kept>();
    for (const unit of this.units) {
      // What units bind to names of the module is merged, doubles being told by identity: such units are read together.
      if (!unit.sound || unit.body === Infinity || unit.globals) continue;
      if (unit.to < change.from) untouched.set(unit.from, unit);
      else if (unit.from > change.oldTo) untouched.set(unit.from + delta, moved(unit, delta));
    }
    const known: Known = {
      free: (node) => untouched.get(node.from)!.free,
      facts: (head, node) => {
        const unit = untouched.get(node.from)!;
        return equal(unit.head, head) ? unit : undefined;
      },
      read: (node) => lighten(definitionAt(root, node.from)!, this.text, root.hasError),
    };
    const light = lighten(root, this.text, root.hasError, (from, to) => untouched.get(from)?.to === to);
    const { body, units, scopes } = lowerFile(this.text, light, known);
    const old = new Map<string, readonly Func[]>();
    for (const { head, functions } of this.units) old.set(head.name, functions);
    const errors = errorsIn(root);
    this.lowered = 0;
    this.units = units.map(({ unit, head, node }) => {
      const before = untouched.get(node.from);
      if (before === unit) return before;
      this.lowered += unit.functions.length;
      return keep({ ...unit, functions: same(old.get(head.name) ?? [], unit.functions) }, head, node, scopes.get(node)!.free(), errors);
    });
    this.body = equal(this.body.func, body.func) ? { ...body, func: this.body.func } : body;
  }

  private assembled(root: Node): Module {
    const { path, text } = this;
    const rim: Rim = { path, shebang: text.startsWith("#!"), problems: problemsOf(root, text), ignores: ignoresIn(root, text) };
    return moduleOf(rim, this.body, this.units);
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

/** `fresh`, with the objects of `old` where their facts came out the same. */
const same = (old: readonly Func[], fresh: readonly Func[]): Func[] =>
  fresh.map((func, i) => (old[i] !== undefined && equal(old[i], func) ? old[i] : func));

function keep(facts: UnitFacts, head: Head, node: Light, free: ReadonlySet<string>, errors: readonly Node[]): Kept {
  const body = node.kids[node.kids.length - 1];
  return {
    from: facts.from, functions: facts.functions, classes: facts.classes, imports: facts.imports, stars: facts.stars, globals: facts.globals,
    to: node.to, body: head.lambda || body?.type !== "block" ? Infinity : body.from, head, free,
    sound: errors.length < most && !errors.some((error) => error.startIndex <= node.to && error.endIndex >= node.from),
  };
}
