import type { Node } from "web-tree-sitter";
import { insert, ordered, replace } from "../../python/write/edits.js";
import { beginsLine, fileOf, indentAt, lineEnd, lineStart } from "../../python/write/file.js";
import type { PythonFile } from "../../python/write/file.js";
import { importEdits } from "../../python/write/imports.js";
import { freshName, nameFor } from "../../python/write/names.js";
import { oldest, placeOf } from "../../python/write/place.js";
import type { Place } from "../../python/write/place.js";
import { awaiting, wrap } from "../../python/write/rewrite.js";
import { loopLibrary } from "../../python/write/thread.js";
import { argumentsOf, bare, dotted, isAwaited, isField, nodeAt, parts, same, statementOf } from "../../python/write/tree.js";
import type { Edit, Fix, Source } from "../../rule.js";
import type { AsyncCallbackSite } from "./site.js";

/** What a fix is written from: the call, and the function that it hands over. */
interface Work {
  readonly file: PythonFile;
  readonly site: AsyncCallbackSite;
  readonly call: Node;
  readonly handed: Node;
  readonly place: Place;
}

/** Ways to have the coroutine run: awaited here, as a task, or by a loop of its own; none where it is not sure which of them is right. */
export function mend(site: AsyncCallbackSite, source: Source): readonly Fix[] {
  const file = fileOf(source);
  const call = site.call && nodeAt(file.root, site.call, ["call"]);
  const handed = call && argumentAt(call, site.at);
  if (!call || !handed || loopLibrary(call).name !== "asyncio") return [];
  const found = ways[site.taker]?.({ file, site, call, handed, place: placeOf(call, site.python ?? oldest) });
  return found ? [found] : [];
}

type Way = (work: Work) => Fix | undefined;

const ways: Readonly<Record<string, Way>> = {
  "threading.Thread": ofThread,
  "threading.Timer": ofThread,
  "concurrent.futures.Executor.submit": submitted,
  "atexit.register": atEnd,
  "asyncio.to_thread": directly,
  "asyncio.AbstractEventLoop.run_in_executor": directly,
  "asyncio.AbstractEventLoop.call_soon": asTask,
  "asyncio.AbstractEventLoop.call_soon_threadsafe": acrossThreads,
  "contextlib.AsyncExitStack.callback": awaitedAtExit,
  "builtins.filter": filtered,
  "builtins.map": gathered,
  "itertools.starmap": gathered,
};

const fix = (title: string, edits: readonly Edit[]): Fix => ({ title, edits: ordered(edits), safe: false });

function argumentAt(call: Node, at: number | string): Node | undefined {
  const given = argumentsOf(call);
  if (typeof at === "string") return given.find((each) => each.type === "keyword_argument" && each.childForFieldName("name")!.text === at)?.childForFieldName("value") ?? undefined;
  return given.filter(({ type }) => type !== "keyword_argument" && type !== "dictionary_splat")[at];
}

const keyword = (call: Node, name: string): boolean => argumentAt(call, name) !== undefined;

/** The function that is called: of a name or attribute; of a lambda without parameters what it calls. */
const isNamed = (handed: Node): boolean => dotted(handed) !== undefined;

const lambdaBody = (node: Node): Node | undefined =>
  (node.type === "lambda" && !node.childForFieldName("parameters") ? node.childForFieldName("body") ?? undefined : undefined);

/** `f, a, k=b` → `f(a, k=b)`: what the call hands on to the function, and what stands between; undefined where a comment would be lost. */
function appliedCall({ file, call, handed }: Work): string | undefined {
  const body = lambdaBody(handed);
  const given = argumentsOf(call);
  const next = given[given.findIndex((each) => same(each, handed)) + 1];
  const end = call.childForFieldName("arguments")!.endIndex - 1;
  const rest = next ? file.text.slice(next.startIndex, end) : "";
  if (rest.includes("#") || file.text.slice(handed.endIndex, next?.startIndex ?? end).includes("#")) return undefined;
  if (body) return next ? undefined : body.text;
  return isNamed(handed) ? `${handed.text}(${rest.trimEnd()})` : undefined;
}

