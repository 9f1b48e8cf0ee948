import type { Func } from "../model/module.js";
import type { CallRef, Ref } from "../model/ref.js";
import { lineage } from "../resolve/lineage.js";
import type { Scope } from "../resolve/node.js";
import type { Value } from "../resolve/value.js";
import type { Analysis } from "./analysis.js";
import { argument } from "./arguments.js";
import { callsOf } from "./uses.js";

/** Where a value came from: the Ref that made it (a call, most often), and the function whose facts hold that. Two values of one origin are one thing. */
export interface Origin { readonly ref: Ref; readonly scope: Scope }

/** All that a value may come from; `open` where it may come from somewhere else too. */
export interface Origins { readonly of: readonly Origin[]; readonly open: boolean }

/** Longer ways are not followed. */
const deepest = 10;

/** A value that comes from more places than this is told apart from no other. */
const most = 200;

/** Where the value of a Ref was made: through names, parameters and those who call, attributes and those who set them, what functions give. */
export function originsOf(ref: Ref, scope: Scope, analysis: Analysis): Origins {
  return new Finder(analysis, new Map()).search(ref, scope, 0);
}

/** Whether two values may be one thing: they have an origin in common. */
export const meet = (a: Origins, b: Origins): boolean => a.of.some(({ ref }) => b.of.some((other) => other.ref === ref));

/** What a Ref may be; where the file does not tell, by what its origins are. */
export function kindsOf(ref: Ref, scope: Scope, analysis: Analysis): readonly Value[] {
  const known = analysis.world.evaluate(ref, scope);
  return known.length > 0 ? known : originsOf(ref, scope, analysis).of.flatMap((origin) => analysis.world.evaluate(origin.ref, origin.scope));
}

/** What the objects may be of which an attribute is asked, by the depth at which that is asked: worked out once in a search. */
type Holders = Map<Func, Map<Ref, (readonly Value[] | undefined)[]>>;

/**
 * A search through the workspace, the shortest ways first: each Ref is followed once in each function, however many ways lead to it, and
 * by the shortest, so that it does not matter which way was found first where one gets too long.
 */
class Finder {
  private open = false;
  private readonly found = new Map<Ref, Origin>();
  private readonly seen = new Map<Func, Set<Ref>>();
  /** What is to be followed, by the length of the way there. */
  private readonly waiting: Origin[][] = [];

  constructor(private readonly analysis: Analysis, private readonly holders: Holders) {}

  search(ref: Ref, scope: Scope, depth: number): Origins {
    this.from(ref, scope, depth);
    for (let at = depth; at <= deepest; at++) {
      // What is put down meanwhile is as far away, or farther.
      for (const next of (this.waiting[at] ??= [])) this.follow(next.ref, next.scope, at);
      if (this.found.size > most) return { of: [], open: true };
    }
    return { of: [...this.found.values()], open: this.open };
  }

  /** Notes that a value may come from a Ref. */
  private from(ref: Ref, scope: Scope, depth: number): void {
    if (ref.is === "literal") return;
    if (depth > deepest) return this.lost();
    (this.waiting[depth] ??= []).push({ ref, scope });
  }

  private follow(ref: Ref, scope: Scope, depth: number): void {
    const seen = tableOf(this.seen, scope.func, () => new Set<Ref>());
    if (seen.has(ref)) return;
    seen.add(ref);
    switch (ref.is) {
      case "or": return ref.of.forEach((each) => this.from(each, scope, depth));
      case "param": return this.parameter(ref, scope, depth + 1);
      case "name": return this.name(ref.name, scope, depth + 1);
      case "import": return this.imported(ref.from, ref.name, scope, depth + 1);
      case "attr": return this.attribute(ref, scope, depth + 1);
      case "await": return ref.of.is === "call" && this.returned(ref.of, scope, true, depth + 1) ? undefined : this.here(ref, scope);
      case "call": return this.returned(ref, scope, false, depth + 1) ? undefined : this.here(ref, scope);
      case "enter": return this.from(ref.of, scope, depth + 1);
      case "instance": case "func": return this.here(ref, scope);
      default: return this.lost();
    }
  }

  private lost(): void {
    this.open = true;
  }

  private here(ref: Ref, scope: Scope): void {
    if (ref.is === "instance") this.open = true;
    this.found.set(ref, { ref, scope });
  }

  /** What those who call the function put in. Of one that nobody calls, the parameter itself. */
  private parameter(ref: Ref & { is: "param" }, scope: Scope, depth: number): void {
    const { world } = this.analysis;
    const node = world.node(scope.path, scope.func.name);
    const language = world.module(scope.path)?.language ?? "python";
    const name = scope.func.params[ref.index]?.name;
    const at = `${ref.index}|${name ?? ""}`;
    let given = 0;
    for (const user of this.analysis.users(node)) for (const [call, shift] of callsOf(node, user, this.analysis)) {
      const { func } = user;
      const put = shift === undefined ? argument(call, at, language) : handed(call, shift + ref.index);
      given++;
      if (put && func) this.from(put, { path: user.path, func }, depth);
      else if (!ref.default) this.lost();
    }
    if (given > 0) return;
    this.lost();
    this.found.set(ref, { ref, scope });
  }

