import type { Node, TreeCursor } from "web-tree-sitter";
import { Light, opaque, unread } from "./light.js";
import { isWord, kept, nameAt, nameBefore } from "./names.js";
import { error, plan, type Plan } from "./plan.js";
import { dottedName, namesBetween } from "./simple.js";

/** Deeper than this nobody reads: it would only endanger the stack. */
const deepest = 250;

/** Whether the body of the outermost function at an offset need not be read, for its facts are known. */
export type IsKnown = (from: number, to: number) => boolean;

/**
 * The light tree of `node`, made in one walk of the parser's cursor: every question to the cursor is a call into WebAssembly,
 * so each is asked once, and only where the answer is needed. `careful`: nothing is taken for granted, for there are syntax errors.
 */
export function lighten(node: Node, text: string, careful = node.hasError, known?: IsKnown): Light {
  const cursor = node.walk();
  const walk = new Walk(cursor, text, plan(node.tree.language), careful, known);
  const root = new Light(node.type);
  root.from = node.startIndex;
  root.to = node.endIndex;
  walk.inside = node.type === "function_definition";
  if (cursor.gotoFirstChild()) walk.children(root, node.typeId, 0);
  cursor.delete();
  return root;
}

const [comma, closeParen, closeBracket, closeBrace] = [44, 41, 93, 125];

class Walk {
  /** How much could not be read so far. */
  private broken = 0;
  /** Whether the cursor is inside a function. */
  inside = false;
  /** Where the callee ends whose arguments are read next: most often their bracket stands there. */
  private open = 0;
  /** The children of all that is being read, the innermost last: what is kept of them needs no room to grow. */
  private readonly kids: Light[] = [];
  private top = 0;

  constructor(
    private readonly cursor: TreeCursor,
    private readonly text: string,
    private readonly plan: Plan,
    private readonly careful: boolean,
    private readonly known: IsKnown | undefined,
  ) {}

  /** Reads the cursor's node and its siblings to the right as children of `parent`, whose type number is `of`. */
  children(parent: Light, of: number, depth: number): void {
    const { cursor, plan, careful, kids, top } = this;
    const structure = plan.structure[of] === 1;
    const spans = plan.spansOf[of] === 1;
    const list = !careful && plan.lists[of] === 1;
    const arity = careful ? 0 : plan.arity[of]!;
    const closed = !careful && plan.closed[of] === 1;
    const isCall = parent.type === "call";
    do {
      const id = cursor.nodeTypeId;
      const token = plan.tokens[id];
      if (token !== undefined) {
        if (token !== "" && (token !== "in" || parent.type === "comparison_operator")) parent.name = token;
        if (careful && cursor.nodeIsMissing) this.broken++;
        continue;
      }
      const before = this.broken;
      const kid = this.node(id, parent, spans, depth);
      if (kid === undefined) continue;
      // What is broken inside an expression spoils all of it, but not the statements around it.
      kids[this.top++] = this.broken > before && structure && !plan.structure[id] ? (spans ? hidden(kid) : opaque) : kid;
      // Every question that need not be asked saves time: the parser is asked millions of times.
      if (this.top - top === arity || (closed && plan.last[id])) break;
      if (isCall) this.open = kid.to;
      if (list && kid.to > 0) {
        const next = this.after(kid.to);
        if (next === comma) cursor.gotoNextSibling();
        else if (next === closeParen || next === closeBracket || next === closeBrace) break;
      }
    } while (cursor.gotoNextSibling());
    if (this.top > top) parent.kids = kids.slice(top, this.top);
    this.top = top;
  }

