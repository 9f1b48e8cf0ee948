import type { Blocker } from "../model/blocker.js";
import type { Ref } from "../model/ref.js";
import type { Call, Loop, Step } from "../model/step.js";
import { propertyOf } from "../resolve/members.js";
import type { FuncNode, Scope } from "../resolve/node.js";
import type { World } from "../resolve/world.js";
import type { Leaf } from "./resolved.js";

/** What tells the time: it changes without anybody's doing. */
export const clocks =
  /^(?:time\.(?:time|monotonic|perf_counter|process_time|thread_time)(?:_ns)?|asyncio\.\w+\.time|datetime\.datetime\.(?:now|utcnow|today)|Date(?:\.now)?|performance\.now|perf_hooks\.performance\.now|process\.(?:hrtime.*|uptime))$/;

/** What asks for a state that others change: other code of the loop, threads, processes, the disk. It may be asked as often as one likes. */
const states = new Set([
  ..."Event.is_set Future.done Future.cancelled Task.done Task.cancelled Queue.empty Queue.full Queue.qsize Lock.locked".split(" ").map((name) => `asyncio.${name}`),
  ..."Event.is_set Lock.locked Thread.is_alive".split(" ").map((name) => `threading.${name}`),
  ..."concurrent.futures.Future.done concurrent.futures.Future.running concurrent.futures.Future.cancelled".split(" "),
  ..."multiprocessing.Event.is_set multiprocessing.Process.is_alive multiprocessing.pool.AsyncResult.ready".split(" "),
  ..."queue.Queue.empty queue.Queue.full queue.Queue.qsize queue.SimpleQueue.empty subprocess.Popen.poll".split(" "),
  ..."os.path.exists os.path.isfile os.path.isdir os.path.getsize pathlib.Path.exists pathlib.Path.is_file pathlib.Path.is_dir".split(" "),
  ..."fs.existsSync Atomics.load".split(" "),
]);

/** What only computes, of what it is given. */
const computes =
  /^(?:asyncio\.get_(?:running|event)_loop|builtins\.(?:abs|all|any|bool|float|getattr|hasattr|id|int|isinstance|issubclass|len|max|min|round|str|sum)|math\.\w+|datetime\.timedelta(?:\.\w+)?|datetime\.datetime\.timestamp|Math\.(?!random)\w+|Number(?:\.\w+)?|Boolean|String|isNaN|isFinite|Date\.(?:get\w+|valueOf))$/;

const looping: Blocker = { cost: "high", why: "watch", offload: "no" };
/** Waits for the time to come, or for something to change. Both are named alike: the program says what it is. */
const leaves = { clock: { name: "busy loop", blocker: { ...looping, why: "clock" } }, watch: { name: "busy loop", blocker: looping } } as const satisfies Record<string, Leaf>;

/** What an answer rests on that looked into the functions of a module which only look. */
export const looksOf = (path: string): string => `looks of ${path}`;

/** Longer chains of helpers are not followed. */
const deepest = 3;

/** What an idle loop holds the thread by; undefined where something it calls may do more than look, or is not known. */
export function idleLeaf({ asks = [], test, body, after = [] }: Loop, scope: Scope, world: World): Leaf | undefined {
  const seen = { clock: false };
  const looks = [...test, ...body, ...after].every((step) => onlyLooks(step, scope, world, seen, 0)) && asks.every((ref) => isPlain(ref, scope, world, seen, 0));
  return looks ? leaves[seen.clock ? "clock" : "watch"] : undefined;
}

interface Seen { clock: boolean }

function onlyLooks(step: Step, scope: Scope, world: World, seen: Seen, depth: number): boolean {
  switch (step.is) {
    case "call": return step.use !== "awaited" && isLook(step, scope, world, seen, depth);
    case "load": return isPlain(step.ref, scope, world, seen, depth);
    case "read": return step.use !== "awaited";
    case "branch": return step.arms.every((arm) => arm.every((each) => onlyLooks(each, scope, world, seen, depth)));
    // A `do` whose round may be left early.
    case "loop": return step.test.length === 0 && step.asks === undefined && step.body.every((each) => onlyLooks(each, scope, world, seen, depth));
    case "jump": case "bind": return true;
    default: return false;
  }
}

function isLook({ ref }: Pick<Call, "ref">, scope: Scope, world: World, seen: Seen, depth: number): boolean {
  const values = world.evaluate(ref.callee, scope);
  return values.length > 0 && values.every((value) => {
    switch (value.is) {
      case "external":
        if (clocks.test(value.name)) seen.clock = true;
        return clocks.test(value.name) || states.has(value.name) || computes.test(value.name) || world.shelf(value.language).card(value.name).looks;
      case "function": return isQuiet(value.node, world, seen, depth, value.self);
      // An error that is raised.
      case "class": return /(?:Error|Exception|Timeout)$/.test(value.cls.name);
      default: return false;
    }
  });
}

/** Whether a function of the workspace does nothing but look. */
function isQuiet(node: FuncNode, world: World, seen: Seen, depth: number, self: Scope["self"]): boolean {
  const { func, path } = node;
  world.restsOn(looksOf(path));
  if (!func || depth >= deepest || func.async || func.generator || func.abstract || func.changes || func.attributes.size > 0) return false;
  const scope: Scope = { path, func, ...(self ? { self } : {}) };
  return func.steps.every((step) => onlyLooks(step, scope, world, seen, depth + 1));
}

/** Whether an attribute is no property, or one that only looks. */
function isPlain(ref: Ref, scope: Scope, world: World, seen: Seen, depth: number): boolean {
  if (ref.is !== "attr" || !world.isProperty(ref.name)) return true;
  return world.evaluate(ref.of, scope).every((value) => {
    const property = value.is === "object" ? propertyOf(value, ref.name, world) : undefined;
    return !property || isQuiet(property, world, seen, depth, value.is === "object" ? value : undefined);
  });
}
