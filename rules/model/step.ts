import type { AttrRef, CallRef, Ref } from "./ref.js";
import type { Span } from "./span.js";

/**
 * What a function does, in the order in which it does it: only what can change an answer. The steps of a function are a tree
 * (branches, loops and try statements hold steps); `flow.ts` makes the flow graph of it when somebody asks.
 * All spans are relative to the start of the function's unit (see Placed).
 */
export type Step = Call | Read | Bind | Load | Await | Iterate | Enter | Branch | Loop | Try | Jump;

/** What becomes of a value. */
export type Use =
  /** `await` is applied to it directly. */
  | "awaited"
  /** It is an expression statement. */
  | "dropped"
  | "returned"
  /** `return` in the `try` block of a try statement, without `await` (JavaScript: its catch and finally do not wait). */
  | "returned-in-try"
  | "yielded"
  /** It is only looked at, as an object: a condition, a comparison, an operand, formatted into a string, subscripted. */
  | "tested"
  /** It goes where we lose sight of it (an attribute, a global, a closure, an unpacking), or is used in any other way. */
  | "escapes"
  /** An attribute of it is read or called: `.then`, `.close`, `.name`; what a loop or `with` asks for (`__aiter__`); `{}` where it is destructured. */
  | { readonly member: string }
  /** It is bound to a local name of this function that no inner function, `global` or `nonlocal` knows of. */
  | { readonly kept: string }
  /** It is an argument of `call`: the index of a positional one, the name of a keyword, -1 behind a spread. */
  | { readonly passed: CallRef; readonly at: number | string }
  /** It is an element (a value, for a dict) of a list, tuple, set, dict, array, object or comprehension that is used like this. */
  | { readonly inside: Use };

/** A call (`new` too). `name` spans the callee's last name (`get` of `requests.get`): what a finding underlines is `span`. */
export interface Call {
  readonly is: "call";
  readonly span: Span;
  readonly name: Span;
  readonly ref: CallRef;
  readonly use: Use;
  /** Of a call that is awaited by a statement that does nothing else: `await f()`, `a = await f()`, `xs.append(await f())`. */
  readonly row?: Row;
}

/**
 * What a statement that only awaits a call has to do with those around it, in names: a name, or a path of attributes from one
 * (`self.store`). What is said of a path holds for all that lies on it and beyond.
 */
export interface Row {
  /** What the call's callee and arguments read. */
  readonly reads: readonly string[];
  /** What the statement binds, fills or adds to; none where the result is dropped. */
  readonly binds: readonly string[];
  /** The statement before it in its block is one of these too. */
  readonly follows?: true;
  /**
   * It stands directly in the body of a loop that goes through something, no other of these does, and what the loop goes through decides
   * what it awaits. `own`: the names that each round binds anew before it reads them. `leaves`: what a round reads up to there, and changes
   * from there on: what it may leave to the next.
   */
  readonly round?: { readonly own: readonly string[]; readonly leaves: readonly string[] };
  /**
   * Of a `gather` (`all`) that is unpacked into plain names: these, in order; those that are needed for the next statement of its block
   * that awaits, a row that needs one of them; and those that are read behind that one for the first time.
   */
  readonly parts?: { readonly names: readonly string[]; readonly soon: readonly string[]; readonly late: readonly string[] };
}

/** A read of a local name that holds the result of a call, or what was awaited of one of `taking`, or a container with one. Others are not recorded. */
export interface Read { readonly is: "read"; readonly span: Span; readonly name: string; readonly use: Use }

/** A local name that `Read`s or `kept` speak of is bound anew (or deleted): what it held is gone. Stands after the steps of the new value. */
export interface Bind { readonly is: "bind"; readonly name: string }

/**
 * An attribute is read (not called, not assigned): it may be a property. Recorded once per function and Ref. In Python an operator asks for
 * its method likewise, where the value may be of a class of the workspace: `x[k]` is a load of `x.__getitem__`, `k in x` one of `x.__contains__`,
 * `x + y` one of `x.__add__`.
 */
export interface Load { readonly is: "load"; readonly span: Span; readonly ref: AttrRef }

/** `await` of something that is no call (that is in the Call's use): a name, an attribute, an element. `span` is that of what is awaited. */
export interface Await { readonly is: "await"; readonly span: Span; readonly ref: Ref }

/**
 * `for x in of`, a comprehension's `for`, `for await`; `span` is that of the iterated expression.
 * Stands in its loop's `test`: each round begins by asking for the next item.
 */
export interface Iterate { readonly is: "iterate"; readonly span: Span; readonly of: Ref; readonly async: boolean }

/** `with of: body` (`async with`), one for each item; `span` is that of the context expression. */
export interface Enter {
  readonly is: "enter";
  readonly span: Span;
  readonly of: Ref;
  readonly async: boolean;
  readonly body: readonly Step[];
}

/**
 * One of the arms is run; an `if` without `else` has an empty last arm. The condition's steps stand before it. `flagged`: the condition
 * looks at a local name that was given a constant (`found = False`), so that it was decided earlier which arm is run. `asks`: of each
 * arm, what is so wherever it is run, if that is all its condition asks.
 */
export interface Branch {
  readonly is: "branch";
  readonly arms: readonly (readonly Step[])[];
  readonly flagged?: true;
  readonly asks?: readonly (Equality | undefined)[];
}

/** A local name holds this value: a literal, or what bears a name; `text` is how that is written. */
export interface Equality { readonly name: string; readonly value: Ref; readonly text: string }

/**
 * A loop. `test` holds the condition's steps (run before each round), `body` the round, `after` what runs at the end of a round in a
 * C-style `for`, `otherwise` Python's `else`. `endless` where the condition is a constant truth (`while True`, `for (;;)`).
 * `asks`: of a `while` (`do`, C-style `for`), the names, attributes and calls that its condition looks at, through `not`, `and`, `or` and comparisons.
 * `still`: with `asks`; a round binds nothing that others know of, nor what the condition looks at.
 * `idle`: a round only looks, and leaves all as it found it, unless one of its calls does something.
 */
export interface Loop {
  readonly is: "loop";
  readonly span: Span;
  readonly endless: boolean;
  readonly label?: string;
  readonly asks?: readonly Ref[];
  readonly still?: true;
  readonly idle?: true;
  readonly test: readonly Step[];
  readonly body: readonly Step[];
  readonly after?: readonly Step[];
  readonly otherwise: readonly Step[];
}

/** `catches`: the classes of a handler as written, undefined where it catches all. */
export interface Handler { readonly catches: readonly Ref[] | undefined; readonly span: Span; readonly body: readonly Step[] }

/** A try statement. */
export interface Try {
  readonly is: "try";
  readonly body: readonly Step[];
  readonly handlers: readonly Handler[];
  readonly otherwise: readonly Step[];
  readonly final: readonly Step[];
}

/** Control leaves: the steps after it in the same list are not reached. */
export interface Jump {
  readonly is: "jump";
  readonly span: Span;
  readonly to: "return" | "break" | "continue" | "raise";
  readonly label?: string;
}
