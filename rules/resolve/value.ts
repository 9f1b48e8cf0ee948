import type { Class, LanguageName } from "../model/module.js";
import type { Ref } from "../model/ref.js";
import type { FuncNode, Scope } from "./node.js";

/** What a Ref turns out to be, once the other files are known. Nothing known is no value at all: `evaluate` gives a list. */
export type Value =
  /** Something of a library, by canonical dotted name: a module, a function, a class, a method (then with its receiver's class in the name). */
  | { readonly is: "external"; readonly name: string; readonly language: LanguageName }
  /** An instance of a library class. */
  | { readonly is: "instance"; readonly of: string; readonly language: LanguageName }
  /** A function of the workspace; bound to `self` where it was taken from an object. */
  | FunctionValue
  | { readonly is: "class"; readonly path: string; readonly cls: Class }
  /** An instance of a class of the workspace. */
  | ObjectValue
  /** `super()`: the receiver, looked up after `cls`. */
  | { readonly is: "super"; readonly self: ObjectValue; readonly path: string; readonly cls: Class }
  | { readonly is: "module"; readonly path: string }
  /**
   * A coroutine or promise; `from` is the function of the workspace whose call made it, `started` as in Ref, `bare` where it was made by
   * `new Promise`: somebody else settles it, and often it is handed about as an object.
   */
  | { readonly is: "awaitable"; readonly gives: readonly Value[]; readonly from?: FuncNode; readonly started?: true; readonly bare?: true }
  /** What a generator function gives: its body runs when it is iterated. */
  | { readonly is: "generator"; readonly from: FuncNode; readonly gives: readonly Value[] }
  | { readonly is: "list"; readonly of: readonly Value[] }
  /** An object literal; its members are evaluated in `scope`. */
  | { readonly is: "record"; readonly members: Readonly<Record<string, Ref>>; readonly scope: Scope }
  /** A callable that calls `of` with more arguments in front (`functools.partial`), gives a promise of it (`promisify`), runs it elsewhere, or makes the first kind of it (`f.bind`). */
  | { readonly is: "wrapped"; readonly of: readonly Value[]; readonly how: "partial" | "awaitable" | "elsewhere" | "bind" };

/** A function of the workspace. */
export interface FunctionValue { readonly is: "function"; readonly node: FuncNode; readonly self?: ObjectValue }

/** An instance of a class of the workspace. */
export interface ObjectValue { readonly is: "object"; readonly path: string; readonly cls: Class }