/** `Thread(target=f)` → `Thread(target=lambda: asyncio.run(f()))`. */
function ofThread(work: Work): Fix | undefined {
  const { file, call, handed, site } = work;
  const timer = site.taker === "threading.Timer";
  const given = argumentsOf(call).filter(({ type }) => type !== "keyword_argument").length;
  const args = keyword(call, "args") || given > (timer ? 2 : 3);
  const keys = keyword(call, "kwargs") || given > (timer ? 3 : 4);
  const params = [...(args || keys ? ["*args"] : []), ...(keys ? ["**kwargs"] : [])].join(", ");
  return ownLoop(file, handed, params, "in the thread");
}

/** `atexit.register(f)` → `atexit.register(lambda: asyncio.run(f()))`. */
function atEnd({ file, call, handed }: Work): Fix | undefined {
  return argumentsOf(call).length === 1 ? ownLoop(file, handed, "", "at exit") : undefined;
}

function ownLoop(file: PythonFile, handed: Node, params: string, where: string): Fix | undefined {
  const run = nameFor(handed, "asyncio.run");
  const body = lambdaBody(handed);
  if (!run || (!isNamed(handed) && !(body?.type === "call" && params === ""))) return undefined;
  const edits = body
    ? wrap(body, `${run.text}(`, ")")
    : wrap(handed, `lambda${params && ` ${params}`}: ${run.text}(`, `(${params}))`);
  return fix(`Run it with \`asyncio.run\` ${where}`, [...importEdits(file, run.imports), ...edits]);
}

/** `pool.submit(f, a)` → `pool.submit(asyncio.run, f(a))`; a coroutine cannot be sent to another process. */
function submitted(work: Work): Fix | undefined {
  const { file, call, handed } = work;
  const applied = appliedCall(work);
  const run = nameFor(call, "asyncio.run");
  if (!applied || !run || file.text.includes("ProcessPoolExecutor")) return undefined;
  const end = call.childForFieldName("arguments")!.endIndex - 1;
  return fix("Run it with `asyncio.run` in the thread", [...importEdits(file, run.imports), replace(handed.startIndex, end, `${run.text}, ${applied}`)]);
}

/** `await asyncio.to_thread(f, a)` → `await f(a)`. */
function directly(work: Work): Fix | undefined {
  const { call, handed, site } = work;
  const applied = isAwaited(call) ? appliedCall(work) : undefined;
  if (!applied || work.file.text.slice(call.startIndex, handed.startIndex).includes("#")) return undefined;
  return fix(`Await \`${site.name ?? "it"}\` itself`, [replace(call.startIndex, call.endIndex, applied)]);
}

/** `loop.call_soon_threadsafe(f, a)` → `asyncio.run_coroutine_threadsafe(f(a), loop)`. */
function acrossThreads(work: Work): Fix | undefined {
  const { file, call } = work;
  const loop = call.childForFieldName("function")!.childForFieldName("object");
  const applied = isStatement(call) && !hasContext(call) ? appliedCall(work) : undefined;
  const run = nameFor(call, "asyncio.run_coroutine_threadsafe");
  if (!applied || !run || !loop || dotted(loop) === undefined) return undefined;
  const edit = replace(call.startIndex, call.endIndex, `${run.text}(${applied}, ${loop.text})`);
  return fix("Run it with `asyncio.run_coroutine_threadsafe`", [...importEdits(file, run.imports), edit]);
}

