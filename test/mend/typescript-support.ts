import assert from "node:assert/strict";
import { transformSync, type Loader } from "esbuild";
import type { BlockingSite } from "../../rules/faults/blocking-call/site.js";
import type { Twin } from "../../rules/model/blocker.js";
import { mend as mendBlocking } from "../../rules/faults/blocking-call/typescript.js";
import type { ForgottenSite } from "../../rules/faults/forgotten-await/site.js";
import { mend as mendForgotten } from "../../rules/faults/forgotten-await/typescript.js";
import type { Span } from "../../rules/model/span.js";
import type { Fix } from "../../rules/rule.js";
import { parse, problemsOf } from "../../rules/typescript/parse.js";

/** A text, and what `«…»` marks in it. */
export function marked(text: string): { readonly text: string; readonly span: Span } {
  const from = text.indexOf("«");
  const to = text.indexOf("»") - 1;
  assert.ok(from >= 0 && to >= from, `no mark in ${text}`);
  return { text: text.replace(/[«»]/g, ""), span: [from, to] };
}

/** The text after a fix, whose edits must be in order and apart, and whose result must parse. */
export function applied(path: string, text: string, fix: Fix): string {
  let result = "";
  let at = 0;
  for (const { span: [from, to], text: replacement } of fix.edits) {
    assert.ok(from >= at && to >= from, `edits overlap or are out of order: ${JSON.stringify(fix.edits)}`);
    result += text.slice(at, from) + replacement;
    at = to;
  }
  for (const [index, edit] of fix.edits.entries()) {
    const next = fix.edits[index + 1];
    assert.ok(next === undefined || next.span[0] > edit.span[1] || (next.span[0] === edit.span[1] && next.span[1] > next.span[0] && edit.span[1] > edit.span[0]),
      `edits touch at an insertion: ${JSON.stringify(fix.edits)}`);
  }
  result += text.slice(at);
  assertParses(path, result);
  return result;
}

/** That both TypeScript and esbuild read the text; esbuild also knows where `await` may stand and which names are declared twice. */
export function assertParses(path: string, text: string): void {
  assert.deepEqual(problemsOf(parse(path, text)), [], text);
  try {
    stripped(path, text);
  } catch (error) {
    assert.fail(`does not parse:\n${text}\n${(error as Error).message}`);
  }
}

/** The text as plain JavaScript. */
export const stripped = (path: string, text: string): string =>
  transformSync(text, { loader: loader(path), logLevel: "silent", target: "node20", jsx: "automatic" }).code;

function loader(path: string): Loader {
  const end = path.slice(path.lastIndexOf(".") + 1).replace(/^[mc]/, "");
  return end === "js" ? "jsx" : (end as Loader);
}

/** The twins of the calls that the tests speak of. */
const twins: Readonly<Record<string, Twin>> = {
  "zlib.gzipSync": { call: "gzip", module: "node:zlib", promisify: true },
  "crypto.randomBytes": { call: "randomBytes", module: "node:crypto", promisify: true },
  "pako.gzip": { call: "gzip", module: "node:zlib", promisify: true },
  "bcrypt.hashSync": { call: "hash", module: "bcrypt" },
  "glob.glob.sync": { call: "glob", module: "glob" },
  "fast-glob.sync": { call: "default", module: "fast-glob" },
  "del.deleteSync": { call: "deleteAsync", module: "del" },
  "sleep.msleep": { call: "setTimeout", module: "node:timers/promises" },
  "Deno.readTextFileSync": { call: "readTextFile", module: "Deno" },
  "@tensorflow/tfjs.Tensor.dataSync": { call: "data", module: "@tensorflow/tfjs" },
  "fs.realpathSync.native": { call: "realpath", module: "node:fs/promises" },
};

const without: ReadonlySet<string> = new Set(["fs.existsSync", "child_process.execSync"]);

/** What a test may say of a blocking site; the rest is as usual. */
export interface Blocking extends Partial<BlockingSite> { readonly path?: string }

/** The fixes of a marked blocking call; the leaf is `fs.` and the callee's last name unless told. */
export function blockingFixes(source: string, given: Blocking = {}): { path: string; text: string; fixes: readonly Fix[] } {
  const { path = "/w/a.ts", ...fields } = given;
  const { text, span } = marked(source);
  const name = fields.name ?? /^[^(]*/.exec(text.slice(...span))![0];
  const leaf = fields.leaf ?? `fs.${name.split(/\W+/).at(-1)!}`;
  const twin: Twin | undefined = twins[leaf] ?? (without.has(leaf) ? undefined : { call: leaf.replace(/^fs\.|Sync$/g, ""), module: "node:fs/promises" });
  const site: BlockingSite = {
    span, form: "call", leaf, depth: 1, async: true, name, blocker: { cost: "high", why: "disk", ...(twin && { twin }) }, ...fields,
  };
  return { path, text, fixes: mendBlocking(site, { path, text }) };
}

/** The fixes of a marked forgotten call: dropped in an async function unless told. */
export function forgottenFixes(source: string, given: Partial<ForgottenSite> & { path?: string } = {}): { path: string; text: string; fixes: readonly Fix[] } {
  const { path = "/w/a.ts", ...fields } = given;
  const { text, span } = marked(source);
  const name = /^[^(]*/.exec(text.slice(...span))![0];
  const site: ForgottenSite = { span, name, how: "dropped", usedElsewhere: false, endless: false, scope: "async", ...fields };
  return { path, text, fixes: mendForgotten(site, { path, text }) };
}

/** That the only fix makes this text, and is a suggestion. */
export function becomes(found: ReturnType<typeof blockingFixes>, after: string, title?: string): void {
  assert.equal(found.fixes.length, 1, `no fix for\n${found.text}`);
  const [fix] = found.fixes;
  assert.equal(applied(found.path, found.text, fix!), after);
  assert.equal(fix!.safe, false);
  if (title !== undefined) assert.equal(fix!.title, title);
}

/** That no fix is offered. The text itself must parse, or the test would prove nothing. */
export function stays(found: ReturnType<typeof blockingFixes>): void {
  assertParses(found.path, found.text);
  assert.deepEqual(found.fixes.map(({ title, edits }) => [title, edits]), [], found.text);
}
