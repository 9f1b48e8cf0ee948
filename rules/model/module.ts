import type { AttrRef, NameRef, Ref } from "./ref.js";
import type { Span } from "./span.js";
import type { Step } from "./step.js";

/** The languages that Evenloop reads. */
export type LanguageName = "python" | "typescript";

/** The facts of one file. Never "failed": broken code gives fewer facts. Immutable. */
export interface Module {
  /** Absolute path with `/`. */
  readonly path: string;
  readonly language: LanguageName;
  /** Every function with its place; the first is the module's body. An outer function stands before its inner ones. */
  readonly functions: readonly Placed[];
  /** Every class, by unique name (`Outer.Inner`, `make.Local`). */
  readonly classes: ReadonlyMap<string, Class>;
  /** What other files may import, by name ("default" too); in Python every top-level name. */
  readonly exports: ReadonlyMap<string, Ref>;
  /** Modules all of whose names are taken over: Python `from x import *`, `export * from "x"`; as written. */
  readonly stars: readonly string[];
  /** Every specifier that is imported anywhere in the file, as written. */
  readonly imports: readonly string[];
  /** CommonJS: `module.exports` is the module itself, and its default import too. */
  readonly commonjs: boolean;
  /** A command-line script by its first line (a shebang). */
  readonly shebang: boolean;
  /** A worker thread runs it, as far as it shows (JavaScript; told only of files in which somebody waits for other threads). */
  readonly worker?: true;
  /** Syntax errors, in order. */
  readonly problems: readonly Problem[];
  /** Where findings are silenced by comments. */
  readonly ignores: readonly Ignore[];
}

/** A function, and where its unit stands. A unit is an outermost function or method with all that is nested in it: what is lowered anew as a whole. */
export interface Placed {
  readonly func: Func;
  /** Offset of the unit in the file: `moved(step.span, from)` is where a step stands. 0 for the module's body. */
  readonly from: number;
}

/** A function, lowered on its own. Its spans are relative to the start of its unit, so an edit elsewhere leaves it as it is. */
export interface Func {
  /** Unique in its module: `load`, `Store.load`, `outer.inner`, `outer.<lambda>`, `<module>`; a second of the same name gets `#2`. */
  readonly name: string;
  /** The whole definition, decorators excluded. */
  readonly span: Span;
  /** What a finding about the function itself underlines: its name, or its head. */
  readonly head: Span;
  readonly async: boolean;
  /** It has a `yield` of its own: calling it runs nothing, iterating does. */
  readonly generator: boolean;
  /** An anonymous one, written as an expression. */
  readonly lambda: boolean;
  /** The class it is a method of, by `Class.name`. */
  readonly cls?: string;
  readonly role: "plain" | "method" | "class" | "static" | "property" | "module";
  /** The function it is nested in, by name; none for functions at module level and methods of module-level classes. */
  readonly parent?: string;
  readonly params: readonly Param[];
  /** What it gives: its annotation, else all it returns (of a lambda: its expression). For an async one: what awaiting gives. */
  readonly returns: Ref;
  /** Decorators from the outermost to the innermost; `property`, `staticmethod`, `classmethod` are in `role` and not here. */
  readonly decorators: readonly Ref[];
  /** Its local names that inner functions may read, with all values ever bound to them (parameters as `param`); the module's body: every top-level name. */
  readonly locals: ReadonlyMap<string, Ref>;
  /** Attributes of the receiver that it sets (`self.x = …`, `this.x = …`), with all the values. */
  readonly attributes: ReadonlyMap<string, Ref>;
  /** It assigns to something that others know of, its receiver's attributes apart: an attribute or element of what it did not make, a name of a function around it or of the module. */
  readonly changes?: true;
  /** What of that has a name: names that it binds of a function around it or of the module, attributes of others. */
  readonly sets?: readonly (NameRef | AttrRef)[];
  /** Parameters, functions and what was taken (see `taking`) that it puts into such places, as they are or in a list or object. JavaScript only: in Python `Read`s say so. */
  readonly stores?: readonly Ref[];
  /** Its body does nothing but raise NotImplementedError, `pass` or `...`: somebody else's does the work. */
  readonly abstract: boolean;
  readonly steps: readonly Step[];
}

/** A parameter; `rest` for `*args`, `**kw` and `...args`. A method's receiver is not among them. */
export interface Param { readonly name: string; readonly type?: Ref; readonly default?: Ref; readonly rest?: true }

/** A class. Attributes set by its methods are in those methods (`Func.attributes`). */
export interface Class {
  readonly name: string;
  readonly bases: readonly Ref[];
  /** Methods (as `func`), nested classes, class-level values; a bare annotation gives its type's value. JavaScript: fields too. */
  readonly members: ReadonlyMap<string, Ref>;
  /** Static members (JavaScript); Python has none apart. */
  readonly statics: ReadonlyMap<string, Ref>;
  readonly decorators: readonly Ref[];
  /** The function it is defined in, where its free names are looked up. */
  readonly parent?: string;
}

/** A syntax error: what the parser could not read. Absolute offsets. */
export interface Problem { readonly span: Span; readonly message: string }

/** Findings that begin in `span` (absolute offsets) are silent: those of `faults`, or all where undefined. */
export interface Ignore {
  readonly span: Span;
  readonly faults?: readonly string[];
  /** ESLint's own directive says so: in its runs ESLint does the silencing, and counts the directive as used. */
  readonly eslint?: true;
}
