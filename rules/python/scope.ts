import { taking } from "../model/taking.js";
import type { Light } from "./light.js";

const nobody: ReadonlySet<string> = new Set();

/** The names of a function, lambda, class body or module, found before it is walked. */
export class Scope {
  /** Names that are bound in it, and so local to it. */
  readonly bound = new Set<string>();
  /** Names that it reads. */
  readonly reads = new Set<string>();
  /** Names that functions within it read, and do not bind. */
  wanted: Set<string> | undefined;
  /** Names declared `global` or `nonlocal`. */
  declared: Map<string, "global" | "nonlocal"> | undefined;
  /** Local names of its own that functions within it know of. */
  captured = nobody;
  /** Local names that ever hold what a call gave, or a container with it, captured ones excluded. */
  holds = nobody;
  /** All names that may hold what a call gave, captured or bound here or not. */
  candidates = nobody;
  /** Statements that put what a call gives into a local container of which nothing else has got hold by then: `xs.append(f())`, `xs[k] = f()`. */
  fills: Set<Light> | undefined;
  generator = false;
  /** Names that a round of a loop may read from the round before. */
  carried: Map<Light, readonly string[]> | undefined;

  constructor(readonly kind: "module" | "function" | "class", readonly outer?: Scope) {}

  /** Notes that a function within it reads a name, and does not bind it. */
  want(name: string): void {
    (this.wanted ??= new Set()).add(name);
  }

  /** Names that it, or a function within it, takes from outside. */
  free(): Set<string> {
    const free = new Set<string>();
    for (const name of this.reads) if (!this.bound.has(name)) free.add(name);
    if (this.wanted) for (const name of this.wanted) if (this.kind === "class" || !this.bound.has(name)) free.add(name);
    if (this.declared) for (const name of this.declared.keys()) free.add(name);
    return free;
  }
}

/** The scopes of a file, by the definition (function, lambda, class) they belong to. */
export type Scopes = Map<Light, Scope>;

/** Names first met in a round of a loop, and how. */
interface Round {
  readonly depth: number;
  readonly fresh: Set<string>;
  readonly read: Set<string>;
  readonly bound: Set<string>;
}

/** The names that a function without a body takes from outside, where its body was not read. */
export type FreeOf = (definition: Light) => ReadonlySet<string>;

/** Finds the scopes of everything in `root`, a module or a single definition, and adds them to `scopes`. */
export function findScopes(root: Light, scopes: Scopes = new Map(), freeOf?: FreeOf): Scopes {
  const scope = new Scope("module");
  const finder = new Finder(scope, scopes, freeOf);
  if (root.type === "module") {
    scopes.set(root, scope);
    for (const kid of root.kids) finder.visit(kid);
    finder.finish();
  } else finder.definition(root);
  return scopes;
}

class Finder {
  private aliases: [string, string][] | undefined;
  private readonly rounds: Round[] = [];
  /** How many branches stand around. */
  private depth = 0;
  /** Names bound to a container that is written out, and to nothing else, nor read. */
  private own: Set<string> | undefined;
  /** Names that may come to hold what a call gave. */
  private holds: Set<string> | undefined;
  /** Targets of the comprehensions around: names of their own. */
  private readonly hidden: Set<string>[] = [];

  constructor(private readonly scope: Scope, private readonly scopes: Scopes, private readonly freeOf?: FreeOf) {}

