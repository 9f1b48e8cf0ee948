/**
 * How a value came to be, in names alone: what a frontend can say of an expression by looking at one file.
 * `resolve/` turns it into a Value with the help of the other files. A Ref holds no positions, so moving code keeps it.
 *
 * Frontends put in what they know of local names while they walk: after `p = Path(x)` a use of `p` is lowered to the Ref of
 * `Path(x)`, and to an `or` where two branches meet. What is left as `name` is free in its function: a name of an
 * enclosing function, of the module, or a builtin.
 */
export type Ref =
  | NameRef
  | ParamRef
  | AttrRef
  | CallRef
  | ImportRef
  /** The receiver of a method: Python's first parameter, JavaScript's `this`. */
  | { readonly is: "self" }
  /** The class of a class method (Python `cls`, JavaScript `this` in a static method). */
  | { readonly is: "cls" }
  /** `super()` in Python, `super` in JavaScript: the receiver, looked up from the next class on. */
  | { readonly is: "super" }
  /** What `await` gives. */
  | { readonly is: "await"; readonly of: Ref }
  /** An element: of an iteration, a subscript, an unpacking. `key` where it is a literal (index, or property name). */
  | { readonly is: "item"; readonly of: Ref; readonly key?: string | number }
  /** What `with of as x` (`async with`) binds. */
  | { readonly is: "enter"; readonly of: Ref; readonly async: boolean }
  /** An instance of the class that `of` names: a type annotation. */
  | { readonly is: "instance"; readonly of: Ref }
  /**
   * Annotated awaitable (`Awaitable[T]`, `Coroutine[..., T]`, `Promise<T>`): awaiting it gives `of`. `started` where it may be a task or
   * future that runs already (Python's `Awaitable`), so that nothing is lost when nobody awaits it.
   */
  | { readonly is: "awaitable"; readonly of: Ref; readonly started?: true }
  /** A function of this module, by its unique name (`Func.name`): a def, a lambda, an arrow, a method. */
  | { readonly is: "func"; readonly name: string }
  /** A class of this module, by its unique name (`Class.name`). */
  | { readonly is: "class"; readonly name: string }
  /** A literal that may decide a call's meaning: `block=False`, `timeout=0`, a mode, an event's name. Long strings are `text`. */
  | { readonly is: "literal"; readonly value: string | number | boolean | null }
  /** Some string (a long literal, a formatted one). */
  | { readonly is: "text" }
  /** A list, tuple, set or array written out or annotated; also a comprehension's (one element). */
  | { readonly is: "list"; readonly of: readonly Ref[] }
  /** An object literal (JavaScript), or a dict display with string keys (Python). */
  | { readonly is: "object"; readonly members: Readonly<Record<string, Ref>> }
  /** A spread argument or element: `*xs`, `**kw`, `...xs`. */
  | { readonly is: "star"; readonly of: Ref }
  /** One of several: branches that meet, `a or b`, `a if c else b`, a union annotation. */
  | { readonly is: "or"; readonly of: readonly Ref[] }
  | { readonly is: "unknown" };

/** A name that is free where it stands. */
export interface NameRef { readonly is: "name"; readonly name: string }

/** A parameter of the function whose facts hold this Ref; `type` is its annotation as a value, `default` its default. */
export interface ParamRef { readonly is: "param"; readonly index: number; readonly type?: Ref; readonly default?: Ref }

/** `of.name`. A binary operator is the call of its method: `a / b` is the call of `a.__truediv__`. */
export interface AttrRef { readonly is: "attr"; readonly of: Ref; readonly name: string }

/** What a call gives. `args` are the positional ones (a spread is a `star`), `keys` the keyword ones (Python). `new` as in JavaScript. */
export interface CallRef {
  readonly is: "call";
  readonly callee: Ref;
  readonly args: readonly Ref[];
  readonly keys?: Readonly<Record<string, Ref>>;
  readonly new?: true;
}

/**
 * Something imported. `from` as written (`.db`, `pkg.mod`, `./db.js`, `node:fs`). Without `name` it is the module itself;
 * `name` "default" is a default import. Python's `import a.b` binds `a`, so it is lowered as `from: "a"`, and
 * `import a.b as x` as `from: "a.b"`. `require("x")` and `await import("x")` are the module itself.
 */
export interface ImportRef { readonly is: "import"; readonly from: string; readonly name?: string }

/** The last name of what is written as a name, or as a path of attributes; empty for anything else. */
export const lastName = (ref: Ref): string => (ref.is === "attr" || ref.is === "name" || ref.is === "class" ? ref.name : ref.is === "import" ? (ref.name ?? "") : "");

/** Whether a Ref is a name, a parameter, the receiver, or a chain of attributes of one: asked twice, it is the same thing. */
export const isPath = (ref: Ref): boolean =>
  ref.is === "attr" ? isPath(ref.of) : ref.is === "name" || ref.is === "param" || ref.is === "self" || ref.is === "cls" || ref.is === "import";

/** The Ref that says nothing. */
export const unknown: Ref = { is: "unknown" };

/** One of `refs`: flattened, without doubles (by identity) and unknowns; `unknown` when nothing is left. */
export function either(refs: readonly Ref[]): Ref {
  const a = refs[0];
  const b = refs[1];
  // Nearly always there are two.
  if (refs.length === 2 && a!.is !== "or" && b!.is !== "or") return a!.is === "unknown" ? b! : b!.is === "unknown" || a === b ? a! : { is: "or", of: refs };
  const kept = new Set<Ref>();
  for (const ref of refs) {
    if (ref.is === "or") for (const inner of ref.of) kept.add(inner);
    else if (ref.is !== "unknown") kept.add(ref);
  }
  if (kept.size === 0) return unknown;
  const [first, ...rest] = kept;
  return rest.length === 0 ? first! : { is: "or", of: [...kept] };
}
