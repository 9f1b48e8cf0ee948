import type { Node } from "web-tree-sitter";
import { insert, ordered, replace } from "../../python/write/edits.js";
import { fileBlock } from "../../python/write/file-block.js";
import { fileOf } from "../../python/write/file.js";
import type { PythonFile } from "../../python/write/file.js";
import { bound, guarded, opens, usesFile } from "../../python/write/guards.js";
import { importEdits } from "../../python/write/imports.js";
import { importedCallee, nameFor } from "../../python/write/names.js";
import { oldest, placeOf } from "../../python/write/place.js";
import type { Place, Version } from "../../python/write/place.js";
import { callInProcess } from "../../python/write/process.js";
import { awaiting, movable } from "../../python/write/rewrite.js";
import { callInThread, expressionInThread, loopLibrary, threadAt } from "../../python/write/thread.js";
import { argumentsOf, bare, isAsync, isField, methodCallOn, namesIn, nodeAt, targets } from "../../python/write/tree.js";
import type { Edit, Fix, Source } from "../../rule.js";
import type { BlockingSite } from "./site.js";

/** What a fix is written from. */
interface Work {
  readonly file: PythonFile;
  readonly site: BlockingSite;
  readonly node: Node;
  readonly place: Place;
  readonly python: Version;
}

/** The ways to keep a blocking call off the loop, the best first; none where `await` cannot stand there, or a thread may not do it. */
export function mend(site: BlockingSite, source: Source): readonly Fix[] {
  // A callback of the loop cannot wait for anything.
  if (!site.async) return [];
  const file = fileOf(source);
  const node = nodeAt(file.root, site.span, site.form === "call" ? ["call"] : undefined);
  const python = site.python ?? oldest;
  const work = node && { file, site, node, place: placeOf(node, python), python };
  return work?.place.awaits ? forms[site.form](work) : [];
}

const forms: Record<BlockingSite["form"], (work: Work) => readonly Fix[]> = {
  call: called,
  // Entering must happen in the thread that leaves again, unless all of it can move.
  enter: (work) => (work.site.leaf.includes("open") || opens(work.node) ? some(wholeFile(work)) : []),
  iterate: (work) => some(gathered(work)),
  load: (work) => some(property(work)),
};

function called(work: Work): readonly Fix[] {
  const [better] = [...some(twin(work)), ...some(directly(work))];
  // A thread that sleeps is of no use where the loop can wait itself.
  return better && work.site.blocker.why === "sleep" ? [better] : [...some(better), ...offload(work)];
}

const some = (fix: Fix | undefined): Fix[] => (fix ? [fix] : []);

const fix = (title: string, edits: readonly Edit[], safe = false): Fix => ({ title, edits: ordered(edits), safe });

/** `time.sleep(x)` → `await asyncio.sleep(x)`. */
function twin({ file, site, node, place }: Work): Fix | undefined {
  const known = site.depth === 1 ? site.blocker.twin : undefined;
  const callee = node.childForFieldName("function")!;
  if (!known || callee.text.includes("#")) return undefined;
  const library = loopLibrary(node);
  const sleeps = known.call === "asyncio.sleep";
  // `time.sleep` takes one argument, and no keyword; anything else is an error already.
  const [first, ...more] = argumentsOf(node);
  if (sleeps && (!first || more.length > 0 || /^keyword_argument$|_splat$/.test(first.type))) return undefined;
  if (!sleeps && library.name !== "asyncio" && known.module === "asyncio") return undefined;
  const path = sleeps ? `${library.name}.sleep` : known.call;
  const named = nameFor(node, path, sleeps ? library.name : known.module);
  if (!named) return undefined;
  const awaited = node.parent?.type === "await";
  const { before, after } = awaited ? { before: "", after: "" } : awaiting(file, node);
  const edits = [
    ...importEdits(file, named.imports), replace(callee.startIndex, callee.endIndex, before + named.text), insert(node.endIndex, after),
  ];
  const safe = sleeps && library.sure && place.plain && !awaited && importedCallee(callee) === "time.sleep" && !guarded(node, place.func);
  return fix(`Await \`${path}\` instead of \`${site.name}\``, edits, safe);
}

/** `asyncio.run(main())` in a coroutine → `await main()`. */
function directly({ file, site, node }: Work): Fix | undefined {
  const [only, ...more] = argumentsOf(node);
  if (site.depth !== 1 || !/^asyncio\.(?:run|.*\.run_until_complete|Runner\.run)$/.test(site.leaf) || !only || more.length > 0) return undefined;
  if (!/^(?:call|identifier|attribute|subscript)$/.test(only.type)) return undefined;
  const [head, tail] = [[node.startIndex, only.startIndex], [only.endIndex, node.endIndex]] as const;
  if ([head, tail].some(([from, to]) => file.text.slice(from, to).includes("#"))) return undefined;
  const { before, after } = awaiting(file, node);
  return fix(`Await \`${short(only)}\` instead of \`${site.name}\``, [replace(...head, before), replace(...tail, after)]);
}

