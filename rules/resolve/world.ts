import type { LanguageName, Module } from "../model/module.js";
import type { Ref } from "../model/ref.js";
import type { Declarer } from "./declarers.js";
import type { Memory } from "./memory.js";
import type { FuncNode, Scope } from "./node.js";
import type { Shelf } from "./shelf.js";
import type { Value } from "./value.js";

/**
 * The modules of a workspace as the resolver sees them. Every read of a module is noted for whoever is resolving at the time,
 * so that an edit reaches all who looked and no others.
 */
export interface World {
  shelf(language: LanguageName): Shelf;
  /** A module of the workspace. The read is noted. */
  module(path: string): Module | undefined;
  /** All that a Ref may be (`evaluate.ts`). */
  evaluate(ref: Ref, scope: Scope): readonly Value[];
  /** The place of a function in the call graph; made at the first asking. */
  node(path: string, name: string): FuncNode;
  /** The place of a function as the objects of a class run it (`variants.ts`); made at the first asking. */
  variant(of: FuncNode, receiver: Declarer): FuncNode;
  /** The classes that inherit from others and have a member of this name. The question is noted, so that a class that comes later reaches who asked. */
  declaring(name: string): readonly Declarer[];
  /** Notes that an answer rests on something else than the shape of a module. */
  restsOn(what: string): void;
  /** Whether any class of the workspace has a property (getter) of this name, or the method of an operator: a quick no for most attribute reads. */
  isProperty(name: string): boolean;
  /** The file that an import of `path` names. */
  target(path: string, specifier: string): string | undefined;
  /** The methods of a class that set an attribute of their receiver. */
  setters(path: string, cls: string, attribute: string): readonly FuncNode[];
  /** Works an answer out once, until the shapes change; the reads it made are noted again for each who asks. Nothing while it is under way. */
  memo: Memory["memo"];
  /** Whether an answer is being worked out right now, so that what is found may be incomplete. */
  busy: Memory["busy"];
}
