import type { Node } from "web-tree-sitter";
import { scopesAround } from "../../python/write/bindings.js";
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
import { argumentsOf, bare, isAsync, isAwaited, isField, methodCallOn, namesIn, nodeAt, targets } from "../../python/write/tree.js";
import type { Edit, Fix, Source } from "../../rule.js";
import { sleptAway } from "./python-clock.js";
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
  const node = site.form === "loop" ? loopAt(file, site.span[0]) : nodeAt(file.root, site.span, site.form === "call" ? ["call"] : undefined);
  const python = site.python ?? oldest;
  // What these give does its work later, where it is gone through: a thread would make it and do nothing.
  if (!node || isLazy(node)) return [];
  const work = { file, site, node, place: placeOf(node, python), python };
  return work.place.awaits ? forms[site.form](work) : [];
}

const forms: Record<BlockingSite["form"], (work: Work) => readonly Fix[]> = {
  call: called,
  // Entering must happen in the thread that leaves again, unless all of it can move.
  enter: (work) => (work.site.leaf.includes("open") || opens(work.node) ? some(wholeFile(work)) : []),
  iterate: (work) => some(gathered(work)),
  load: (work) => some(property(work)),
  operator: () => [],
  loop: ({ file, site, node, place }) => some(site.blocker.why === "clock" ? sleptAway(file, node, place) : undefined),
};

/** The `while` that begins at an offset. */
function loopAt(file: PythonFile, at: number): Node | undefined {
  const loop = file.root.descendantForIndex(at)?.parent;
  return loop?.type === "while_statement" && loop.startIndex === at ? loop : undefined;
}

function called(work: Work): readonly Fix[] {
  const [better] = [twin, directly, future].flatMap((way) => some(way(work)));
  // A thread that sleeps is of no use where the loop can wait itself.
  return better && work.site.blocker.why === "sleep" ? [better] : [...some(better), ...offload(work)];
}

/** Whether a node calls a builtin that only prepares work: `map(time.sleep, xs)`. */
function isLazy(node: Node): boolean {
  const callee = node.type === "call" ? node.childForFieldName("function")!.text : "";
  return /^(?:map|filter|zip|enumerate|reversed|iter)$/.test(callee) && !scopesAround(node).some(({ names }) => names.has(callee));
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
  const awaited = isAwaited(node);
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

/** `future.result()` → `await asyncio.wrap_future(future)`. */
function future({ file, site, node }: Work): Fix | undefined {
  const object = node.childForFieldName("function")!.childForFieldName("object");
  if (site.depth !== 1 || site.leaf !== "concurrent.futures.Future.result" || !object || argumentsOf(node).length > 0) return undefined;
  const named = loopLibrary(node).name === "asyncio" && !isAwaited(node) ? nameFor(node, "asyncio.wrap_future") : undefined;
  if (!named || file.text.slice(object.endIndex, node.endIndex).includes("#")) return undefined;
  const { before, after } = awaiting(file, node);
  const edits = [insert(node.startIndex, `${before}${named.text}(`), replace(object.endIndex, node.endIndex, `)${after}`)];
  return fix(`Await \`${short(object)}\` with \`asyncio.wrap_future\``, [...importEdits(file, named.imports), ...edits]);
}

/** Whether another thread may do the work. */
function movesToThread({ site, node }: Work): boolean {
  const { leaf, depth, blocker: { why, offload: how = "yes" } } = site;
  const callee = node.childForFieldName("function")!.text;
  // StopIteration cannot pass through a future, and the loop is for its own thread.
  if (/(?:^|\.)(?:next|__next__)$/.test(callee) || /\.(?:next|__next__)$/.test(leaf) || site.stays?.()) return false;
  // `stack.callback(release)` does nothing yet.
  if (depth > 1 && /\.callback$/.test(callee)) return false;
  if (how !== "no") return true;
  // What may not be taken apart, a helper does as a whole: it iterates to the end, it releases what it has taken.
  if (depth > 1) return why === "future" || (why !== "database" && why !== "loop" && /\.__(?:iter|enter|exit)__$/.test(leaf));
  return listings.test(leaf) && /^(?:list|set|frozenset|tuple|sorted|dict|sum|len|min|max|any|all)$/.test(callee);
}

/** Lets a thread (a process, for work that holds the interpreter) make the call. */
function offload(work: Work): Fix[] {
  const { file, site, node, place, python } = work;
  if (!movesToThread(work) || isAwaited(node)) return [];
  const whole = wholeFile(work);
  if (whole) return [whole];
  if (bound(node, place.func)) return [];
  const thread = threadAt(node, python);
  const chain = openChain(node);
  if (chain && thread) {
    // The opening and the reading are one piece of work: both findings offer the same.
    return movable(chain) && !bound(chain, place.func) && !isAwaited(chain)
      ? [fix(`Open and use the file in a thread with \`${thread.title}\``, expressionInThread(file, chain, "lambda: ", thread))] : [];
  }
  const edits = thread && callInThread(file, node, thread);
  const threaded = edits && fix(`Run \`${site.name}\` in a thread with \`${thread.title}\``, edits);
  const process = site.blocker.offload === "process" ? processed(work) : undefined;
  // What a helper takes and gives may not be fit to be sent.
  return (site.depth > 1 ? [threaded, process] : [process, threaded]).flatMap((offered) => some(offered));
}

/** Work that holds the interpreter goes to another process: in a thread it would still slow the loop down. */
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

// Those of the standard library that end, and touch the disk at each step.
const listings = /^(?:os|glob|pathlib)\.(?:\w+\.)?(?:glob|iglob|rglob|iterdir|walk|fwalk|scandir)(?:\.__iter__)?$/;

/** `for x in p.glob("*")` → `for x in await asyncio.to_thread(list, p.glob("*"))`. */
function gathered({ file, site, node, place, python }: Work): Fix | undefined {
  if (site.depth > 1 || !listings.test(site.leaf)) return undefined;
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

/** `obj.prop` → `await asyncio.to_thread(lambda: obj.prop)`, and `obj[key]` likewise. */
function property({ file, site, node, place, python }: Work): Fix | undefined {
  if ((node.type !== "attribute" && node.type !== "subscript") || isTarget(node) || isAwaited(node) || (site.blocker.offload ?? "yes") !== "yes") return undefined;
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