/** `loop.call_soon(f, a)` → `f_task = loop.create_task(f(a))`, and `await f_task` at the end of the function. */
function asTask(work: Work): Fix | undefined {
  const { file, call, site, place } = work;
  const statement = statementOf(call);
  const block = place.awaits && place.func?.childForFieldName("body");
  const applied = isStatement(call) && !hasContext(call) ? appliedCall(work) : undefined;
  const loop = call.childForFieldName("function")!.childForFieldName("object");
  if (!applied || !statement || !block || !loop || !statement.parent || !same(statement.parent, block)) return undefined;
  const statements = parts(block);
  const last = statements.at(-1)!;
  if (same(last, statement)) return fix(`Await \`${site.name ?? "it"}\``, [replace(call.startIndex, call.endIndex, `await ${applied}`)]);
  // Those before it may be mended together with this one.
  const before = block.descendantsOfType("call").filter(({ text, endIndex }) => /^[\w.]+\.call_soon\(/.test(text) && endIndex <= call.startIndex).length;
  const name = freshName(file, `${/\w+$/.exec(site.name ?? "")?.[0] ?? "background"}_task${before > 0 ? `_${before + 1}` : ""}`);
  if (!beginsLine(file, statement.startIndex) || !beginsLine(file, last.startIndex)) return undefined;
  const indent = indentAt(file, statement.startIndex);
  const wait = last.type === "return_statement" || last.type === "raise_statement"
    ? insert(lineStart(file, last.startIndex), `${indent}await ${name}${file.eol}`)
    : insert(lineEnd(file, last.endIndex), `${file.eol}${indent}await ${name}`);
  return fix(`Start it as a task, and await it in the end`, [replace(call.startIndex, call.endIndex, `${name} = ${loop.text}.create_task(${applied})`), wait]);
}

/** `stack.callback(f)` → `stack.push_async_callback(f)`. */
function awaitedAtExit({ call }: Work): Fix | undefined {
  const name = call.childForFieldName("function")!.childForFieldName("attribute");
  return name ? fix("Use `push_async_callback`", [replace(name.startIndex, name.endIndex, "push_async_callback")]) : undefined;
}

const hasContext = (call: Node): boolean => keyword(call, "context");

const isStatement = (call: Node): boolean => call.parent?.type === "expression_statement" && parts(call.parent).length === 1;

/** `list(filter(f, xs))` → `[item for item in xs if await f(item)]`. */
function filtered({ file, site, call, handed, place }: Work): Fix | undefined {
  const [, items, ...more] = argumentsOf(call);
  const outer = wholeOf(call);
  if (!items || more.length > 0 || !outer || !place.awaits || file.text.slice(outer.startIndex, outer.endIndex).includes("#")) return undefined;
  const [name, test] = isNamed(handed) ? named(file, handed) : ofLambda(handed);
  if (name === undefined || test === undefined || /lambda|conditional|named_expression/.test(items.type)) return undefined;
  const text = `[${name} for ${name} in ${items.text} if await ${test}]`;
  return fix(`Await \`${site.name ?? "it"}\` for each`, [replace(outer.startIndex, outer.endIndex, text)]);
}

function named(file: PythonFile, handed: Node): readonly [string, string] {
  const name = freshName(file, "item");
  return [name, `${handed.text}(${name})`];
}

/** `lambda x: f(x, 1)`: its parameter and what it calls. */
function ofLambda(handed: Node): readonly [string?, string?] {
  const params = handed.type === "lambda" ? handed.childForFieldName("parameters") : null;
  const [param, ...more] = params ? parts(params) : [];
  const body = handed.childForFieldName("body");
  return param?.type === "identifier" && more.length === 0 && body?.type === "call" ? [param.text, body.text] : [];
}

/** What is replaced by a list: the iterator, or the `list(…)` round it; none where an iterator is wanted. */
function wholeOf(call: Node): Node | undefined {
  const parent = call.parent!;
  if (/^for_(?:statement|in_clause)$/.test(parent.type) && isField(parent, "right", call)) return call;
  const outer = parent.type === "argument_list" ? parent.parent : undefined;
  if (outer?.type !== "call" || argumentsOf(outer).length === 0 || !same(bare(argumentsOf(outer)[0]!), call)) return undefined;
  const callee = outer.childForFieldName("function")!.text;
  if (callee === "list" && argumentsOf(outer).length === 1) return outer;
  return /^(?:tuple|set|frozenset|sorted|sum|min|max|any|all|enumerate)$|\.join$/.test(callee) ? call : undefined;
}

/** `list(map(f, xs))` → `await asyncio.gather(*map(f, xs))`. */
function gathered({ file, call, place }: Work): Fix | undefined {
  const outer = wholeOf(call);
  const named = nameFor(call, "asyncio.gather");
  if (!outer || !named || !place.awaits) return undefined;
  const { before, after } = awaiting(file, outer);
  return fix("Await all of them with `asyncio.gather`", [
    ...importEdits(file, named.imports),
    replace(outer.startIndex, call.startIndex, `${before}${named.text}(*`), replace(call.endIndex, outer.endIndex, `)${after}`),
  ]);
}