  visit(n: Light): void {
    // Most of what stands in a file holds nothing, or is of no interest itself.
    if (n.kids.length === 0 && n.type !== "identifier" && n.type !== "yield") return;
    switch (n.type) {
      case "expression_statement": case "attribute": case "argument_list": case "block": break;
      case "identifier":
        this.own?.delete(n.name);
        return this.read(n.name);
      case "call":
        if (this.fill(n)) return;
        break;
      case "function_definition": case "lambda": case "class_definition": return this.definition(n);
      case "assignment": case "augmented_assignment": case "named_expression": return this.assignment(n);
      case "for_statement": return this.loop(n, n.kids[1], n.kids[0], n.kids.slice(2));
      case "while_statement": return this.loop(n, undefined, undefined, n.kids);
      case "list_comprehension": case "set_comprehension": case "dictionary_comprehension": case "generator_expression":
        return this.comprehension(n);
      case "if_statement": case "try_statement": case "conditional_expression": case "boolean_operator":
        this.visitKid(n, 0, n.type === "try_statement");
        return this.branches(n.kids.slice(1));
      case "match_statement": case "elif_clause": case "else_clause": case "except_clause": case "finally_clause":
        return this.branches(n.kids);
      case "case_pattern": return this.pattern(n);
      case "as_pattern":
        this.visitKid(n, 0);
        return n.kids[1] ? this.bind(n.kids[1]) : undefined;
      case "delete_statement": return this.bindAll(n.kids);
      case "global_statement": case "nonlocal_statement":
        for (const kid of n.kids) (this.scope.declared ??= new Map()).set(kid.name, n.type === "global_statement" ? "global" : "nonlocal");
        return;
      case "import_statement": case "import_from_statement": return this.imports(n);
      case "keyword_argument": return this.visitKid(n, n.kids.length - 1);
      case "yield":
        this.scope.generator = true;
        break;
    }
    for (const kid of n.kids) this.visit(kid);
  }

  private visitKid(n: Light, i: number, branch = false): void {
    const kid = n.kids[i];
    if (kid) branch ? this.branches([kid]) : this.visit(kid);
  }

  private branches(kids: readonly Light[]): void {
    this.depth++;
    for (const kid of kids) this.visit(kid);
    this.depth--;
  }

  private read(name: string): void {
    if (this.isHidden(name)) return;
    this.scope.reads.add(name);
    if (this.rounds.length > 0) for (const round of this.rounds) if (!round.fresh.has(name)) round.read.add(name);
  }

  private bound(name: string): void {
    this.own?.delete(name);
    this.scope.bound.add(name);
    if (this.rounds.length > 0) for (const round of this.rounds) {
      round.bound.add(name);
      if (round.depth === this.depth && !round.read.has(name)) round.fresh.add(name);
    }
  }

  private bindAll(kids: readonly Light[]): void {
    for (const kid of kids) this.bind(kid);
  }

  /** A target: what is not a name (or names) is an expression that is read. */
  private bind(n: Light): void {
    switch (n.type) {
      case "identifier": return this.bound(n.name);
      case "pattern_list": case "tuple_pattern": case "list_pattern": case "tuple": case "list": case "expression_list":
      case "list_splat_pattern": case "list_splat": case "as_pattern_target": case "parenthesized_expression":
        return this.bindAll(n.kids);
      default: this.visit(n);
    }
  }

  private assignment(n: Light): void {
    const target = n.kids[0];
    const value = n.kids.length > 1 ? n.kids[n.kids.length - 1]! : undefined;
    if (!target || (n.type === "assignment" && value && this.fillItem(n, target, value))) return;
    if (n.type === "augmented_assignment") this.visit(target);
    if (value && value.type !== "type") {
      this.visit(value);
      this.hold(target, value);
    }
    const { scope } = this;
    const owns = target.type === "identifier" && n.type === "assignment" && scope.kind === "function" && !scope.reads.has(target.name)
      && isContainer(value) && (this.owns(target.name) || !scope.bound.has(target.name));
    this.bind(target);
    if (owns) (this.own ??= new Set()).add(target.name);
  }

  private owns(name: string): boolean {
    return this.own?.has(name) === true;
  }

  /** `xs.append(f())`: the list is not read, it only grows. */
  private fill(n: Light): boolean {
    if (!this.own) return false;
    const [func, args] = n.kids;
    const [of] = func?.kids ?? [];
    if (of?.type !== "identifier" || func!.type !== "attribute" || !/^(append|add)$/.test(func!.name) || !this.owns(of.name)) return false;
    const [value, ...more] = args?.type === "argument_list" ? args.kids : [];
    if (!value || more.length > 0 || this.isHidden(of.name)) return false;
    this.visit(value);
    this.fillWith(n, of, value);
    return true;
  }

