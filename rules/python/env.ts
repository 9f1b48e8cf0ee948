import { either, type Ref } from "../model/ref.js";

/** What a way through a branch leaves behind: the names it bound, with their values. Undefined for a way that does not come out. */
export type Way = ReadonlyMap<string, Ref> | undefined;

/** More alternatives than this are not kept: what can be so many things is not worth following. */
const widest = 8;

/** What a way leaves behind that does nothing. */
export const unchanged: NonNullable<Way> = new Map();

/** One of two values. */
export function merged(a: Ref | undefined, b: Ref | undefined): Ref | undefined {
  if (a === b || b === undefined) return a;
  if (a === undefined) return b;
  const ref = either([a, b]);
  return ref.is === "or" && ref.of.length > widest ? { is: "or", of: ref.of.slice(0, widest) } : ref;
}

/** Notes one more value that a name may have. */
export function addValue(names: Map<string, Ref>, name: string, ref: Ref): void {
  names.set(name, merged(names.get(name), ref) ?? ref);
}

/** The values of names at one point of a function (or class body), while it is walked in order. */
export class Env {
  readonly values = new Map<string, Ref>();
  /** What was overwritten since a branch began, so that it can be taken back. */
  private readonly names: string[] = [];
  private readonly before: (Ref | undefined)[] = [];
  private marks = 0;

  /** `outer` is looked in where a name is not found: a class body is inside a function, a comprehension inside both. */
  constructor(readonly outer?: Env) {}

  get(name: string): Ref | undefined {
    return this.values.get(name) ?? this.outer?.get(name);
  }

  set(name: string, ref: Ref): void {
    if (this.marks > 0) {
      this.names.push(name);
      this.before.push(this.values.get(name));
    }
    this.values.set(name, ref);
  }

  /** Begins a branch. Everything bound from here on can be asked for (`since`) and taken back (`back`), until `end`. */
  begin(): number {
    this.marks++;
    return this.names.length;
  }

  since(mark: number): NonNullable<Way> {
    if (this.names.length === mark) return unchanged;
    const way = new Map<string, Ref>();
    for (let i = mark; i < this.names.length; i++) {
      const name = this.names[i]!;
      if (!way.has(name)) way.set(name, this.values.get(name)!);
    }
    return way;
  }

  back(mark: number): void {
    for (let i = this.names.length - 1; i >= mark; i--) {
      const before = this.before[i];
      if (before === undefined) this.values.delete(this.names[i]!);
      else this.values.set(this.names[i]!, before);
    }
    this.names.length = this.before.length = mark;
  }

  end(): void {
    if (--this.marks === 0) this.names.length = this.before.length = 0;
  }

  /** Lets `ways` meet: a name keeps the value it had where a way does not bind it. Nothing changes if no way comes out. */
  meet(ways: readonly Way[]): void {
    const open = ways.filter((way) => way !== undefined);
    if (open.every(({ size }) => size === 0)) return;
    const names = new Set<string>();
    for (const way of open) for (const name of way.keys()) names.add(name);
    for (const name of names) {
      const before = this.values.get(name);
      let ref: Ref | undefined;
      for (const way of open) ref = merged(ref, way.get(name) ?? before);
      if (ref) this.set(name, ref);
    }
  }
}
