import { random } from "../support/random.js";
import type { Random } from "../support/random.js";

/**
 * An async program that prints the same in each run, in words that both languages have. All values are whole numbers;
 * an expression is a text that both languages read alike. A statement with a `plant` can be written wrong in one way.
 */
export interface Program {
  readonly seed: number;
  readonly functions: readonly Func[];
  /** The statement that the faulty version gets wrong. */
  readonly plant: number;
  readonly fault: Fault;
}

/** The two faults that can be planted. */
export type Fault = "blocking-call" | "forgotten-await";

/** An async function `name(a)` that gives `total`; the first is `main`, without a parameter. */
export interface Func {
  readonly name: string;
  /** Its file, or the class that it is a method of. */
  readonly home: "main" | "helpers" | "store";
  readonly body: readonly Statement[];
}

/** A call of an async function of the program. */
export interface Call { readonly of: Func; readonly argument: string }

/** A statement of an async function. */
export type Statement =
  | { readonly is: "print"; readonly label: string; readonly value: string }
  /** `total` grows by a value. */
  | { readonly is: "add"; readonly value: string }
  /** A pause; wrong: one that holds the loop. */
  | { readonly is: "nap"; readonly ms: number; readonly plant: number }
  /** A slow function of a plain module, run elsewhere; wrong: called in place. */
  | { readonly is: "pause"; readonly ms: number; readonly style: number; readonly plant: number }
  /** A number out of the data file; wrong: read in place. */
  | { readonly is: "read"; readonly name: string; readonly index: number; readonly through: "call" | "function" | "method"; readonly plant: number }
  /** A call as a statement; wrong: not awaited. */
  | { readonly is: "run"; readonly call: Call; readonly plant: number }
  /** A call whose result gets a name; wrong: not awaited. */
  | { readonly is: "keep"; readonly name: string; readonly call: Call; readonly plant: number }
  /** A call in a condition, compared or not; wrong: not awaited. */
  | { readonly is: "ask"; readonly call: Call; readonly above?: number; readonly then: readonly Statement[]; readonly plant: number }
  /** Calls that run side by side. */
  | { readonly is: "gather"; readonly names: readonly string[]; readonly calls: readonly Call[] }
  /** A call that is started here and awaited after the body. */
  | { readonly is: "start"; readonly name: string; readonly call: Call; readonly body: readonly Statement[] }
  | { readonly is: "repeat"; readonly name: string; readonly times: number; readonly body: readonly Statement[] }
  | { readonly is: "if"; readonly condition: string; readonly then: readonly Statement[]; readonly otherwise: readonly Statement[] }
  /** Fails in the middle where `condition` holds; the failure is caught. */
  | { readonly is: "try"; readonly body: readonly Statement[]; readonly condition: string; readonly rest: readonly Statement[]; readonly caught: number };

/** How many numbers the data file holds. */
export const dataSize = 8;

/** The data file of a program. */
export const dataOf = ({ seed }: Program): string => Array.from({ length: dataSize }, (_, at) => (seed * 31 + at * 17) % 90 + 10).join(" ") + "\n";

/** The program of a seed. */
export function generate(seed: number): Program {
  const chance = random(seed);
  const writer = new Writer(chance);
  // Leaves call nothing, the middle calls leaves, main calls all: programs stay short in time.
  const homes = chance.pick([["helpers", "store", "main"], ["store", "helpers", "store"], ["main", "helpers", "helpers"], ["main", "store", "helpers"]] as const);
  const leaves = Array.from({ length: 2 + chance.below(2) }, (_, at): Func => writer.func(`leaf_${at}`, homes[at]!, [], at === 0));
  const quiet = leaves.slice(0, 1);
  const middle = Array.from({ length: 1 + chance.below(2) }, (_, at): Func => writer.func(`middle_${at}`, "main", leaves, false, quiet));
  const main = writer.func("main", "main", [...middle, ...leaves], false, quiet);
  const fault = chance.pick(["blocking-call", "forgotten-await"] as const);
  const plants = writer.plants.filter((plant) => plant.fault === fault);
  if (plants.length === 0) return generate(seed + 100_000);
  const lone = plants.filter((plant) => plant.lone);
  return { seed, functions: [main, ...middle, ...leaves], fault, plant: chance.pick(lone.length > 0 ? lone : plants).id };
}

/** What a body may use: names that hold numbers, functions to call, and whether it may print. */
interface Scope { readonly names: readonly string[]; readonly callable: readonly Func[]; readonly quiet: readonly Func[]; readonly silent: boolean; readonly depth: number; readonly looped: boolean }

