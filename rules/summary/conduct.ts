import { lastOf } from "../model/paths.js";
import type { CallRef, Ref } from "../model/ref.js";
import { isShared } from "../model/shared.js";
import type { Call, Enter, Iterate } from "../model/step.js";
import { walk } from "../model/walk.js";
import { memberOf } from "../resolve/members.js";
import type { FuncNode, Scope } from "../resolve/node.js";
import type { Shelf } from "../resolve/shelf.js";
import type { ObjectValue, Value } from "../resolve/value.js";
import type { World } from "../resolve/world.js";
import { isLogger, isSingle } from "./single.js";
import { promised } from "./verbs.js";

/**
 * What others can tell of a function's work: nothing, so that it may go on beside other work of that kind ("quiet"); that it is done
 * ("loud"): it leaves something behind, waits for its turn, or uses what bears one operation at a time; or nobody knows.
 */
export type Noise = "quiet" | "unknown" | "loud";

/** The noise that some code makes of its own, and the functions that it runs. */
export interface Conduct {
  readonly noise: Noise;
  /** It raises an exception that is written there. */
  readonly raises: boolean;
  /** It prints or logs. */
  readonly says: boolean;
  /** Attributes of its receiver that it asks for. */
  readonly asks: readonly string[];
  readonly runs: readonly FuncNode[];
}

const silent: Conduct = { noise: "quiet", raises: false, says: false, asks: [], runs: [] };
const unknown: Conduct = { ...silent, noise: "unknown" };
const loud: Conduct = { ...silent, noise: "loud" };
const saying: Conduct = { ...silent, says: true };

const noises: readonly Noise[] = ["quiet", "unknown", "loud"];

/** Both, one after the other. */
export function together(a: Conduct, b: Conduct): Conduct {
  if (a === silent) return b;
  if (b === silent) return a;
  return {
    noise: noises[Math.max(noises.indexOf(a.noise), noises.indexOf(b.noise))]!,
    raises: a.raises || b.raises, says: a.says || b.says, asks: union(a.asks, b.asks), runs: union(a.runs, b.runs),
  };
}

const union = <T>(a: readonly T[], b: readonly T[]): readonly T[] => (b.length === 0 ? a : a.length === 0 ? b : [...new Set([...a, ...b])]);

/** Where code stands. */
export interface Setting { readonly scope: Scope; readonly shelf: Shelf; readonly world: World }