/** Lets a thread (a process, for work that holds the interpreter) make the call. */
function offload(work: Work): Fix[] {
  const { file, site, node, place, python } = work;
  const how = site.blocker.offload ?? "yes";
  const callee = node.childForFieldName("function")!;
  // StopIteration cannot pass through a future.
  const steps = /(?:^|\.)(?:next|__next__)$/.test(site.leaf) || /(?:^|\.)(?:next|__next__)$/.test(callee.text);
  if (how === "no" || steps || node.parent?.type === "await") return [];
  const whole = wholeFile(work);
  if (whole) return [whole];
  if (bound(node, place.func)) return [];
  if (how === "process") return some(processed(work));
  const thread = threadAt(node, python);
  const chain = openChain(node);
  if (chain && thread) {
    // The opening and the reading are one piece of work: both findings offer the same.
    return movable(chain) && !bound(chain, place.func) && chain.parent?.type !== "await"
      ? [fix(`Open and use the file in a thread with \`${thread.title}\``, expressionInThread(file, chain, "lambda: ", thread))] : [];
  }
  const edits = thread && callInThread(file, node, thread);
  return edits ? [fix(`Run \`${site.name}\` in a thread with \`${thread.title}\``, edits)] : [];
}

/** Work that holds the interpreter goes to another process: a thread would hold it just as well. */
function processed({ file, site, node }: Work): Fix | undefined {
  const edits = loopLibrary(node).name === "asyncio" ? callInProcess(file, node) : undefined;
  return edits && fix(`Run \`${site.name}\` in another process with \`ProcessPoolExecutor\``, edits);
}

/** `with open(p) as f: x = f.read()` goes to a thread as a whole. */
function wholeFile({ file, node, python }: Work): Fix | undefined {
  const block = fileBlock(file, node, python);
  return block && fix(`Open and ${block.writes ? "write" : "read"} the file in a thread with \`${block.title}\``, block.edits);
}

/** `open(p).read()`, be it the call of `open` or of `read` that is asked about. */
function openChain(call: Node): Node | undefined {
  const object = call.childForFieldName("function")!.childForFieldName("object");
  const outer = object && opens(bare(object)) ? call : opens(call) ? methodCallOn(call) : undefined;
  return outer && usesFile(outer) ? outer : undefined;
}

// Finite ones of the standard library that touch the disk at each step.
const listings = /(?:^|\.)(?:glob|iglob|rglob|iterdir|walk|fwalk|scandir)$/;

/** `for x in p.glob("*")` → `for x in await asyncio.to_thread(list, p.glob("*"))`. */
function gathered({ file, site, node, place, python }: Work): Fix | undefined {
  if (site.depth > 1 || !listings.test(site.leaf) || (site.blocker.offload ?? "yes") === "no") return undefined;
  const loop = node.parent!;
  if (!/^for_(?:statement|in_clause)$/.test(loop.type) || isAsync(loop) || steered(loop) || bound(node, place.func)) return undefined;
  const thread = threadAt(node, python);
  return thread && fix(`List \`${short(node)}\` in a thread with \`${thread.title}\``, expressionInThread(file, node, "list, ", thread));
}

/** `dirs[:] = ...` in the loop tells `os.walk` where to go, which a list that is made before could not hear. */
function steered(loop: Node): boolean {
  const body = loop.childForFieldName("body");
  const names = targets(loop.childForFieldName("left")!);
  if (!body || loop.type !== "for_statement" || names.length < 3) return false;
  const directories = names[1]!;
  const changes = body.descendantsOfType(["assignment", "augmented_assignment", "delete_statement"]);
  const told = (call: Node, callee: Node): boolean =>
    callee.childForFieldName("object")?.text === directories || (callee.text !== "len" && argumentsOf(call).some(({ text }) => text === directories));
  return changes.some((change) => namesIn(change.childForFieldName("left") ?? change).has(directories))
    || body.descendantsOfType("call").some((call) => told(call, call.childForFieldName("function")!));
}

/** `obj.prop` → `await asyncio.to_thread(lambda: obj.prop)`. */
function property({ file, site, node, place, python }: Work): Fix | undefined {
  if (node.type !== "attribute" || isTarget(node) || node.parent?.type === "await" || (site.blocker.offload ?? "yes") !== "yes") return undefined;
  if (!movable(node) || bound(node, place.func)) return undefined;
  const thread = threadAt(node, python);
  return thread && fix(`Read \`${short(node)}\` in a thread with \`${thread.title}\``, expressionInThread(file, node, "lambda: ", thread));
}

function isTarget(node: Node): boolean {
  const parent = node.parent!;
  return parent.type === "delete_statement" || parent.type.endsWith("_pattern") || parent.type === "pattern_list"
    || (/^(?:assignment|augmented_assignment|for_statement|for_in_clause)$/.test(parent.type) && isField(parent, "left", node));
}

/** An expression for a title: on one line, and not too long. */
function short(node: Node): string {
  const text = node.text.replace(/\s+/g, " ");
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
