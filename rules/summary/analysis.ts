import type { Looking } from "../model/looking.js";
import type { Module } from "../model/module.js";
import type { Span } from "../model/span.js";
import type { Step } from "../model/step.js";
import type { FuncNode } from "../resolve/node.js";
import type { World } from "../resolve/world.js";
import type { Gathered, Gathering } from "./everywhere.js";
import type { Summaries } from "./summaries.js";

/** What a fault's rule sees of the workspace. */
export interface Analysis {
  readonly world: World;
  readonly summaries: Summaries;
  module(path: string): Module | undefined;
  /** A file's functions, in the order of the file; with `having`, those in which something is found. */
  nodes(path: string, having?: Looking<Step>): readonly FuncNode[];
  /** A file's text; empty where it cannot be read. */
  text(path: string): string;
  /** Where an argument of the call at `span` stands: that of an index, or of a keyword. Looked up in the text, for facts do not hold it. */
  argument(path: string, span: Span, at: number | string): Span | undefined;
  /** The functions that call it or hand it over to be run, each once. The question is noted, so that an answer that changes reaches who asked. */
  users(node: FuncNode): readonly FuncNode[];
  /** What is gathered of the whole workspace. The question is noted. */
  everywhere<T>(gathering: Gathering<T>): readonly Gathered<T>[];
  /** Whether the loop runs the function: a coroutine function, or a callback that is handed to the loop. */
  inContext(node: FuncNode): boolean;
  /** The oldest Python that the project of a file runs on. */
  python(path: string): readonly [number, number];
}