/** What a function does by itself. */
export function ownConduct(node: FuncNode, self: ObjectValue | undefined, shelf: Shelf, world: World): Conduct {
  const { func, path } = node;
  if (!func || func.abstract) return unknown;
  const setting: Setting = { scope: { path, func, ...(self ? { self } : {}) }, shelf, world };
  const making = /(^|\.)(__init__|__post_init__|constructor)(#\d+)?$/.test(func.name);
  let conduct = func.changes || (func.attributes.size > 0 && !making) ? loud : silent;
  walk(func.steps, (step) => {
    switch (step.is) {
      case "call":
        conduct = together(conduct, callConduct(step, setting, true));
        break;
      case "enter":
        conduct = together(conduct, enterConduct(step, setting));
        break;
      case "iterate":
        conduct = together(conduct, iterateConduct(step, setting));
        break;
      case "load":
        if (step.ref.of.is === "self") conduct = together(conduct, { ...silent, asks: [step.ref.name] });
        break;
      case "jump":
        if (step.to === "raise") conduct = together(conduct, { ...silent, raises: true });
        break;
      default:
    }
  });
  return conduct;
}

/** What a call does. `made`: what the function around it made itself is nobody else's, so that it matters little what is done with it. */
export function callConduct({ ref, use }: Pick<Call, "ref" | "use">, setting: Setting, made: boolean): Conduct {
  const { scope, world } = setting;
  const { callee } = ref;
  const values = world.evaluate(callee, scope);
  const calls: Asked = { ref, setting, awaited: use === "awaited", dropped: use === "dropped", made };
  let conduct = values.length === 0 ? byName(calls) : values.map((value) => byValue(value, calls)).reduce(together);
  if (callee.is === "attr" && callee.of.is === "self") conduct = together(conduct, { ...silent, asks: [callee.name] });
  // What is handed over is run sooner or later.
  const handed = [...ref.args, ...Object.values(ref.keys ?? {})].filter((arg) => arg.is === "func").flatMap((arg) => world.evaluate(arg, scope));
  return handed.map((value) => byValue(value, calls)).reduce(together, conduct);
}

interface Asked { readonly ref: CallRef; readonly setting: Setting; readonly awaited: boolean; readonly dropped: boolean; readonly made: boolean }

function byValue(value: Value, calls: Asked): Conduct {
  const { world, scope } = calls.setting;
  switch (value.is) {
    case "function": return { ...silent, runs: [value.node] };
    case "class": return method({ is: "object", path: value.path, cls: value.cls }, ["__init__", "__post_init__", "constructor"], scope.path, world);
    case "object": return method(value, ["__call__"], scope.path, world);
    case "external": return byLibrary(value.name, calls);
    case "wrapped": return value.of.length === 0 ? unknown : value.of.map((inner) => byValue(inner, calls)).reduce(together);
    default: return unknown;
  }
}

function method(value: ObjectValue, names: readonly string[], path: string, world: World): Conduct {
  const runs = names.flatMap((name) => memberOf(value, name, path, world)).flatMap((member) => (member.is === "function" ? [member.node] : []));
  return runs.length === 0 ? silent : { ...silent, runs };
}

function byLibrary(name: string, calls: Asked): Conduct {
  const { ref, setting: { shelf, scope, world } } = calls;
  const { quiet } = shelf.knowledge.library;
  // A task that nobody keeps, a callback for later: something is left to be done.
  if (calls.dropped && /\.(create_task|ensure_future)$/.test(name)) return loud;
  if (quiet?.has(name)) return isSaying(name) ? saying : silent;
  if (shelf.card(name).callbacks.some(({ runs }) => runs === "loop")) return loud;
  if (elsewhere.has(name)) {
    const run = ref.args[elsewhere.get(name)!];
    const values = run ? world.evaluate(run, scope) : [];
    return values.length === 0 ? unknown : values.map((value) => byValue(value, { ...calls, awaited: false })).reduce(together);
  }
  if (name === "builtins.open") return reads(ref.args[1] ?? ref.keys?.["mode"]) ? silent : loud;
  if (name === "fetch") return asksOnly(ref.args[1]) ? silent : loud;
  if (isSingleMember(name, shelf) && !calls.made) return loud;
  const known = byVerb(lastOf(name), calls);
  if (known !== unknown) return known;
  for (let end = name.lastIndexOf("."); end > 0; end = name.lastIndexOf(".", end - 1)) {
    if (quiet?.has(name.slice(0, end))) return isSaying(name) ? saying : silent;
  }
  return unknown;
}

const isSaying = (name: string): boolean => name === "builtins.print" || /^(console|logging|structlog|loguru)\b/.test(name);

const isSingleMember = (name: string, shelf: Shelf): boolean => shelf.knowledge.library.single?.has(name.slice(0, name.lastIndexOf("."))) === true;

/** What hands a function to a thread, and as which argument. */
const elsewhere: ReadonlyMap<string, number> = new Map([
  ["asyncio.to_thread", 0], ["anyio.to_thread.run_sync", 0], ["asyncio.AbstractEventLoop.run_in_executor", 1], ["asyncio.loop.run_in_executor", 1],
]);

/** A mode of `open` that only reads. */
const reads = (mode: Ref | undefined): boolean => mode === undefined || (mode.is === "literal" && !/[wax+]/.test(String(mode.value)));

/** Options of `fetch` that ask, and send nothing. */
function asksOnly(options: Ref | undefined): boolean {
  if (options === undefined) return true;
  if (options.is !== "object") return false;
  const { method: verb, body } = options.members;
  return body === undefined && (verb === undefined || (verb.is === "literal" && /^(get|head)$/i.test(String(verb.value))));
}

/** A call of which only the name is known. */
function byName(calls: Asked): Conduct {
  const { callee } = calls.ref;
  return callee.is === "attr" || callee.is === "name" || callee.is === "import" ? byVerb(callee.name ?? "", calls) : unknown;
}

function byVerb(name: string, { ref: { callee, args }, setting, awaited, made }: Asked): Conduct {
  const of = callee.is === "attr" ? callee.of : undefined;
  if (/^_*[A-Z][a-z]/.test(name)) return silent;
  if (of && isLogger(of, setting)) return saying;
  const own = of !== undefined && made && !isShared(of);
  const verb = promised(name);
  if (verb === "acts") return own && (!awaited || gentle.test(name)) ? silent : loud;
  if (of && !own && isSingle(of, name, args, setting)) return loud;
  if (verb === "reads") return silent;
  if (own && (!awaited || bodies.has(name))) return silent;
  return !awaited && of !== undefined && data.has(name) ? silent : unknown;
}

/** What may be done with something of one's own. */
const gentle = /^(a?close|open|connect|start|disconnect|wait|join|seek|next|begin|move)/i;

/** What takes an answer apart that is one's own. */
const bodies = new Set("json text read blob arrayBuffer formData bytes body".split(" "));

/** Methods of data: strings, lists, maps, dates. */
const data = new Set(
  ("all any astimezone at capitalize casefold charAt charCodeAt concat copy count decode difference encode endswith endsWith entries every filter find " +
    "findIndex findLast fill flat flatMap forEach format get getFullYear getTime groupby has hasOwnProperty hex includes index indexOf intersection " +
    "isalnum isalpha isdigit isoformat isdisjoint issubset issuperset items join joinpath json keys lastIndexOf length ljust localeCompare lower lstrip map " +
    "match matchAll model_dump model_dump_json padEnd padStart partition reduce reduceRight removeprefix removesuffix repeat replace replaceAll rjust rsplit " +
    "rstrip search slice some split splitlines startswith startsWith strftime strip substr substring then catch finally timestamp title toFixed toISOString " +
    "toJSON toLocaleString toLowerCase toString toUpperCase total_seconds trim trimEnd trimStart union upper valueOf values with_suffix zfill").split(" "),
);

/** Entering a lock is waiting for one's turn; a context manager of the workspace is run. */
function enterConduct({ of, async }: Enter, { scope, shelf, world }: Setting): Conduct {
  const values = world.evaluate(of, scope);
  const callee = of.is === "call" ? of.callee : of;
  if ((callee.is === "attr" || callee.is === "name") && /lock|mutex|transaction|atomic|begin/i.test(callee.name)) return loud;
  let conduct = silent;
  for (const value of values) {
    if (value.is === "instance" && (shelf.knowledge.library.single?.has(value.of) === true) && of.is !== "call") conduct = together(conduct, loud);
    else if (value.is === "object") conduct = together(conduct, method(value, async ? ["__aenter__", "__aexit__"] : ["__enter__", "__exit__"], scope.path, world));
    else if (value.is === "generator") conduct = together(conduct, { ...silent, runs: [value.from] });
  }
  return conduct;
}

/** Going through a generator runs it. */
function iterateConduct({ of, async }: Iterate, { scope, world }: Setting): Conduct {
  const runs = world.evaluate(of, scope).flatMap((value) => (value.is === "generator" ? [value.from] : []));
  if (runs.length > 0) return { ...silent, runs };
  return async && isShared(of) ? unknown : silent;
}
