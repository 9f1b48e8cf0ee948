import { either, unknown, type Ref } from "../model/ref.js";
import { constants } from "./literal.js";

/** What a name in an annotation means. */
export type Meaning = (name: string) => Ref;

/** Containers, and how many of their arguments are elements. */
const containers: Readonly<Record<string, number>> = {
  list: 1, List: 1, Sequence: 1, MutableSequence: 1, Iterable: 1, Iterator: 1, Collection: 1, Container: 1, Reversible: 1,
  set: 1, Set: 1, frozenset: 1, FrozenSet: 1, AbstractSet: 1, MutableSet: 1, tuple: 64, Tuple: 64, deque: 1, Deque: 1,
  AsyncIterable: 1, AsyncIterator: 1, Generator: 1, AsyncGenerator: 1, KeysView: 1, ValuesView: 1,
};
const wrappers = new Set(["Annotated", "ClassVar", "Final", "Required", "NotRequired", "ReadOnly", "InitVar", "Optional"]);
const silent = new Set(["Any", "object", "Callable", "Literal", "LiteralString", "Never", "NoReturn", "TypeVar"]);

/** Types that leave open what is in a value: written without arguments, or of all kinds alike. */
export const open: ReadonlySet<string> = new Set([
  ...Object.keys(containers), "dict", "Dict", "Mapping", "MutableMapping", "defaultdict", "DefaultDict", "OrderedDict", "type", "Type", "Hashable", "Sized",
]);

/** Whether the name of a type says nothing of a value. */
export const isSilent = (name: string): boolean => silent.has(name);

/** The value that an annotation speaks of, unknown where it says nothing. */
export function annotated(text: string, meaning: Meaning): Ref {
  const reader = new Reader(text, meaning);
  return reader.union(0);
}

const deepest = 16;
const token = /\s*(?:(?<text>[rRuU]?(?:"[^"\\]*"|'[^'\\]*'))|(?<name>[\p{L}_][\p{L}\p{N}_]*)|(?<mark>\.\.\.|[[\](),.|])|(?<other>\S))/uy;

/** Reads an annotation; anything unusual is unknown. */
class Reader {
  private at = 0;
  private name = "";
  private text = "";
  private mark = "";

  constructor(private readonly source: string, private readonly meaning: Meaning) {
    this.next();
  }

  private next(): void {
    token.lastIndex = this.at;
    const found = token.exec(this.source);
    this.at = found ? token.lastIndex : this.source.length;
    this.name = found?.groups!["name"] ?? "";
    this.text = found?.groups!["text"] ?? "";
    this.mark = found ? (found.groups!["mark"] ?? found.groups!["other"] ?? "") : "end";
  }

  /** `X | Y`; None says nothing beside another type. */
  union(depth: number): Ref {
    const first = this.primary(depth);
    if (this.mark !== "|") return first;
    const all = [first];
    while (this.mark === "|") {
      this.next();
      all.push(this.primary(depth));
    }
    return oneOf(all);
  }

  private primary(depth: number): Ref {
    if (this.text) {
      const quoted = this.text.slice(this.text.search(/["']/) + 1, -1);
      this.next();
      return depth > deepest ? unknown : annotated(quoted, this.meaning);
    }
    if (!this.name) {
      // A parameter list (`Callable[[int], str]`), a literal, or nonsense.
      const list = this.mark === "[" || this.mark === "(";
      if (this.mark !== "end" && this.mark !== "]" && this.mark !== ")") this.next();
      if (list) this.args(depth + 1);
      return unknown;
    }
    let last = this.name;
    let of: Ref | undefined = last === "None" ? constants["none"] : this.meaning(last);
    this.next();
    while (this.mark === ".") {
      this.next();
      if (!this.name) return unknown;
      last = this.name;
      of = { is: "attr", of: of!, name: last };
      this.next();
    }
    if (this.mark !== "[") return this.plain(last, of!);
    this.next();
    if (last === "type" || last === "Type") {
      const [arg] = this.args(depth + 1);
      return arg?.is === "instance" ? arg.of : unknown;
    }
    return this.generic(last, of!, this.args(depth + 1));
  }

  private plain(last: string, of: Ref): Ref {
    if (of === constants["none"]) return of;
    if (last === "Self") return { is: "self" };
    const name = of.is === "import" ? (of.name ?? last) : last;
    return of.is === "unknown" || silent.has(name) || wrappers.has(name) ? unknown : { is: "instance", of };
  }

  private generic(last: string, of: Ref, args: readonly Ref[]): Ref {
    const first = args[0] ?? unknown;
    if (wrappers.has(last)) return first;
    if (last === "Union") return oneOf(args);
    if (last === "Awaitable") return { is: "awaitable", of: first, started: true };
    if (last === "Coroutine" || last === "CoroutineType") return { is: "awaitable", of: args[2] ?? unknown };
    if (Object.hasOwn(containers, last)) return { is: "list", of: args.slice(0, containers[last]).filter((ref) => ref !== unknown) };
    return this.plain(last, of);
  }

  /** What stands up to the closing bracket. */
  private args(depth: number): Ref[] {
    const args: Ref[] = [];
    while (this.mark !== "]" && this.mark !== ")" && this.mark !== "end") {
      if (this.mark === ",") this.next();
      else if (depth > deepest) this.next();
      else args.push(this.union(depth));
    }
    if (this.mark !== "end") this.next();
    return args;
  }
}

/** More alternatives than this are not kept. */
const widest = 8;

const oneOf = (refs: readonly Ref[]): Ref => either(refs.filter((ref) => ref !== constants["none"]).slice(0, widest));
