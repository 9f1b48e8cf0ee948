import type { Node, Tree } from "web-tree-sitter";
import { isField, parts, targets, upwards } from "./tree.js";

/** How a name comes to be bound in a scope. */
export interface Binding {
  /** What it stands for where it is imported, dotted: `asyncio`, `asyncio.sleep`; undefined where it is bound in any other way. */
  readonly target?: string;
  /** The module that is loaded by it: `asyncio`, `concurrent.futures`. */
  readonly module?: string;
  /** The statement. */
  readonly statement: Node;
}

/** The names of one scope. */
export interface Scope {
  /** The function, or the module. */
  readonly node: Node;
  readonly names: ReadonlyMap<string, readonly Binding[]>;
  /** Those of them that are ever imported. */
  readonly imports: ReadonlyMap<string, readonly Binding[]>;
  /** It has `from x import *`. */
  readonly star: boolean;
}

/** The scopes that see `node`, the innermost first, the module last. Class bodies are seen by nothing inside of them. */
export function scopesAround(node: Node): Scope[] {
  const scopes: Scope[] = [];
  for (const [parent, child] of upwards(node)) {
    const inside = (parent.type === "function_definition" || parent.type === "lambda") && isField(parent, "body", child);
    if (inside || parent.type === "module") scopes.push(knownScope(parent));
  }
  return scopes;
}

const known = new WeakMap<Tree, Map<number, Scope>>();

function knownScope(node: Node): Scope {
  let scopes = known.get(node.tree);
  if (!scopes) known.set(node.tree, (scopes = new Map<number, Scope>()));
  let scope = scopes.get(node.id);
  if (!scope) scopes.set(node.id, (scope = scopeOf(node)));
  return scope;
}

/** What a function or the module binds. A comprehension's names are counted in too, which errs to the safe side. */
function scopeOf(node: Node): Scope {
  const names = new Map<string, Binding[]>();
  let star = false;
  const bind = (name: string, binding: Binding) => {
    const known = names.get(name);
    if (known) known.push(binding);
    else names.set(name, [binding]);
  };
  const bindAll = (target: Node | null, statement: Node) => {
    if (target) for (const name of targets(target)) bind(name, { statement });
  };
  // Without recursion: an expression may be very deep.
  const left: Node[] = [];
  const later = (nodes: readonly Node[]) => {
    for (let i = nodes.length - 1; i >= 0; i--) left.push(nodes[i]!);
  };
  const visit = (inner: Node): void => {
    switch (inner.type) {
      case "function_definition":
      case "class_definition":
        bindAll(inner.childForFieldName("name"), inner);
        return;
      case "lambda":
      case "string":
        return;
      case "import_statement":
      case "import_from_statement":
        for (const { name, ...imported } of importedBy(inner)) bind(name, { ...imported, statement: inner });
        star ||= parts(inner).some((part) => part.type === "wildcard_import");
        return;
      case "assignment":
      case "augmented_assignment":
      case "for_statement":
      case "for_in_clause":
      case "type_alias_statement":
        bindAll(inner.childForFieldName("left"), inner);
        break;
      case "named_expression":
        bindAll(inner.childForFieldName("name"), inner);
        break;
      case "delete_statement":
      case "case_pattern":
        bindAll(inner, inner);
        break;
      case "as_pattern":
        bindAll(parts(inner).at(-1) ?? null, inner);
        break;
    }
    later(parts(inner));
  };
  const visitAll = (nodes: readonly Node[]): void => {
    later(nodes);
    for (let next = left.pop(); next; next = left.pop()) visit(next);
  };
  if (node.type === "module") {
    visitAll(parts(node));
    for (const name of globalsOf(node)) bind(name, { statement: node });
  } else {
    for (const name of parametersOf(node)) bind(name, { statement: node });
    const body = node.childForFieldName("body");
    if (body) visitAll([body]);
  }
  const imports = new Map([...names].filter(([, bindings]) => bindings.some(({ target }) => target !== undefined)));
  return { node, names, imports, star };
}

function parametersOf(func: Node): string[] {
  const list = func.childForFieldName("parameters");
  const named = (part: Node): Node => part.childForFieldName("name") ?? (part.type === "typed_parameter" ? parts(part)[0]! : part);
  return list ? parts(list).flatMap((part) => targets(named(part))) : [];
}

/** The local names that an import statement binds, and what each stands for. */
function importedBy(statement: Node): { name: string; target: string; module: string }[] {
  const from = statement.childForFieldName("module_name")?.text;
  const prefix = from === undefined ? "" : from.endsWith(".") ? from : `${from}.`;
  return statement.childrenForFieldName("name").map((item) => {
    const path = item.type === "aliased_import" ? item.childForFieldName("name")!.text : item.text;
    // `import a.b` loads `a.b` and binds `a`.
    const target = item.type === "aliased_import" || from !== undefined ? path : path.split(".")[0]!;
    return { name: item.childForFieldName("alias")?.text ?? target, target: prefix + target, module: from ?? path };
  });
}

// A name that any function declares global may be bound anew by it.
function globalsOf(module: Node): Set<string> {
  return new Set(module.descendantsOfType("global_statement").flatMap((statement) => parts(statement).map((name) => name.text)));
}
