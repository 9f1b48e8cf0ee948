import { equal } from "../model/equal.js";
import type { Func } from "../model/module.js";
import type { AttrRef } from "../model/ref.js";
import { lineage } from "../resolve/lineage.js";
import { memberOf } from "../resolve/members.js";
import type { FuncNode } from "../resolve/node.js";
import type { ObjectValue } from "../resolve/value.js";
import type { Analysis } from "../summary/analysis.js";

/** Functions that set what an object begins with. */
const making = /(?:^|\.)(?:__init__|__new__|__post_init__|__attrs_post_init__|constructor|<fields>)(?:#\d+)?$/;

const others = (nodes: readonly FuncNode[], loop: FuncNode): readonly FuncNode[] =>
  nodes.filter((node) => node.name !== loop.name && node.func?.role !== "module" && !making.test(node.name));

/** The other functions of the file that bind a name of a function around the loop, or of the module. */
export function settersOfName(name: string, from: Func, loop: FuncNode, analysis: Analysis): readonly FuncNode[] {
  const owner = from.locals.has(name) ? from.name : ownerOf(name, from, loop.path, analysis);
  const nodes = others(analysis.nodes(loop.path), loop).filter(({ func }) =>
    func?.sets?.some((ref) => ref.is === "name" && ref.name === name) && ownerOf(name, func, loop.path, analysis) === owner);
  const around = owner === undefined || owner === from.name ? undefined : analysis.world.node(loop.path, owner);
  // The function around it may set what it has bound, too.
  const again = around?.func?.locals.get(name);
  return nodes.length === 0 && around && again?.is === "or" && again.of.filter(({ is }) => is === "literal").length > 1 ? [around] : nodes;
}

/** The function around `func` whose name it is; undefined for one of the module. */
function ownerOf(name: string, func: Func, path: string, { world }: Analysis): string | undefined {
  for (let outer = func.parent; outer !== undefined;) {
    const around: Func | undefined = world.node(path, outer).func;
    if (!around || around.locals.has(name)) return around?.name;
    outer = around.parent;
  }
  return undefined;
}

/** The functions that set an attribute of an object after it was made; undefined where its class has no such attribute. */
export function settersOfMember(value: ObjectValue, name: string, loop: FuncNode, analysis: Analysis): readonly FuncNode[] | undefined {
  const { world } = analysis;
  const { own } = lineage(value, world);
  const methods = own.flatMap(({ path, cls }) => world.setters(path, cls.name, name));
  const outside = analysis.nodes(loop.path).filter(({ func, path }) => func?.sets?.some((ref) => ref.is === "attr" && ref.name === name
    && world.evaluate(ref.of, { path, func }).some((of) => of.is === "object" && own.some(({ path: home, cls }) => home === of.path && cls.name === of.cls.name))));
  const all = [...new Set([...methods, ...outside])];
  const isMethod = memberOf(value, name, loop.path, world).some(({ is }) => is === "function");
  if (isMethod || (all.length === 0 && !own.some(({ cls }) => cls.members.has(name)))) return undefined;
  return others(all, loop);
}

/** The functions that set a name of a module, or an attribute of a named object of this one. */
export function settersOfModule(ref: AttrRef, path: string, module: boolean, loop: FuncNode, analysis: Analysis): readonly FuncNode[] {
  const { world } = analysis;
  const inside = module ? (world.module(path)?.functions ?? []).filter(({ func }) => func.sets?.some((set) => set.is === "name" && set.name === ref.name)) : [];
  const here = analysis.nodes(loop.path).filter(({ func }) => func?.sets?.some((set) => equal(set, ref)));
  return others([...new Set([...inside.map(({ func }) => world.node(path, func.name)), ...here])], loop);
}
