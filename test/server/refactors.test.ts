import assert from "node:assert/strict";
import { able, edited, folder, open, plain, served, uri } from "./support.js";
import type { Client } from "./client.js";

const python = "import asyncio\n\nasync def main(store):\n    user = await store.load()\n    posts = await store.find()\n    print(\"meanwhile\")\n    return user, posts\n";
const typescript = "export async function main(store: any) {\n  const user = await store.load();\n  const posts = await store.find();\n  console.log(\"meanwhile\");\n  return [user, posts];\n}\n";
const resolved = { ...able, textDocument: { ...able.textDocument, codeAction: plain.textDocument.codeAction } };

/** A client with a text in an open document, and what is offered from one place of it to another. */
async function opened(name: string, text: string, capabilities: object = resolved) {
  const root = folder({ [name]: text });
  const client = await served({ capabilities, roots: [root] });
  const document = uri(root, name);
  open(client, document, text);
  const offered = (from: readonly [number, number], to = from, context: object = {}): Promise<any[]> => client.request("textDocument/codeAction", {
    textDocument: { uri: document }, context: { diagnostics: [], only: ["refactor"], ...context },
    range: { start: { line: from[0], character: from[1] }, end: { line: to[0], character: to[1] } },
  });
  return { client, offered };
}

const titles = (found: readonly any[]): string[] => found.map(({ title }) => title);
const resolve = async (client: Client, text: string, found: any): Promise<string> =>
  edited(text, (found.edit ?? (await client.request("codeAction/resolve", found)).edit).documentChanges[0].edits);

describe("refactors at a place", () => {
  for (const [name, text, line, later, together] of [
    ["main.py", python, 3, "Start `load` as a background task, await it where needed", "Await these 2 together with `asyncio.gather`"],
    ["main.ts", typescript, 1, "Start `load` at once, await it where needed", "Await these 2 together with `Promise.all`"],
  ] as const) {
    it(`are offered on an await, and on selected awaits (${name})`, async () => {
      const { client, offered } = await opened(name, text);
      const [one, ...others] = await offered([line, 8]);
      assert.deepEqual([one.title, one.kind, others], [later, "refactor.rewrite", []]);
      assert.match(await resolve(client, text, one), /meanwhile[^]*user = await user(_task|Promise)/);
      const selected = await offered([line, 0], [line + 2, 0]);
      assert.deepEqual(titles(selected), [together]);
      assert.match(await resolve(client, text, selected[0]), /user, posts\]? = await (asyncio\.gather|Promise\.all)\(/);
      assert.deepEqual(titles(await offered([line + 2, 8])), []);
      assert.deepEqual(titles(await offered([0, 0])), []);
    });
  }

  it("are of their own kind, and offered too when nothing in particular is asked for", async () => {
    const { offered } = await opened("main.py", python);
    const kinds = async (context: object): Promise<string[]> => [...new Set((await offered([3, 8], [3, 8], context)).map(({ kind }) => kind))];
    for (const only of ["refactor", "refactor.rewrite"]) assert.deepEqual(await kinds({ only: [only] }), ["refactor.rewrite"], only);
    for (const only of ["quickfix", "refactor.extract", "source"]) assert.ok(!(await kinds({ only: [only] })).includes("refactor.rewrite"), only);
    assert.ok((await kinds({ only: undefined })).includes("refactor.rewrite"));
  });

  it("come without their edits where those can be asked for", async () => {
    const { client, offered } = await opened("main.py", python, able);
    const [one] = await offered([3, 8]);
    assert.equal(one.edit, undefined);
    assert.match(await resolve(client, python, one), /user_task = asyncio\.create_task\(store\.load\(\)\)/);
  });
});