  /** `xs[k] = f()`. */
  private fillItem(n: Light, target: Light, value: Light): boolean {
    if (!this.own || target.type !== "subscript") return false;
    const [of, ...keys] = target.kids;
    if (of?.type !== "identifier" || !this.owns(of.name) || value.type === "assignment") return false;
    this.visit(value);
    for (const key of keys) this.visit(key);
    this.fillWith(n, of, value);
    return true;
  }

  private fillWith(n: Light, of: Light, value: Light): void {
    if (!this.owns(of.name) || !this.mayHold(of.name, value)) return this.visit(of);
    this.holding(of.name);
    (this.scope.fills ??= new Set()).add(n);
  }

  /** Notes what a name may come to hold. */
  private hold(target: Light, value: Light): void {
    if (target.type === "identifier") {
      if (this.mayHold(target.name, value)) this.holding(target.name);
    } else if (isTaken(value)) {
      for (const name of collect(target, new Set())) this.holding(name);
    } else if (target.kids.length > 0 && target.kids.length === value.kids.length) {
      target.kids.forEach((kid, i) => kid.type === "identifier" && this.hold(kid, value.kids[i]!));
    }
  }

  private holding(name: string): void {
    (this.holds ??= new Set()).add(name);
  }

  private mayHold(target: string, value: Light): boolean {
    switch (value.type) {
      case "call": return true;
      case "await": return isTaken(value);
      case "identifier":
        (this.aliases ??= []).push([target, value.name]);
        return false;
      case "assignment": case "named_expression":
        // `x = y = f()`: both hold it.
        return value.kids.length > 0 && this.mayHold(target, value.kids[value.kids.length - 1]!);
      case "list_comprehension": case "set_comprehension": case "generator_expression": case "dictionary_comprehension":
        return value.kids[0] !== undefined && this.mayHold(target, value.kids[0]);
      case "pair": return value.kids[1] !== undefined && this.mayHold(target, value.kids[1]);
      case "parenthesized_expression": case "conditional_expression": case "boolean_operator": case "list": case "tuple": case "set":
      case "expression_list": case "dictionary": case "list_splat": case "dictionary_splat": case "binary_operator": {
        let may = false;
        for (const kid of value.kids) may = this.mayHold(target, kid) || may;
        return may;
      }
      default: return false;
    }
  }

  private loop(n: Light, iterated: Light | undefined, target: Light | undefined, rest: readonly Light[]): void {
    if (iterated) this.visit(iterated);
    this.depth++;
    const round: Round = { depth: this.depth, fresh: new Set(), read: new Set(), bound: new Set() };
    this.rounds.push(round);
    if (target) this.bind(target);
    for (const kid of rest) if (kid.type !== "else_clause") this.visit(kid);
    this.rounds.pop();
    this.depth--;
    for (const kid of rest) if (kid.type === "else_clause") this.visit(kid);
    let carried: string[] | undefined;
    for (const name of round.bound) if (round.read.has(name)) (carried ??= []).push(name);
    if (carried) (this.scope.carried ??= new Map()).set(n, carried);
  }

  private comprehension(n: Light): void {
    const clauses = n.kids.filter((kid) => kid.type === "for_in_clause");
    const first = clauses[0];
    if (first?.kids[1]) this.visit(first.kids[1]);
    const own = new Set<string>();
    for (const clause of clauses) if (clause.kids[0]) collect(clause.kids[0], own);
    this.hidden.push(own);
    this.depth++;
    for (const kid of n.kids) {
      if (kid.type !== "for_in_clause") this.visit(kid);
      else if (kid !== first && kid.kids[1]) this.visit(kid.kids[1]);
    }
    this.depth--;
    this.hidden.pop();
  }

  /** A pattern of `case`: a bare name is bound, a dotted one and a class are read. */
  private pattern(n: Light): void {
    const dot = n.name.indexOf(".");
    if (n.type === "identifier") this.bound(n.name);
    else if (n.type === "dotted_name") dot < 0 ? this.bound(n.name) : this.read(n.name.slice(0, dot));
    else n.kids.forEach((kid, i) => {
      if (i > 0 || (n.type !== "class_pattern" && n.type !== "keyword_pattern")) this.pattern(kid);
      else if (n.type === "class_pattern") this.read(kid.name.split(".", 1)[0]!);
    });
  }

