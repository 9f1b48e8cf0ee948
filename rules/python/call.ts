import { unknown, type CallRef, type Ref } from "../model/ref.js";
import type { Use } from "../model/step.js";
import type { Writable } from "../model/writable.js";
import { attributeOf, keptAs, nameSpan, spanOf, valueOf, type Frame } from "./frame.js";
import type { Light } from "./light.js";
import { expression } from "./walk.js";

/** A call: the callee's steps, the arguments', then its own. */
export function call(f: Frame, n: Light, use: Use): Ref {
  const [func, args] = n.kids;
  if (!func || !args || func.type === "opaque" || args.type === "opaque") {
    for (const kid of n.kids) expression(f, kid, "escapes");
    return unknown;
  }
  if (use === "dropped" && f.scope.fills?.has(n)) return filled(f, n, func, args.kids[0]!);
  const callee = calleeOf(f, func);
  if (callee.is === "name" && callee.name === "super") {
    for (const arg of args.kids) expression(f, arg, "escapes");
    return { is: "super" };
  }
  const made = args.type === "argument_list" ? withArguments(f, callee, args.kids) : withGenerator(f, callee, args);
  const named = func.type === "attribute" || func.type === "identifier";
  // Where a literal ends nobody asked; called, it fails.
  const name = named ? nameSpan(f, func) : spanOf(f, func.to > 0 ? func : n);
  f.steps.push({ is: "call", span: spanOf(f, n), name, ref: made, use });
  return made;
}

/** `xs.append(f())` of a local list: what is put in is kept in there, as the elements of a list that is written out are. */
function filled(f: Frame, n: Light, func: Light, value: Light): Ref {
  const { name } = func.kids[0]!;
  const callee = attributeOf(f, valueOf(f, name), func.name);
  const made: CallRef = { is: "call", callee, args: [expression(f, value, { inside: keptAs(f, name) })] };
  f.steps.push({ is: "call", span: spanOf(f, n), name: nameSpan(f, func), ref: made, use: "dropped" });
  return made;
}

/** What is called, or decorates: an attribute is not loaded to be called. */
export function calleeOf(f: Frame, n: Light): Ref {
  return n.type === "attribute" ? attributeOf(f, expression(f, n.kids[0]!, { member: n.name }), n.name) : expression(f, n, "escapes");
}

function withGenerator(f: Frame, callee: Ref, generator: Light): CallRef {
  const args: Ref[] = [];
  const made: CallRef = { is: "call", callee, args };
  args.push(expression(f, generator, { passed: made, at: 0 }));
  return made;
}

const none: readonly never[] = [];

function withArguments(f: Frame, callee: Ref, kids: readonly Light[]): CallRef {
  const args: Ref[] = [];
  let keys: Record<string, Ref> | undefined;
  for (const kid of kids) if (kid.type === "keyword_argument" && kid.kids[0]) {
    keys = {};
    break;
  }
  const made: Writable<CallRef> = keys ? { is: "call", callee, args: none, keys } : { is: "call", callee, args: none };
  let spread = false;
  for (const kid of kids) {
    if (kid.type === "keyword_argument") {
      const [name, value] = kid.kids;
      if (!name || !value) continue;
      const ref = expression(f, value, { passed: made, at: name.name });
      if (name.name !== "__proto__") keys![name.name] = ref;
    } else if (kid.type === "dictionary_splat") expression(f, kid, { passed: made, at: -1 });
    else {
      spread ||= kid.type === "list_splat";
      args.push(expression(f, kid, { passed: made, at: spread ? -1 : args.length }));
    }
  }
  // Facts are kept: without the room that a list has which grew.
  if (args.length > 0) made.args = args.slice();
  return made;
}