  /** The next character that is no blank. */
  private after(to: number): number {
    const { text } = this;
    let code = text.charCodeAt(to);
    while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++to);
    return code;
  }

  private node(id: number, parent: Light, span: boolean, depth: number): Light | undefined {
    const { cursor, plan, text } = this;
    if (id === error || id >= plan.types.length) return this.lost(span);
    const shape = plan.shapes[id]!;
    if (shape === "skip") return undefined;
    if (shape === "constant" && !span) return plan.constants[id]!;
    const light = new Light(plan.types[id]!);
    if (shape === "identifier") {
      light.from = cursor.startIndex;
      if (this.careful && cursor.nodeIsMissing) return this.lost(span);
      light.name = nameAt(text, light.from);
      light.to = light.from + light.name.length;
      return light;
    }
    if (depth > deepest) return this.lost(span);
    if (shape === "attribute") return this.attribute(light, span, depth);
    if (plan.from[id] || span) light.from = cursor.startIndex;
    if (plan.to[id] || span) light.to = cursor.endIndex;
    if (shape === "leaf" || shape === "constant" || (shape === "string" && !isFormatted(text, light.from))) return light;
    if (shape === "dotted") {
      light.name = kept(text, light.from, light.to).replace(/\\\r?\n|\s+|#.*/g, "");
      return light;
    }
    if (id === plan.args && !this.careful && parent.type === "call") {
      const names = namesBetween(text, this.open, parent.to);
      if (names) {
        light.kids = names;
        return light;
      }
    }
    if (id === plan.definition && !this.inside) return this.definition(light);
    if (!cursor.gotoFirstChild()) return light;
    this.children(light, id, depth + 1);
    cursor.gotoParent();
    // Where what stands leftmost begins, it was not always asked.
    if (plan.leftmost[id] && !span && light.kids.length > 0) light.from = light.kids[0]!.from || cursor.startIndex;
    return light;
  }

  /** What could not be read at the cursor. */
  private lost(span: boolean): Light {
    this.broken++;
    return span ? hidden({ from: this.cursor.startIndex, to: this.cursor.endIndex }) : opaque;
  }

  /** An outermost function: its depth is counted from itself, so that it is read alike wherever it stands. */
  private definition(light: Light): Light {
    const { cursor } = this;
    const known = this.known?.(light.from, light.to) && !(this.careful && cursor.currentNode.hasError);
    cursor.gotoFirstChild();
    if (known) this.head(light);
    else {
      this.inside = true;
      this.children(light, this.plan.definition, 0);
      this.inside = false;
    }
    cursor.gotoParent();
    return light;
  }

  /** A function without its body. */
  private head(light: Light): void {
    const { cursor, plan } = this;
    const kids: Light[] = [];
    do {
      const id = cursor.nodeTypeId;
      const token = plan.tokens[id];
      if (token) light.name = token;
      const kid = token !== undefined ? undefined : plan.types[id] === "block" ? unread : this.node(id, light, false, 1);
      if (kid) kids.push(kid);
    } while (cursor.gotoNextSibling());
    light.kids = kids;
  }

  /** An attribute ends in its name, so that only the object needs a visit. */
  private attribute(light: Light, span: boolean, depth: number): Light {
    const { cursor, text } = this;
    light.to = cursor.endIndex;
    const simple = this.careful ? undefined : dottedName(text, cursor.startIndex, light.to);
    if (simple) return simple;
    if (!isWord(text.charCodeAt(light.to - 1)) || !cursor.gotoFirstChild()) return this.lost(span);
    light.name = nameBefore(text, light.to);
    const object = this.node(cursor.nodeTypeId, light, true, depth + 1) ?? opaque;
    if (this.careful) while (cursor.gotoNextSibling()) if (cursor.nodeTypeId === error || cursor.nodeIsMissing) this.broken++;
    cursor.gotoParent();
    light.from = object.from || cursor.startIndex;
    light.kids = [object];
    return light;
  }
}

const hidden = ({ from, to }: Pick<Light, "from" | "to">): Light => Object.assign(new Light("opaque"), { from, to });

/** Whether the string literal at `from` has a prefix that lets expressions stand in it (`f`, `t`). */
function isFormatted(text: string, from: number): boolean {
  for (let i = from; i < from + 3; i++) {
    const char = text[i];
    if (char === "f" || char === "F" || char === "t" || char === "T") return true;
    if (char === '"' || char === "'") return false;
  }
  return false;
}
