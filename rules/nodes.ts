import type { Looking } from "./model/looking.js";
import type { Module } from "./model/module.js";
import type { Step } from "./model/step.js";
import type { Declarer } from "./resolve/declarers.js";
import type { FuncNode } from "./resolve/node.js";

/** The functions of a workspace as places in the call graph, which stay the same while facts come and go. */
export interface Nodes {
  /** A function's place; made at the first asking. */
  node(path: string, name: string): FuncNode;
  /** A function as the objects of a class run it; made at the first asking. */
  variant(base: FuncNode, receiver: Declarer): FuncNode;
  /** A function, and all its variants. */
  withVariants(node: FuncNode): readonly FuncNode[];
  /** Puts a module's functions into the graph; gives those whose facts are others than before. */
  place(path: string, module: Module | null): FuncNode[];
  /** A module's functions, in the order of the file; with `having`, those in which something is found. */
  of(module: Module | null, having?: Looking<Step>): readonly FuncNode[];
  /** All places that were ever asked for in a file. */
  known(path: string): readonly FuncNode[];
  /** The functions of a module that set an attribute of a class. */
  setters(module: Module | null, cls: string, attribute: string): readonly FuncNode[];
}

/** A graph without functions. */
export function createNodes(): Nodes {
  const nodes = new Map<string, Map<string, FuncNode>>();
  const variants = new Map<FuncNode, Map<string, FuncNode>>();
  const inOrder = new WeakMap<Module, readonly FuncNode[]>();
  const setters = new WeakMap<Module, ReadonlyMap<string, readonly FuncNode[]>>();

  const node = (path: string, name: string): FuncNode => {
    let ofFile = nodes.get(path);
    if (!ofFile) nodes.set(path, (ofFile = new Map()));
    let known = ofFile.get(name);
    if (!known) ofFile.set(name, (known = { path, name, func: undefined, from: 0 }));
    return known;
  };
  return {
    node,
    variant(base, { path, cls }) {
      let ofNode = variants.get(base);
      if (!ofNode) variants.set(base, (ofNode = new Map()));
      const key = `${path}\0${cls.name}`;
      let known = ofNode.get(key);
      if (!known) ofNode.set(key, (known = variantNode(base, path, cls.name)));
      return known;
    },
    withVariants: (at) => [at, ...(variants.get(at)?.values() ?? [])],
    place(path, module) {
      const changed: FuncNode[] = [];
      const gone = new Map(nodes.get(path));
      for (const { func, from } of module?.functions ?? []) {
        const at = node(path, func.name);
        gone.delete(func.name);
        at.from = from;
        if (at.func === func) continue;
        at.func = func;
        changed.push(at);
      }
      for (const at of gone.values()) if (at.func) {
        at.func = undefined;
        changed.push(at);
      }
      return changed;
    },
    of(module, having) {
      if (!module) return [];
      let known = inOrder.get(module);
      if (!known) inOrder.set(module, (known = module.functions.map(({ func }) => node(module.path, func.name))));
      return having ? having.in(module).map((i) => known[i]!) : known;
    },
    known: (path) => [...(nodes.get(path)?.values() ?? [])],
    setters(module, cls, attribute) {
      if (!module) return [];
      let known = setters.get(module);
      if (!known) setters.set(module, (known = settersIn(module, node)));
      return known.get(`${cls}\0${attribute}`) ?? [];
    },
  };
}

/** A variant has its facts from its base. */
const variantNode = (base: FuncNode, path: string, cls: string): FuncNode => ({
  path: base.path, name: base.name, variant: { base, path, cls },
  get func() { return base.func; },
  get from() { return base.from; },
});

/** The functions of a module that set attributes, by class and attribute. */
function settersIn(module: Module, node: Nodes["node"]): ReadonlyMap<string, readonly FuncNode[]> {
  const found = new Map<string, FuncNode[]>();
  for (const { func } of module.functions) for (const attribute of func.attributes.keys()) {
    const key = `${func.cls}\0${attribute}`;
    const list = found.get(key);
    if (list) list.push(node(module.path, func.name));
    else found.set(key, [node(module.path, func.name)]);
  }
  return found;
}
