import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { pythonBlockers as blockers } from "../../rules/faults/blocking-call/python-blockers/index.js";
import { pythonLibrary as library } from "../../rules/python/library/index.js";
import { createShelf } from "../../rules/resolve/shelf.js";

/** Python's tables as the resolver reads them. */
export const shelf = createShelf("python", {
  library,
  blockers,
  builtin: (name) => `builtins.${name}`,
  external: (specifier, name) => (name === undefined ? specifier : `${specifier}.${name}`),
  submodule: (specifier, name) => `${specifier}.${name}`,
});

/** The tables whose keys are names of callables, classes or attributes. */
export const keyed = [
  library.classes, library.returns, library.attributes, library.elements, library.enters, library.callbacks, library.consumes, blockers,
];

/** Every name that a table says something of, by its canonical name; `?.sort` and classes that are two at once are no names. */
export const names: readonly string[] = [
  ...new Set([...keyed.flatMap((table) => Object.keys(table)), ...Object.keys(library.decorators), ...library.looks]),
].filter((name) => !/[?|]/.test(name));

/** What Python knows of a name. */
export interface Fact {
  readonly callable: boolean;
  readonly class: boolean;
  readonly coroutine: boolean;
  /** Without the receiver; null where Python cannot tell. */
  readonly parameters: readonly { readonly name: string; readonly only: "index" | "key" | null }[] | null;
}

/** What names.py answers. */
export interface Answer {
  readonly version: readonly [number, number];
  readonly platform: string;
  readonly modules: readonly string[];
  readonly facts: Readonly<Record<string, Fact | null>>;
  readonly same: readonly boolean[];
  readonly inherits: readonly boolean[];
  readonly gives: Readonly<Record<string, string | null>>;
  readonly coroutines: readonly string[];
}

/** What the tables say of aliases, bases and kinds; in the order in which Python is asked. */
export const asked = {
  names: [...new Set([...names, ...Object.keys(library.aliases), ...Object.values(library.aliases)])],
  same: Object.entries(library.aliases),
  inherits: Object.entries(library.classes).flatMap(([cls, bases]) => bases.map((base) => [cls, base] as const)),
  gives: { ...library.returns, ...library.attributes },
  coroutines: ["asyncio", ...Object.keys(library.classes).filter((cls) => /^asyncio\.[\w.]+$/.test(cls))],
};

/** Asks the Python of this machine about all of them at once; `what` are other names. */
export function ask(what: Partial<typeof asked> = asked): Answer {
  const script = fileURLToPath(new URL("names.py", import.meta.url));
  const { status, stdout, stderr } = spawnSync("python3", [script], { input: JSON.stringify({ ...asked, ...what }), encoding: "utf8", maxBuffer: 1 << 26 });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as Answer;
}
