import type { Node } from "web-tree-sitter";
import type { Span } from "../../model/span.js";

/** The innermost node that stands exactly at `span`, of one of `types` where they are given. */
export function nodeAt(root: Node, span: Span, types?: readonly string[]): Node | undefined {
  let node = root.descendantForIndex(span[0], Math.max(span[0], span[1] - 1));
  for (; node && node.startIndex >= span[0] && node.endIndex <= span[1]; node = node.parent) {
    const exact = node.startIndex === span[0] && node.endIndex === span[1];
    if (exact && (types ? types.includes(node.type) : node.isNamed)) return node;
  }
  return undefined;
}

/** The nodes from `node`'s parent up, each with the child that the way came through, as far as `end` (not included). */
export function* upwards(node: Node, end?: Node): Generator<readonly [parent: Node, child: Node]> {
  let child = node;
  for (let parent = node.parent; parent && !(end && same(parent, end)); parent = parent.parent) {
    yield [parent, child];
    child = parent;
  }
}

/** Whether two nodes are one (a parent that is asked for twice is two objects). */
export const same = (a: Node, b: Node): boolean => a.id === b.id;

/** Whether a loop of its own function goes round the node. */
export function inLoop(node: Node): boolean {
  for (const [parent] of upwards(node)) {
    if (parent.type === "function_definition") return false;
    if (/^(?:for|while)_statement$/.test(parent.type)) return true;
  }
  return false;
}

/** Whether `child` is the child of `parent` under that field name. */
export function isField(parent: Node, field: string, child: Node): boolean {
  const found = parent.childForFieldName(field);
  return found !== null && same(found, child);
}

/** The expression inside of parentheses, however many. */
export function bare(node: Node): Node {
  let found = node;
  for (let inner: Node | undefined = node; inner; inner = found.type === "parenthesized_expression" ? parts(found)[0] : undefined) found = inner;
  return found;
}

/** The named children without comments. */
export function parts(node: Node): Node[] {
  return node.namedChildren.filter((child) => child.type !== "comment");
}

/** Whether what the node gives is awaited where it stands; `await f() ** 2` awaits `f()`, though the grammar has the power in between. */
export function isAwaited(node: Node): boolean {
  let child = node;
  let { parent } = node;
  for (; parent?.type === "parenthesized_expression"; parent = child.parent) child = parent;
  if (parent?.type === "await") return true;
  return parent?.type === "binary_operator" && parent.parent?.type === "await" && isField(parent, "left", child)
    && parent.childForFieldName("operator")?.type === "**";
}

/** Whether `outer` is `inner` or holds it. */
export const around = (outer: Node, inner: Node): boolean => outer.startIndex <= inner.startIndex && inner.endIndex <= outer.endIndex;

/** Whether `async` is written before a `def`, `with`, `for`. */
export const isAsync = (node: Node): boolean => node.child(0)?.type === "async";

/** The statement that holds the node, and is itself in a block or in the module. */
export function statementOf(node: Node): Node | undefined {
  if (isBlock(node.parent)) return node;
  for (const [parent] of upwards(node)) if (isBlock(parent.parent)) return parent;
  return undefined;
}

/** A statement that fits on a line with others: no block of its own. */
export const isSimple = (statement: Node): boolean => !/^(?:if|for|while|try|with|match)_statement$|_definition$/.test(statement.type);

const isBlock = (node: Node | null): boolean => node?.type === "block" || node?.type === "module";

/** The names that a binding target binds: of `a`, `(a, *b)`, `[a, b]`; an attribute or an element binds none. */
export function targets(node: Node): string[] {
  const names: string[] = [];
  const left = [node];
  for (let next = left.pop(); next; next = left.pop()) {
    const { type } = next;
    if (type === "identifier" || (type === "dotted_name" && next.namedChildCount === 1)) names.push(next.text);
    else if (!["attribute", "subscript", "call", "type", "dotted_name"].includes(type)) {
      left.push(...parts(next).filter((part) => type !== "class_pattern" || part.type === "case_pattern").reverse());
    }
  }
  return names;
}

/** Every name that is read or written in the node, attributes' names and keywords' names not counted. */
export function namesIn(node: Node): Set<string> {
  const names = node.descendantsOfType("identifier").filter(isName);
  return new Set(names.map((name) => name.text));
}

/** Whether an identifier is a variable's name, not that of an attribute or of a keyword argument. */
export function isName(identifier: Node): boolean {
  const parent = identifier.parent;
  if (parent?.type === "attribute") return isField(parent, "object", identifier);
  if (parent?.type === "keyword_argument") return !isField(parent, "name", identifier);
  return true;
}

/** A dotted name as text (`self.pool`), undefined where the expression is anything else. */
export function dotted(node: Node): string | undefined {
  const names: string[] = [];
  let object = node;
  for (; object.type === "attribute"; object = object.childForFieldName("object")!) names.unshift(object.childForFieldName("attribute")!.text);
  return object.type === "identifier" ? [object.text, ...names].join(".") : undefined;
}

/** A call's positional and keyword arguments, comments left out; a bare generator expression is one. */
export function argumentsOf(call: Node): Node[] {
  const list = call.childForFieldName("arguments")!;
  return list.type === "argument_list" ? parts(list) : [list];
}

/** The call of a method of an object, from the object: `f.read()` from `f`. */
export function methodCallOn(object: Node): Node | undefined {
  const attribute = object.parent?.type === "attribute" && isField(object.parent, "object", object) ? object.parent : undefined;
  const call = attribute?.parent?.type === "call" ? attribute.parent : undefined;
  return attribute && call && isField(call, "function", attribute) ? call : undefined;
}
