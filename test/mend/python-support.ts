import { readFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { mend as mendBlocking } from "../../rules/faults/blocking-call/python.js";
import type { Blocker } from "../../rules/model/blocker.js";
import type { BlockingSite } from "../../rules/faults/blocking-call/site.js";
import { mend as mendForgotten } from "../../rules/faults/forgotten-await/python.js";
import type { ForgottenSite } from "../../rules/faults/forgotten-await/site.js";
import { wasmFile } from "../../rules/host/wasm.js";
import { startPython } from "../../rules/python/parser.js";
import type { Fix } from "../../rules/rule.js";

/** Makes Python readable for tests. */
export const start = (): Promise<void> => startPython({ grammar: readFileSync(wasmFile("tree-sitter-python.wasm")) });

/** The text without its marks, and where they were. */
export function unmark(text: string): { text: string; span: readonly [number, number] } {
  const from = text.indexOf("«");
  const to = text.indexOf("»") - 1;
  if (from < 0 || to < from) throw new Error(`No site is marked in: ${text}`);
  return { text: text.replace("«", "").replace("»", ""), span: [from, to] };
}

/** The text after a fix, whose edits must be in order and apart. */
export function apply(text: string, { edits }: Fix): string {
  let end = -1;
  for (const { span } of edits) {
    if (span[0] <= end || span[1] < span[0]) throw new Error(`Edits out of order or touching: ${JSON.stringify(edits)}`);
    end = span[1];
  }
  return [...edits].reverse().reduce((was, { span, text: put }) => was.slice(0, span[0]) + put + was.slice(span[1]), text);
}

/** What may be said of a blocking site; the rest is that of a plain call in a coroutine. */
export type Blocking = Partial<Omit<BlockingSite, "blocker" | "span">> & Pick<Blocker, "offload" | "twin">;

/** The fixes for the marked blocking call. */
export function fixBlocking(marked: string, { offload, twin, ...fields }: Blocking = {}): { text: string; fixes: readonly Fix[] } {
  const { text, span } = unmark(marked);
  const written = text.slice(...span);
  const name = fields.name ?? /^[\s\S]*?(?=\((?!.*\)[.(])|$)/.exec(written)![0];
  const leaf = fields.leaf ?? (fields.depth ? "requests.get" : name === "sleep" ? "time.sleep" : name);
  const sleeps = leaf === "time.sleep";
  const known = sleeps ? { call: "asyncio.sleep", module: "asyncio" } : twin;
  const blocker: Blocker = { cost: "high", why: sleeps ? "sleep" : "network", ...(known ? { twin: known } : {}), ...(offload ? { offload } : {}) };
  const site: BlockingSite = { form: "call", depth: 1, async: true, ...fields, span, name, leaf, blocker };
  return { text, fixes: mendBlocking(site, { path: "/a.py", text }) };
}

/** The fixes for the marked forgotten coroutine: a bare statement in a coroutine, where nothing else is said. */
export function fixForgotten(marked: string, fields: Partial<Omit<ForgottenSite, "span">> = {}): { text: string; fixes: readonly Fix[] } {
  const { text, span } = unmark(marked);
  const name = /^[\w.]+/.exec(text.slice(...span))?.[0] ?? "it";
  const site: ForgottenSite = { how: "dropped", usedElsewhere: false, endless: false, scope: "async", name, ...fields, span };
  return { text, fixes: mendForgotten(site, { path: "/a.py", text }) };
}

/** A text without the indentation that its first line has, and without the line break before it. */
export function py(text: string): string {
  const lines = text.replace(/^\n/, "").replace(/\n[ ]*$/, "\n");
  const indent = /^ */.exec(lines)![0];
  return lines.replaceAll(new RegExp(`^${indent}`, "gm"), "");
}

const compiler = `
import json, sys, warnings
warnings.simplefilter("ignore")
def error(text):
    try:
        compile(text, "mended", "exec")
    except SyntaxError as found:
        return f"line {found.lineno}: {found.msg}"
print(json.dumps([error(text) for text in json.load(sys.stdin)]))
`;

const runner = `
import asyncio, contextlib, gc, io, json, os, pathlib, sys, tempfile, warnings
warnings.simplefilter("always")
def run(text):
    said = io.StringIO()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        os.chdir(folder)
        pathlib.Path("data.txt").write_text("one\\ntwo\\n")
        try:
            exec(compile(text, "mended", "exec"), {"__name__": "__main__"})
            gc.collect()
        except BaseException as error:
            print(type(error).__name__, error)
        os.chdir("/")
    return said.getvalue()
print(json.dumps([run(text) for text in json.load(sys.stdin)]))
`;

function python<T>(script: string, texts: readonly string[]): T[] {
  const { stdout, stderr } = spawnSync("python3", ["-c", script], { input: JSON.stringify(texts), encoding: "utf8", maxBuffer: 1 << 28 });
  if (!stdout) throw new Error(`python3 did not run: ${stderr}`);
  return JSON.parse(stdout) as T[];
}

/** What CPython's compiler says of each text, null where it takes it. */
export const compileAll = (texts: readonly string[]): (string | null)[] => python(compiler, texts);

/** What each program prints, warnings and its last error with it, in one CPython; `data.txt` is there to be read. */
export const runAll = (texts: readonly string[]): string[] => python(runner, texts);
