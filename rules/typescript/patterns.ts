import ts from "typescript";
import type { Ref } from "../model/ref.js";
import { unknown } from "../model/ref.js";
import { assignTo } from "./assign.js";
import { expr } from "./expressions.js";
import { attr, beginWay, emitBind, endWay, meet, noWay } from "./frame.js";
import type { Frame } from "./frame.js";
import { K } from "./kinds.js";
import { keyOf } from "./literals.js";
import { bounded, item, oneOf } from "./refs.js";
import { assign, declare } from "./scope.js";
import type { Scope } from "./scope.js";
import { textOf } from "./source.js";

const {
  isArrayLiteralExpression, isBinaryExpression, isIdentifier, isObjectBindingPattern, isObjectLiteralExpression, isOmittedExpression,
  isPropertyAssignment, isShorthandPropertyAssignment, isSpreadAssignment, isSpreadElement,
} = ts;

/** Declares the names of a pattern in `scope` and binds them to the parts of `value`; `record`: where a step may have to say so. */
export function bindPattern(f: Frame, name: ts.BindingName, value: Ref, scope: Scope, constant: boolean, record: boolean): void {
  if (isIdentifier(name)) {
    const text = textOf(name);
    if (text === "") return;
    const variable = declare(scope, text, constant, !record);
    assign(f, variable, value);
    if (record) emitBind(f, variable);
    return;
  }
  const isObject = isObjectBindingPattern(name);
  name.elements.forEach((element, index) => {
    if (isOmittedExpression(element)) return;
    const part = element.dotDotDotToken ? unknown : isObject ? memberOf(f, element, value) : item(value, index);
    bindPattern(f, element.name, withDefault(f, part, element.initializer), scope, constant, record);
  });
}

/** `{ [of].name }`; of a module it is what an import of that name gives. */
function memberOf(f: Frame, element: ts.BindingElement, of: Ref): Ref {
  const name = element.propertyName ? keyOf(f, element.propertyName) : isIdentifier(element.name) ? textOf(element.name) : undefined;
  return name === undefined ? unknown : part(f, of, name);
}

function part(f: Frame, of: Ref, name: string): Ref {
  if (of.is === "import" && of.name === undefined) return { is: "import", from: of.from, name };
  return of.is === "unknown" ? unknown : attr(f, bounded(of), name);
}

/** A part of a pattern that may have a default. */
function withDefault(f: Frame, value: Ref, initializer: ts.Expression | undefined): Ref {
  if (!initializer) return value;
  const way = beginWay(f);
  const other = expr(f, initializer, "escapes");
  meet(f, endWay(f, way), noWay);
  return oneOf([bounded(value), bounded(other)]);
}

/** `[a, b.c] = value`, `({ a, b: c } = value)`. */
export function assignPattern(f: Frame, target: ts.Expression, value: Ref): void {
  if (isArrayLiteralExpression(target)) {
    target.elements.forEach((element, index) => {
      if (!isOmittedExpression(element)) assignPart(f, element, isSpreadElement(element) ? unknown : item(value, index));
    });
  } else if (isObjectLiteralExpression(target)) {
    for (const property of target.properties) {
      if (isShorthandPropertyAssignment(property)) {
        const own = part(f, value, textOf(property.name));
        assignTo(f, property.name, withDefault(f, own, property.objectAssignmentInitializer));
      } else if (isPropertyAssignment(property)) {
        const name = keyOf(f, property.name);
        assignPart(f, property.initializer, name === undefined ? unknown : part(f, value, name));
      } else if (isSpreadAssignment(property)) {
        assignPart(f, property.expression, unknown);
      }
    }
  }
}

function assignPart(f: Frame, element: ts.Expression, value: Ref): void {
  if (isSpreadElement(element)) assignTo(f, element.expression, value);
  else if (isBinaryExpression(element) && element.operatorToken.kind === K.EqualsToken) {
    assignTo(f, element.left, withDefault(f, value, element.right));
  } else assignTo(f, element, value);
}