  private name(name: string, scope: Scope, depth: number): void {
    const { world } = this.analysis;
    for (let outer = scope.func.parent; outer !== undefined; ) {
      const { func } = world.node(scope.path, outer);
      const ref = func?.locals.get(name);
      if (func && ref) return this.from(ref, { path: scope.path, func }, depth);
      outer = func?.parent;
    }
    const body = world.module(scope.path)?.functions[0]?.func;
    const ref = body?.locals.get(name);
    return body && ref ? this.from(ref, { path: scope.path, func: body }, depth) : this.lost();
  }

  private imported(from: string, name: string | undefined, scope: Scope, depth: number): void {
    const { world } = this.analysis;
    const target = world.target(scope.path, from);
    return target === undefined || name === undefined ? this.lost() : this.ofModule(target, name, depth);
  }

  private ofModule(path: string, name: string, depth: number): void {
    const module = this.analysis.world.module(path);
    const body = module?.functions[0]?.func;
    const ref = module?.exports.get(name) ?? body?.locals.get(name);
    return body && ref ? this.from(ref, { path, func: body }, depth) : this.lost();
  }

  private attribute(ref: Ref & { is: "attr" }, scope: Scope, depth: number): void {
    const { world } = this.analysis;
    const holders = this.kinds(ref.of, scope, depth);
    if (holders.length === 0) return this.lost();
    for (const holder of holders) {
      if (holder.is === "module") this.ofModule(holder.path, ref.name, depth);
      else if (holder.is === "instance" && sides.has(`${holder.of}.${ref.name}`)) this.from(ref.of, scope, depth);
      else if (holder.is !== "object") this.lost();
      else {
        let sets = 0;
        for (const { path, cls } of lineage(holder, world).own) {
          for (const { func } of world.setters(path, cls.name, ref.name)) {
            const set = func?.attributes.get(ref.name);
            if (!set || !func) continue;
            sets++;
            this.from(set, { path, func }, depth);
          }
          const member = cls.members.get(ref.name) ?? cls.statics.get(ref.name);
          const body = world.node(path, cls.parent ?? "<module>").func;
          // A bare annotation says what it is, and not where it comes from.
          if (!member || !body || (sets > 0 && member.is === "instance")) continue;
          sets++;
          this.from(member, { path, func: body }, depth);
        }
        if (sets === 0) this.lost();
      }
    }
  }

  /** What the object may be that an attribute is asked of; the way is as long as it was, so a search within a search ends too. */
  private kinds(ref: Ref, scope: Scope, depth: number): readonly Value[] {
    const { world } = this.analysis;
    const known = world.evaluate(ref, scope);
    if (known.length > 0) return known;
    const byDepth = tableOf(tableOf(this.holders, scope.func, () => new Map<Ref, (readonly Value[] | undefined)[]>()), ref, () => []);
    return (byDepth[depth] ??= new Finder(this.analysis, this.holders).search(ref, scope, depth).of.flatMap((origin) => world.evaluate(origin.ref, origin.scope)));
  }

  /** What a function of the workspace gives; false where the call is none of one. */
  private returned(call: CallRef, scope: Scope, awaited: boolean, depth: number): boolean {
    const callees = this.analysis.world.evaluate(call.callee, scope);
    const nodes = callees.flatMap((value) => (value.is === "function" ? [value.node] : []));
    if (nodes.length === 0 || nodes.length < callees.length) return false;
    for (const node of nodes) {
      const { func } = node;
      if (!func || func.async !== awaited || func.generator || func.returns.is === "unknown") return false;
    }
    for (const { path, func } of nodes) this.from(func!.returns, { path, func: func! }, depth);
    return true;
  }
}

/** Two sides of one thing: a janus queue is one, whichever side is asked. */
const sides = new Set(["janus.Queue.async_q", "janus.Queue.sync_q"]);

/** What a table holds under a key; made where there is nothing yet. */
function tableOf<K, V>(table: Map<K, V>, key: K, make: () => V): V {
  let held = table.get(key);
  if (held === undefined) table.set(key, (held = make()));
  return held;
}

/** The argument at `index` of a call that hands a function over: behind it, or in a tuple `args=`. */
function handed({ args, keys }: CallRef, index: number): Ref | undefined {
  const tuple = keys && Object.hasOwn(keys, "args") ? keys["args"] : undefined;
  if (tuple?.is === "list") return tuple.of[index];
  return args[index];
}