  private imports(n: Light): void {
    const from = n.type === "import_from_statement" ? 1 : 0;
    for (const kid of n.kids.slice(from)) {
      if (kid.type === "aliased_import") this.bound(kid.kids[1]?.name ?? "");
      else if (kid.type === "dotted_name") this.bound(from ? kid.name : kid.name.split(".", 1)[0]!);
    }
  }

  definition(n: Light): void {
    const scope = new Scope(n.type === "class_definition" ? "class" : "function", this.scope);
    this.scopes.set(n, scope);
    const inner = new Finder(scope, this.scopes, this.freeOf);
    for (const kid of n.kids) {
      switch (kid.type) {
        case "identifier":
          if (n.type === "lambda") inner.visit(kid);
          else this.bound(kid.name);
          break;
        case "parameters": case "lambda_parameters":
          for (const param of kid.kids) this.parameter(param, inner);
          break;
        case "argument_list":
          this.visit(kid);
          break;
        case "type": break;
        case "unread":
          for (const name of this.freeOf?.(n) ?? []) scope.reads.add(name);
          break;
        default: inner.visit(kid);
      }
    }
    inner.finish();
    const outer = this.scope;
    if (scope.kind === "class") {
      for (const name of scope.reads) if (!scope.bound.has(name)) this.read(name);
      for (const name of scope.wanted ?? []) outer.want(name);
      if (scope.generator) outer.generator = true;
    } else for (const name of scope.free()) if (!this.isHidden(name)) outer.want(name);
  }

  private isHidden(name: string): boolean {
    return this.hidden.length > 0 && this.hidden.some((hidden) => hidden.has(name));
  }

  private parameter(n: Light, inner: Finder): void {
    if (n.type === "default_parameter" || n.type === "typed_default_parameter") {
      if (n.kids[0]) inner.bind(n.kids[0]);
      const value = n.kids[n.kids.length - 1];
      if (value && n.kids.length > 1) this.visit(value);
    } else for (const name of collect(n, new Set())) inner.bound(name);
  }

  /** Settles what depends on all of the scope. */
  finish(): void {
    const { scope, aliases } = this;
    if (scope.kind === "module") scope.declared = undefined;
    if (scope.declared) for (const name of scope.declared.keys()) scope.bound.delete(name);
    const { holds } = this;
    for (let round = 0, grew = holds !== undefined; aliases && grew && round < 10; round++) {
      grew = false;
      for (const [target, source] of aliases) if (holds!.has(source) && !holds!.has(target)) {
        holds!.add(target);
        grew = true;
      }
    }
    scope.captured = filtered(scope.wanted, (name) => scope.bound.has(name));
    scope.candidates = holds ?? nobody;
    scope.holds = filtered(holds, (name) => scope.bound.has(name) && !scope.captured.has(name));
  }
}

function filtered(names: ReadonlySet<string> | undefined, isWanted: (name: string) => boolean): ReadonlySet<string> {
  let found: Set<string> | undefined;
  if (names) for (const name of names) if (isWanted(name)) (found ??= new Set()).add(name);
  return found ?? nobody;
}

const isContainer = (value: Light | undefined): boolean => value?.type === "list" || value?.type === "set" || value?.type === "dictionary";

/** Whether a value is what a call gives that takes something, awaited or not; `await wait_for(queue.get(), 1)` is too. */
function isTaken(value: Light): boolean {
  const call = value.type === "await" ? value.kids[0] : value;
  return call?.type === "call" && (takes(call) || (value !== call && call.kids[1]?.kids.some(takes) === true));
}

const takes = (n: Light): boolean => n.type === "call" && n.kids[0]?.type === "attribute" && taking.has(n.kids[0].name);

/** The names of a target. */
function collect(n: Light, into: Set<string>): Set<string> {
  if (n.type === "identifier") into.add(n.name);
  else if (n.type !== "attribute" && n.type !== "subscript" && n.type !== "call") for (const kid of n.kids) collect(kid, into);
  return into;
}
