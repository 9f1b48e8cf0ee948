import type ts from "typescript";
import type { Func, Ignore, Module, Placed, Problem } from "../model/module.js";
import { unknown } from "../model/ref.js";
import { finish } from "./finish.js";
import { frame, empty, localsOf, nameRef } from "./frame.js";
import type { Frame } from "./frame.js";
import { runJobs } from "./functions.js";
import { ignoresIn } from "./ignores.js";
import { parse, problemsOf } from "./parse.js";
import { source as freshSource, unit as freshUnit } from "./source.js";
import type { Before, Source } from "./source.js";
import { statements } from "./statements.js";
import { isWorker } from "./worker.js";

/** The facts of a text. */
export function lower(path: string, text: string): Module {
  try {
    return lowerTree(parse(path, text), path, text, undefined).module;
  } catch (error) {
    return failed(path, text, error);
  }
}

/** A file and all that was known while it was lowered. */
export interface Lowered { readonly module: Module; readonly source: Source; readonly body: Frame }

/** The facts of a tree; what has not changed is taken over from `before`. */
export function lowerTree(file: ts.SourceFile, path: string, text: string, before: Before | undefined): Lowered {
  const problems = problemsOf(file);
  const source = freshSource(file, text, problems, before);
  const body = frame(source, freshUnit(0, text.length, undefined, false), "", undefined, undefined);
  source.units.push(body.unit);
  statements(body, file.statements);
  runJobs(source, body.jobs);
  for (const [exported, local] of source.exports.locals) {
    const variable = body.top.vars?.get(local);
    if (variable) variable.captured = true;
    source.exports.refs.set(exported, variable ? variable.all : nameRef(body, local));
  }
  finish(body);
  body.unit.funcs.push(moduleFunc(body, text));
  return { module: moduleOf(path, source, ignoresIn(file, text)), source, body };
}

/** A file that not even TypeScript can read: its nesting is too deep for the stack. */
export function failed(path: string, text: string, error: unknown): Module {
  if (!(error instanceof RangeError)) throw error;
  const problem: Problem = { span: [0, Math.min(1, text.length)], message: "This file is nested too deeply to be read." };
  const source = freshSource(undefined as unknown as ts.SourceFile, text, [problem], undefined);
  const body = frame(source, freshUnit(0, text.length, undefined, false), "", undefined, undefined);
  source.units.push(body.unit);
  body.unit.funcs.push(moduleFunc(body, text));
  return moduleOf(path, source, []);
}

const moduleFunc = (f: Frame, text: string): Func => ({
  name: "<module>", span: [0, text.length], head: [0, 0], async: false, generator: false, lambda: false, role: "module", params: [],
  returns: unknown, decorators: [], locals: localsOf(f), attributes: f.attributes ?? empty, abstract: false, steps: f.out,
});

/** Puts the facts of all units together. */
export function moduleOf(path: string, source: Source, ignores: readonly Ignore[]): Module {
  const functions: Placed[] = [];
  const imports = new Set<string>();
  for (const unit of source.units) {
    for (const func of unit.funcs) functions.push({ func, from: unit.from });
    for (const each of unit.imports) imports.add(each);
  }
  const { refs, stars, commonjs } = source.exports;
  return {
    path, language: "typescript", functions, classes: source.classes, exports: refs, stars, imports: [...imports], commonjs,
    shebang: source.text.startsWith("#!"), ...(isWorker(path, source.text) ? { worker: true } : {}), problems: source.problems, ignores,
  };
}
