import ts from "typescript";
import { unknown } from "../model/ref.js";
import type { Ref } from "../model/ref.js";
import type { Use } from "../model/step.js";
import { classExpression } from "./classes.js";
import { expr, usePlain } from "./expressions.js";
import { read, trimmed } from "./frame.js";
import type { Frame } from "./frame.js";
import { functionExpression, planFunction } from "./functions.js";
import type { Placing } from "./functions.js";
import { K } from "./kinds.js";
import { bounded, ELEMENTS, members } from "./refs.js";
import { textOf, uniqueName } from "./source.js";
import { takenApart } from "./statements.js";

/** Lowers what is bound to `name` ("" is the module as a whole): a function, class or object without a name of its own takes it. */
export function named(f: Frame, node: ts.Expression, use: Use, name: string): Ref {
  switch (node.kind) {
    case K.ArrowFunction: case K.FunctionExpression:
      return functionExpression(f, node as ts.ArrowFunction | ts.FunctionExpression, name);
    case K.ClassExpression: return classExpression(f, node as ts.ClassExpression, name);
    case K.ObjectLiteralExpression: return objectLiteral(f, node as ts.ObjectLiteralExpression, use, name);
    case K.ParenthesizedExpression: return named(f, (node as ts.ParenthesizedExpression).expression, use, name);
    default: return expr(f, node, use);
  }
}

/** `[a, ...b]`. */
export function arrayLiteral(f: Frame, node: ts.ArrayLiteralExpression, use: Use): Ref {
  const of: Ref[] = [];
  let inside: Use | undefined;
  for (const element of node.elements) {
    if (element.kind === K.OmittedExpression) {
      if (of.length < ELEMENTS) of.push(unknown);
      continue;
    }
    // What is spread is as much a container as this is: its use is this one's.
    const each: Use = element.kind === K.SpreadElement ? use : usePlain(element) ? "escapes" : (inside ??= { inside: use });
    const ref = expr(f, element, each);
    if (of.length < ELEMENTS) of.push(isLiteral(element) ? ref : bounded(ref));
  }
  return { is: "list", of: trimmed(of) };
}

/** `{ a, b: c, d() {}, ...e }`; `name` is what it is bound to. */
export function objectLiteral(f: Frame, node: ts.ObjectLiteralExpression, use: Use, name: string | undefined): Ref {
  const found = members();
  let inside: Use | undefined;
  const own = (key: string): string => (name === undefined || name === "" ? key : `${name}.${key}`);
  let receiver: Receiver | undefined;
  for (const property of node.properties) {
    const key = property.name && keyOf(f, property.name);
    switch (property.kind) {
      case K.PropertyAssignment: {
        const { initializer } = property;
        if (key !== undefined && initializer.kind === K.FunctionExpression && usesThis(f.source.text, initializer.pos, initializer.end)) {
          found[key] = planFunction(f, initializer as ts.FunctionExpression, { name: own(key), ...placed(receiver ??= receiverOf(f, name)) });
          break;
        }
        const each: Use = usePlain(initializer) ? "escapes" : (inside ??= { inside: use });
        const ref = key === undefined ? expr(f, initializer, each) : named(f, initializer, each, own(key));
        if (key !== undefined) found[key] = isLiteral(initializer) ? ref : bounded(ref);
        break;
      }
      case K.ShorthandPropertyAssignment:
        if (key) found[key] = bounded(read(f, key, property.name, (inside ??= { inside: use })));
        break;
      case K.SpreadAssignment: {
        const of = expr(f, property.expression, property.expression.kind === K.CallExpression ? takenApart : use);
        if (of.is === "object") for (const each in of.members) found[each] = bounded(of.members[each]!);
        break;
      }
      default: {
        const role = property.kind === K.GetAccessor ? "property" : "method";
        if (usesThis(f.source.text, property.pos, property.end)) receiver ??= receiverOf(f, name);
        const ref = planFunction(f, property, { name: own(key ?? "<method>"), role, ...placed(receiver) });
        if (key !== undefined && (property.kind !== K.SetAccessor || !found[key])) found[key] = ref;
      }
    }
  }
  if (receiver) for (const key in found) receiver.members.set(key, found[key]!);
  return { is: "object", members: found };
}

/** What `this` is in the methods of an object literal: an instance of a class that has its members. */
interface Receiver { readonly cls: string; readonly self: Ref; readonly members: Map<string, Ref> }

const self: Ref = { is: "self" };

function receiverOf(f: Frame, name: string | undefined): Receiver {
  const own = `${name === undefined || name === "" ? "" : name}{}`;
  const cls = uniqueName(f.source, f.unit, "class", f.module ? own : `${f.name}.${own}`);
  const members = new Map<string, Ref>();
  f.source.classes.set(cls, { name: cls, bases: [], members, statics: none, decorators: [], ...(f.module ? {} : { parent: f.name }) });
  f.unit.classes.push(cls);
  return { cls, self, members };
}

const none: ReadonlyMap<string, Ref> = new Map();

const placed = (receiver: Receiver | undefined): Pick<Placing, "cls" | "self"> => (receiver ? { cls: receiver.cls, self: receiver.self } : {});

/** Whether `this` stands in a stretch of text, be it that of a function within: a method with it makes an object of its literal. */
export const usesThis = (text: string, from: number, to: number): boolean => text.slice(from, to).includes("this.");

/** The name of a property, undefined where it is computed. */
export function keyOf(f: Frame, name: ts.PropertyName): string | undefined {
  switch (name.kind) {
    case K.Identifier: case K.PrivateIdentifier: return textOf(name);
    case K.ComputedPropertyName: {
      const key = expr(f, name.expression, "tested");
      return key.is === "literal" && typeof key.value === "string" ? key.value : undefined;
    }
    default: return name.text;
  }
}

const isLiteral = ({ kind }: ts.Node): boolean =>
  kind === K.ObjectLiteralExpression || kind === K.ArrayLiteralExpression;
