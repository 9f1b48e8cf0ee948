import type { Node, Tree } from "web-tree-sitter";
import { argumentsOf, around, bare, dotted, isAsync, isAwaited, isField, namesIn, parts, same, targets, upwards } from "./tree.js";

/** One item of a `with` statement. */
export interface WithItem {
  readonly context: Node;
  /** The name that `as` binds, undefined where there is none or it is no plain name. */
  readonly alias: string | undefined;
  /** A file that is opened here. */
  readonly file: boolean;
  readonly statement: Node;
}

/** The items of a `with` statement in order, with or without parentheses around them. */
export function itemsOf(statement: Node): WithItem[] {
  const clause = parts(statement).find((part) => part.type === "with_clause");
  const values = clause ? parts(clause).map((item) => item.childForFieldName("value") ?? item) : [];
  return values.flatMap(unwrapped).map((value) => {
    const [context, alias] = value.type === "as_pattern" ? [parts(value)[0]!, parts(value)[1]] : [value, undefined];
    const name = alias && parts(alias)[0]?.type === "identifier" ? alias.text : undefined;
    return { context: bare(context), alias: name, file: opens(bare(context)), statement };
  });
}

// `with (a as b, c):` is read as a tuple, `with (a as b):` as an expression in parentheses.
const unwrapped = (value: Node): Node[] =>
  value.type === "tuple" || (value.type === "parenthesized_expression" && parts(value)[0]?.type === "as_pattern") ? parts(value) : [value];

/** Whether an expression opens a file: `open(...)`, `path.open(...)`. */
export function opens(node: Node): boolean {
  const callee = node.type === "call" ? node.childForFieldName("function")! : undefined;
  return callee?.type === "identifier" ? callee.text === "open" : callee?.childForFieldName("attribute")?.text === "open";
}

/** Whether a call is of a file's method that has done its work when it returns. */
export const usesFile = (call: Node): boolean =>
  /^(?:read|readline|readlines|write|writelines)$/.test(call.childForFieldName("function")!.childForFieldName("attribute")?.text ?? "");

/** The items of synchronous `with` statements that are entered around `node` in its function, the innermost first. */
export function itemsAround(node: Node, func: Node | undefined): WithItem[] {
  const items: WithItem[] = [];
  for (const [parent, child] of upwards(node, func)) {
    if (parent.type !== "with_statement" || isAsync(parent)) continue;
    const inBody = isField(parent, "body", child);
    items.push(...itemsOf(parent).filter(({ context }) => inBody || context.endIndex <= node.startIndex).reverse());
  }
  return items;
}

/** Whether anything but open files is held around `node`, so that other code ought not to run in between. */
export const guarded = (node: Node, func: Node | undefined): boolean =>
  itemsAround(node, func).some((item) => !item.file) || locked(node, func);

/**
 * Whether a thread must not be given the work at `node`: a lock is held, or the work uses what an enclosing `with` closes.
 * If it is cancelled, the `with` ends while the thread still works.
 */
export function bound(node: Node, func: Node | undefined): boolean {
  const used = namesIn(node);
  return locked(node, func) || itemsAround(node, func).some((item) => {
    const names = derived(item);
    if ([...used].some((name) => names.has(name))) return true;
    return !item.file && (looksHeld(item.context) || shares(item.context, node));
  });
}

// `with self.guard:` is a lock or a transaction: what is made before it is entered is shared.
function looksHeld(context: Node): boolean {
  if (context.type !== "call") return true;
  return /lock|mutex|sem(?:aphore)?$|cond(?:ition)?$/i.test(context.childForFieldName("function")!.text);
}

/** `with session.begin(): session.execute(...)`: the context belongs to what the work uses. */
function shares(context: Node, node: Node): boolean {
  const receiver = (callee: Node): string | undefined => dotted(callee.childForFieldName("object") ?? callee);
  const callee = context.childForFieldName("function");
  const owner = callee?.type === "attribute" ? receiver(callee) : undefined;
  const owners = [owner, ...argumentsOf(context).map(dotted)].filter((name) => name !== undefined && name !== "self");
  const used = [node, ...node.descendantsOfType(["identifier", "attribute"])].map(dotted);
  return owners.some((name) => used.includes(name));
}

/** The names in a `with` body that stand for what the item bound or for something made of it. */
function derived({ alias, statement, file }: WithItem): Set<string> {
  const names = new Set(alias === undefined ? [] : [alias]);
  if (names.size === 0) return names;
  const bindings = statement.childForFieldName("body")!.descendantsOfType(["assignment", "named_expression", "for_statement", "as_pattern"]);
  for (let before = 0; before < names.size;) {
    before = names.size;
    for (const binding of bindings) {
      const field = (...names: string[]) => names.map((name) => binding.childForFieldName(name)).find((found) => found !== null);
      const [value, target] = binding.type === "as_pattern" ? parts(binding) : [field("right", "value"), field("left", "name")];
      // What is read from a file outlives it.
      const read = file && value && (binding.type === "for_statement" ? value.type === "identifier" : reads(value));
      if (target && value && !read && [...namesIn(value)].some((name) => names.has(name))) targets(target).forEach((name) => names.add(name));
    }
  }
  return names;
}

function reads(value: Node): boolean {
  const inner = bare(value);
  if (inner.type === "await") return reads(parts(inner)[0]!);
  return inner.type === "call" && usesFile(inner);
}

/** A call that takes a lock or gives it back. */
interface Locking { readonly call: Node; readonly lock: string; readonly name: "acquire" | "release" }

const known = new WeakMap<Tree, Map<number, readonly Locking[]>>();

/** The calls that take locks in a function or give them back, in order. They are kept: a function may have many findings. */
function lockings(func: Node): readonly Locking[] {
  let functions = known.get(func.tree);
  if (!functions) known.set(func.tree, (functions = new Map()));
  let found = functions.get(func.id);
  if (!found) {
    const calls = func.childForFieldName("body")?.descendantsOfType("call") ?? [];
    functions.set(func.id, (found = calls.flatMap((call) => {
      const callee = call.childForFieldName("function")!;
      const lock = callee.childForFieldName("object")?.text;
      const name = callee.childForFieldName("attribute")?.text;
      return lock !== undefined && (name === "acquire" || name === "release") && !isAwaited(call) ? [{ call, lock, name }] : [];
    })));
  }
  return found;
}

/** Whether a lock that was acquired before `node` in its function is not released yet. */
function locked(node: Node, func: Node | undefined): boolean {
  const held = new Set<string>();
  for (const { call, lock, name } of func ? lockings(func) : []) {
    if (call.endIndex > node.startIndex) continue;
    if (name === "acquire") held.add(lock);
    // A release on another branch says nothing of this one.
    if (name === "release" && around(branchOf(call, func!), node)) held.delete(lock);
  }
  return held.size > 0;
}

/** The block that a call stands in; that of the whole statement for what `finally` runs in any case. */
function branchOf(call: Node, func: Node): Node {
  for (const [parent] of upwards(call)) {
    if (parent.type === "block" && parent.parent?.type !== "finally_clause") return parent;
    if (same(parent, func)) return parent;
  }
  return call;
}
