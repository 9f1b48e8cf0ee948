import type { Node } from "web-tree-sitter";
import { classAround, isAnothers } from "../../python/write/fields.js";
import type { PythonFile } from "../../python/write/file.js";
import { parts, same, targets, upwards } from "../../python/write/tree.js";

/** `self.ready = True`: the statement, what is set as it is written, and where it stands. */
export interface Assignment { readonly statement: Node; readonly target: string; readonly value: Node; readonly level: "module" | "function" }

/** The constant that is assigned. */
export const constantOf = ({ value }: Assignment): boolean => value.type === "true";

/**
 * Every assignment of a flag in the file, the one that it begins with first. Undefined unless all of them assign True or False, and the
 * first stands where it is surely run before the loop is.
 */
export function assignmentsOf(file: PythonFile, flag: Node, loop: Node): readonly Assignment[] | undefined {
  return flag.type === "identifier" ? ofName(file, flag.text, loop) : ofAttribute(file, flag, loop);
}

function ofName(file: PythonFile, name: string, loop: Node): readonly Assignment[] | undefined {
  const owner = ownerOf(name, loop, file);
  if (!owner || binders(file, owner, name).some(({ type }) => type !== "assignment")) return undefined;
  const all = plain(binders(file, owner, name));
  const first = all?.[0];
  return first && same(scopeOf(first.statement, file), owner) && stands(first.statement, owner) ? all : undefined;
}

/** Everything that binds a name of `owner`. */
function binders(file: PythonFile, owner: Node, name: string): Node[] {
  const kinds = ["assignment", "augmented_assignment", "named_expression", "for_statement", "as_pattern", "import_statement", "import_from_statement", "delete_statement"];
  return owner.descendantsOfType(kinds).filter((node) => {
    const bound = node.type === "assignment" || node.type === "augmented_assignment" || node.type === "for_statement" ? [node.childForFieldName("left")!]
      : node.type === "named_expression" ? [node.childForFieldName("name")!] : parts(node);
    return bound.some((target) => targets(target).includes(name)) && sameNode(ownerOf(name, node, file), owner);
  });
}

const sameNode = (a: Node | undefined, b: Node): boolean => a !== undefined && same(a, b);

/** The function whose name it is where `node` stands, or the module; undefined where it is a parameter, or a name of a class. */
function ownerOf(name: string, node: Node, file: PythonFile): Node | undefined {
  let declared: "global" | "nonlocal" | undefined;
  for (const [parent] of upwards(node)) {
    if (parent.type !== "function_definition" || declared === "global") continue;
    const params = parent.childForFieldName("parameters");
    if (params && targets(params).includes(name)) return undefined;
    const own = ownStatements(parent);
    const says = (type: string): boolean => own.some((each) => each.type === type && parts(each).some(({ text }) => text === name));
    if (says("global_statement")) declared = "global";
    else if (!says("nonlocal_statement") && own.some((each) => each.type === "assignment" && targets(each.childForFieldName("left")!).includes(name))) return parent;
  }
  return file.root;
}

/** The statements of a function that decide whose a name is, without those of inner functions. */
function ownStatements(func: Node): Node[] {
  return func.descendantsOfType(["global_statement", "nonlocal_statement", "assignment"]).filter((node) => sameNode(functionOf(node), func));
}

function functionOf(node: Node): Node | undefined {
  for (const [parent] of upwards(node)) if (parent.type === "function_definition") return parent;
  return undefined;
}

const scopeOf = (node: Node, file: PythonFile): Node => functionOf(node) ?? file.root;

/** `self.ready`, set in `__init__` and by other methods of the same class. */
function ofAttribute(file: PythonFile, flag: Node, loop: Node): readonly Assignment[] | undefined {
  const object = flag.childForFieldName("object")!;
  const name = flag.childForFieldName("attribute")?.text;
  const cls = classAround(loop);
  if (object.type !== "identifier" || object.text !== "self" || !cls) return undefined;
  const setting = file.root.descendantsOfType(["assignment", "augmented_assignment", "delete_statement"]).filter((node) => {
    const left = node.childForFieldName("left") ?? node;
    return (left.type === "attribute" ? [left] : parts(left)).some((each) => each.type === "attribute" && each.childForFieldName("attribute")?.text === name);
  });
  const mine = setting.filter((node) => node.childForFieldName("left")?.text === `self.${name!}` && sameNode(classAround(node), cls));
  const others = setting.filter((node) => !mine.includes(node) && !isAnothers(node.childForFieldName("left") ?? node, cls));
  const all = others.length === 0 ? plain(mine) : undefined;
  if (!all) return undefined;
  const makers = all.filter(({ statement }) => functionOf(statement)?.childForFieldName("name")?.text === "__init__");
  const [maker, ...more] = makers;
  if (!maker || more.length > 0 || !stands(maker.statement, functionOf(maker.statement)!)) return undefined;
  return [maker, ...all.filter((each) => each !== maker)];
}

/** The assignments in the order of the file, if each is a statement that assigns True or False to one target. */
function plain(nodes: readonly Node[]): readonly Assignment[] | undefined {
  const found: Assignment[] = [];
  for (const node of nodes) {
    const value = node.childForFieldName("right");
    const left = node.childForFieldName("left");
    const statement = node.parent;
    if (node.type !== "assignment" || !left || !value || statement?.type !== "expression_statement" || !/^(?:true|false)$/.test(value.type)) return undefined;
    found.push({ statement, target: left.text, value, level: functionOf(node) ? "function" : "module" });
  }
  return found.sort((a, b) => a.statement.startIndex - b.statement.startIndex);
}

/** Whether a statement stands directly in the body of a function, or of the module. */
function stands(statement: Node, owner: Node): boolean {
  const body = owner.type === "module" ? owner : owner.childForFieldName("body")!;
  return sameNode(statement.parent ?? undefined, body);
}
