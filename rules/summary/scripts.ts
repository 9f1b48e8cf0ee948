import type { Module } from "../model/module.js";
import type { FuncNode } from "../resolve/node.js";
import type { Summaries } from "./summaries.js";

/** Modules with their functions, and whether one is a command-line script. */
export interface Scripted {
  modules(): Iterable<Module>;
  nodes(path: string): readonly FuncNode[];
  isScript(module: Module): boolean;
}

/**
 * The JavaScript functions that only a command-line script comes to, from its top level: there is nobody else whose turn they could
 * take. What such a script hands to the loop (a listener, a server's handler) is not among them.
 */
export function scriptOnly(project: Scripted, summaries: Summaries): ReadonlySet<FuncNode> {
  const modules = [...project.modules()].filter(({ language }) => language === "typescript");
  const scripts = new Set(modules.filter((module) => project.isScript(module)));
  // Asked after every edit: most projects have none, and need not be gone through.
  if (scripts.size === 0) return new Set();
  const starts: FuncNode[] = [];
  const all: FuncNode[] = [];
  for (const module of modules) {
    const nodes = project.nodes(module.path);
    if (scripts.has(module)) starts.push(nodes[0]!);
    all.push(...(scripts.has(module) ? nodes.slice(1) : nodes));
  }
  const fromScripts = reached(starts, summaries);
  const others = all.filter((node) => !fromScripts.has(node) || summaries.handed(node));
  const fromOthers = reached(others, summaries);
  return new Set([...fromScripts].filter((node) => !fromOthers.has(node)));
}

function reached(starts: readonly FuncNode[], summaries: Summaries): Set<FuncNode> {
  const seen = new Set(starts);
  for (const node of seen) for (const target of summaries.resolved(node).calls) seen.add(target);
  return new Set([...seen].map((node) => node.variant?.base ?? node));
}
