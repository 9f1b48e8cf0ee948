import type { Module } from "../model/module.js";
import type { FuncNode } from "../resolve/node.js";
import type { World } from "../resolve/world.js";
import type { Summaries } from "./summaries.js";

/** What a fault's rule sees of the workspace. */
export interface Analysis {
  readonly world: World;
  readonly summaries: Summaries;
  module(path: string): Module | undefined;
  /** A file's functions, in the order of the file. */
  nodes(path: string): readonly FuncNode[];
  /** A file's text; empty where it cannot be read. */
  text(path: string): string;
  /** Whether the loop runs the function: a coroutine function, or a callback that is handed to the loop. */
  inContext(node: FuncNode): boolean;
  /** The oldest Python that the project of a file runs on. */
  python(path: string): readonly [number, number];
}
