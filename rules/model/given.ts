import { either, type Ref } from "./ref.js";

/**
 * What a function gives, by its annotation and by its body. An annotation may say nothing (`unknown`), or leave open what is in a container
 * (`open`: the names of such types); then the body tells. What is written out or made there, a function or an object of a class, is known
 * better than any annotation could say it.
 */
export function given(annotation: Ref, body: Ref, open: ReadonlySet<string>): Ref {
  if (annotation.is === "unknown" || body.is === "unknown") return annotation.is === "unknown" ? body : annotation;
  if (isOpen(annotation, open) || isWritten(body)) return body;
  return annotation.is !== "awaitable" && isMade(body) ? either([body, annotation]) : annotation;
}

function isOpen(ref: Ref, open: ReadonlySet<string>): boolean {
  if (ref.is === "list") return ref.of.every(({ is }) => is === "unknown");
  return ref.is === "instance" && ref.of.is === "name" && open.has(ref.of.name);
}

/** Whether a value is a function that is written there, with a call around it or not: `functools.wraps(f)(wrapper)`, `cast(F, wrapper)`. */
const isWritten = (ref: Ref): boolean =>
  ref.is === "func" || (ref.is === "or" && ref.of.every(isWritten)) || (ref.is === "call" && ref.args.length <= 2 && ref.args[ref.args.length - 1]?.is === "func");

/** Whether a value is an object that is made there: of a class, or by `new`. */
function isMade(ref: Ref): boolean {
  if (ref.is === "or") return ref.of.every(isMade);
  if (ref.is !== "call") return false;
  const { callee } = ref;
  return ref.new === true || callee.is === "class" || ((callee.is === "name" || callee.is === "attr" || callee.is === "import") && /^[A-Z]/.test(callee.name ?? ""));
}
