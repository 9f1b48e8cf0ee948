import ts from "typescript";
import type { Ref } from "../model/ref.js";
import { unknown } from "../model/ref.js";
import { DEPTH, stringRef } from "./expressions.js";
import { attr, nameRef } from "./frame.js";
import type { Frame } from "./frame.js";
import { K } from "./kinds.js";
import { bounded, members, oneOf } from "./refs.js";
import { lookup } from "./scope.js";
import { textOf } from "./source.js";

const { isIdentifier, isLiteralTypeNode, isPropertySignature, isStringLiteral } = ts;

/** Types whose argument is what awaiting them gives. */
const PROMISES = new Set(["Promise", "PromiseLike"]);

/** Types whose first argument is what iterating them gives. */
const LISTS = new Set([
  "Array", "ReadonlyArray", "Set", "ReadonlySet", "Iterable", "Iterator", "IterableIterator", "AsyncIterable", "AsyncIterator",
  "AsyncIterableIterator", "Generator", "AsyncGenerator",
]);

/** Types that are, for us, their argument. */
const WRAPPERS = new Set(["Readonly", "Required", "Partial", "NonNullable", "Awaited"]);

/** Types that say nothing of a value. */
const SILENT = new Set(["Function", "CallableFunction", "NewableFunction", "Object", "const"]);

/** Types that leave open what is in a value. */
export const open: ReadonlySet<string> = new Set(["Record", "Map", "ReadonlyMap", "WeakMap", "Pick", "Omit", "ReturnType", "InstanceType", "Iterable"]);

/** How parameters of types are called; where nothing in the file has such a name, it says nothing. */
const PARAMETER = /^(?:[EKPRSTUV]|T[A-Z]\w*)$/;

/** The most members of an object type, and alternatives of a union, that are looked at. */
const MOST = 40;

/** A type annotation as a value of that type. */
export function typeOf(f: Frame, type: ts.TypeNode): Ref {
  const { source } = f;
  if (source.depth >= DEPTH) return unknown;
  source.depth++;
  const ref = read(f, type);
  source.depth--;
  return ref;
}

function read(f: Frame, type: ts.TypeNode): Ref {
  switch (type.kind) {
    case K.TypeReference: return reference(f, type as ts.TypeReferenceNode);
    case K.ExpressionWithTypeArguments: {
      const { expression } = type as ts.ExpressionWithTypeArguments;
      return isIdentifier(expression) ? { is: "instance", of: entity(f, expression) } : unknown;
    }
    case K.ArrayType: return { is: "list", of: [element(f, (type as ts.ArrayTypeNode).elementType)] };
    case K.TupleType: {
      const { elements } = type as ts.TupleTypeNode;
      return { is: "list", of: elements.slice(0, MOST).map((element) => bounded(typeOf(f, element))) };
    }
    case K.UnionType: {
      const { types } = type as ts.UnionTypeNode;
      const refs = types.slice(0, MOST).filter((each) => !isNothing(each)).map((each) => bounded(typeOf(f, each)));
      // `T | Promise<T>`, `void | Promise<void>`: a promise in some cases only, so that nobody need await it.
      const sure = refs.length === types.length && refs.every(({ is }) => is === "awaitable");
      return oneOf(sure ? refs : refs.filter(({ is }) => is !== "awaitable"));
    }
    case K.IntersectionType: return oneOf((type as ts.IntersectionTypeNode).types.slice(0, MOST).map((each) => bounded(typeOf(f, each))));
    case K.ParenthesizedType: case K.OptionalType: case K.NamedTupleMember:
      return typeOf(f, (type as ts.ParenthesizedTypeNode).type);
    case K.TypeOperator: {
      const { operator, type: of } = type as ts.TypeOperatorNode;
      return operator === K.ReadonlyKeyword ? typeOf(f, of) : unknown;
    }
    case K.TypeQuery: return entity(f, (type as ts.TypeQueryNode).exprName);
    case K.ThisType: return { is: "self" };
    case K.StringKeyword: case K.TemplateLiteralType: return { is: "text" };
    case K.LiteralType: {
      const { literal } = type as ts.LiteralTypeNode;
      return isStringLiteral(literal) ? stringRef(literal.text) : unknown;
    }
    case K.TypeLiteral: return objectType(f, type as ts.TypeLiteralNode);
    case K.ImportType: return importType(f, type as ts.ImportTypeNode);
    default: return unknown;
  }
}

/** What a list holds: null too, where its type says so and what else it holds is known. */
function element(f: Frame, type: ts.TypeNode): Ref {
  const ref = bounded(typeOf(f, type));
  return ref.is !== "unknown" && holdsNothing(type) ? oneOf([ref, { is: "literal", value: null }]) : ref;
}

function holdsNothing(type: ts.TypeNode): boolean {
  if (type.kind === K.ParenthesizedType) return holdsNothing((type as ts.ParenthesizedTypeNode).type);
  return type.kind === K.UnionType && (type as ts.UnionTypeNode).types.some(isNothing);
}

function reference(f: Frame, { typeName, typeArguments }: ts.TypeReferenceNode): Ref {
  const [first] = typeArguments ?? [];
  if (isIdentifier(typeName)) {
    const name = textOf(typeName);
    if (SILENT.has(name) || (PARAMETER.test(name) && !lookup(f.scope, name))) return unknown;
    if (PROMISES.has(name)) return { is: "awaitable", of: first ? bounded(typeOf(f, first)) : unknown };
    if (LISTS.has(name)) return { is: "list", of: first ? [element(f, first)] : [] };
    if (WRAPPERS.has(name) && first) {
      const of = typeOf(f, first);
      return name === "Awaited" && of.is === "awaitable" ? of.of : of;
    }
  }
  const of = entity(f, typeName);
  return of.is === "unknown" ? unknown : { is: "instance", of: bounded(of) };
}

/** What a name in a type means as a value. */
function entity(f: Frame, name: ts.EntityName): Ref {
  if (!isIdentifier(name)) {
    const of = entity(f, name.left);
    return of.is === "unknown" ? unknown : attr(f, of, textOf(name.right));
  }
  const text = textOf(name);
  if (text === "") return unknown;
  const variable = lookup(f.scope, text);
  return variable?.frame === f && !f.module ? variable.value : nameRef(f, text);
}

function objectType(f: Frame, { members: nodes }: ts.TypeLiteralNode): Ref {
  const found = members();
  for (const node of nodes.slice(0, MOST)) {
    if (!isPropertySignature(node) || !node.type || !isIdentifier(node.name)) continue;
    const ref = bounded(typeOf(f, node.type));
    if (ref.is !== "unknown") found[textOf(node.name)] = ref;
  }
  return { is: "object", members: found };
}

/** `import("x").Name`. */
function importType(f: Frame, { argument, qualifier, isTypeOf }: ts.ImportTypeNode): Ref {
  if (!isLiteralTypeNode(argument) || !isStringLiteral(argument.literal)) return unknown;
  const from = argument.literal.text;
  f.unit.imports.add(from);
  if (!qualifier || !isIdentifier(qualifier)) return unknown;
  const of: Ref = { is: "import", from, name: textOf(qualifier) };
  return isTypeOf ? of : { is: "instance", of };
}

const isNothing = (type: ts.TypeNode): boolean =>
  type.kind === K.UndefinedKeyword || type.kind === K.VoidKeyword || (isLiteralTypeNode(type) && type.literal.kind === K.NullKeyword);