class Writer {
  readonly plants: { readonly id: number; readonly fault: Fault; readonly lone: boolean }[] = [];
  #names = 0;
  /** Whether the function under way is a leaf of one statement: its file may lack the imports that a fix needs. */
  #lone = false;
  readonly #chance: Random;

  constructor(chance: Random) {
    this.#chance = chance;
  }

  /** A function; a `silent` one prints nothing, so that it may run beside others. */
  func(name: string, home: Func["home"], callable: readonly Func[], silent: boolean, quiet: readonly Func[] = []): Func {
    const names = name === "main" ? ["total"] : ["a", "total"];
    this.#lone = callable.length === 0 && this.#chance.chance(40);
    const length = this.#lone ? 1 : 3 + this.#chance.below(3);
    return { name, home, body: this.#body({ names, callable, quiet, silent, depth: 0, looped: false }, length) };
  }

  #body(scope: Scope, length: number): Statement[] {
    const body: Statement[] = [];
    let names = scope.names;
    for (let at = 0; at < length; at++) {
      const statement = this.#statement({ ...scope, names });
      body.push(statement);
      const given = "names" in statement ? statement.names : "name" in statement && statement.is !== "repeat" ? [statement.name] : [];
      names = [...names, ...given];
      // Mostly it matters what a name holds; now and then nobody looks.
      for (const name of given) if (this.#chance.chance(70)) body.push({ is: "add", value: `(${name} + ${this.#chance.below(30)}) % 97` });
    }
    return body;
  }

  #statement(scope: Scope): Statement {
    const { below, pick, chance } = this.#chance;
    const calls = scope.looped ? scope.callable.filter((func) => func.name.startsWith("leaf")) : scope.callable;
    const call = (from: readonly Func[]): Call => ({ of: pick(from), argument: this.#value(["a", "total"].filter((name) => scope.names.includes(name))) });
    const kinds: (() => Statement)[] = [
      () => ({ is: "add", value: this.#value(scope.names) }),
      () => ({ is: "nap", ms: 1 + below(4), plant: this.#plant("blocking-call") }),
      () => ({ is: "pause", ms: 1 + below(4), style: below(3), plant: this.#plant("blocking-call") }),
      () => ({ is: "read", name: this.#name(), index: below(dataSize), through: pick(["call", "function", "method"] as const), plant: this.#plant("blocking-call") }),
    ];
    if (!scope.silent) kinds.push(() => ({ is: "print", label: `p${below(100)}`, value: this.#value(scope.names) }));
    if (calls.length > 0) {
      kinds.push(
        () => ({ is: "run", call: call(calls), plant: this.#plant("forgotten-await") }),
        () => ({ is: "keep", name: this.#name(), call: call(calls), plant: this.#plant("forgotten-await") }),
        () => ({ is: "ask", call: call(calls), ...(chance(50) ? { above: below(900) } : {}), then: this.#inner(scope), plant: this.#plant("forgotten-await") }),
      );
    }
    if (scope.quiet.length > 0) {
      kinds.push(
        () => ({ is: "gather", names: [this.#name(), this.#name()], calls: [call(scope.quiet), call(scope.quiet)] }),
        () => ({ is: "start", name: this.#name(), call: call(scope.quiet), body: this.#inner(scope) }),
      );
    }
    if (scope.depth < 2) {
      kinds.push(
        () => ({ is: "if", condition: this.#condition(scope.names), then: this.#inner(scope), otherwise: chance(50) ? this.#inner(scope) : [] }),
        () => ({ is: "try", body: this.#inner(scope), condition: this.#condition(scope.names), rest: this.#inner(scope), caught: below(50) }),
      );
      if (!scope.looped) kinds.push(() => { const name = this.#name(); return { is: "repeat", name, times: 2 + below(2), body: this.#inner({ ...scope, names: [...scope.names, name], looped: true }) }; });
    }
    return pick(kinds)();
  }

  #inner(scope: Scope): Statement[] {
    return this.#body({ ...scope, depth: scope.depth + 1 }, 1 + this.#chance.below(2));
  }

  /** An expression with an operator in it, so that a coroutine in it is never handed on. */
  #value(names: readonly string[]): string {
    const { below, pick, chance } = this.#chance;
    const first = names.length > 0 ? pick(names) : String(below(50));
    return `(${first} ${chance(70) ? "+" : "*"} ${chance(40) && names.length > 0 ? pick(names) : below(30)}) % ${pick([97, 101, 1009])}`;
  }

  #condition(names: readonly string[]): string {
    return `${this.#value(names)} > ${this.#chance.below(60)}`;
  }

  #name(): string {
    return `v${this.#names++}`;
  }

  #plant(fault: Fault): number {
    this.plants.push({ id: this.plants.length, fault, lone: this.#lone });
    return this.plants.length - 1;
  }
}
