import assert from "node:assert/strict";
import { toyAnalysis } from "../command/support.js";
import { able, actions, change, edited, folder, here, introduce, open, plain, pull, served, uri } from "./support.js";
import type { Introduction } from "./support.js";

const text = "import time\n\nasync def save(): ...\n\nasync def main():\n    time.sleep(1)\n    save()\n\nasync def kept():\n    task = save()\n    return 1\n";
const mended = "import asyncio\nimport time\n\nasync def save(): ...\n\nasync def main():\n    await asyncio.sleep(1)\n    await save()\n\nasync def kept():\n    task = save()\n    return 1\n";
const unresolving = { ...able, textDocument: { ...able.textDocument, codeAction: plain.textDocument.codeAction } };

/** A client with the text in an open document. */
async function opened(introduction: Introduction = {}, content = text) {
  const root = folder({ "main.py": content });
  const client = await served({ capabilities: unresolving, roots: [root], ...introduction });
  const document = uri(root, "main.py");
  open(client, document, content, "python", 5);
  return { client, document };
}

const editsOf = (action: any): any[] => action.edit.documentChanges[0].edits;

describe("actions at a place", () => {
  it("are the ways to mend its finding, each with the diagnostic it is for, for this version of the document", async () => {
    const { client, document } = await opened();
    const [diagnostic] = (await pull(client, document)).items;
    const [action, ...others] = await actions(client, document, 5, 8, { only: ["quickfix"] });
    assert.deepEqual(others, []);
    assert.deepEqual([action.kind, action.isPreferred, action.diagnostics], ["quickfix", true, [diagnostic]]);
    assert.deepEqual(action.edit.documentChanges[0].textDocument, { uri: document, version: 5 });
    assert.match(edited(text, editsOf(action)), /^import asyncio\n[^]*await asyncio\.sleep\(1\)/);
  });

  it("are all the ways there are, and only the first of each finding's is preferred", async () => {
    const client = here(toyAnalysis);
    const root = folder({ "main.py": "BLOCK FORGET\n" });
    await introduce(client, { capabilities: unresolving, roots: [root] });
    open(client, uri(root, "main.py"), "BLOCK FORGET\n");
    const at = async (character: number) => (await actions(client, uri(root, "main.py"), 0, character, { only: ["quickfix"] })).map(({ title, isPreferred }) => [title, isPreferred]);
    assert.deepEqual(await at(2), [["Mend it", true], ["Or so", undefined]]);
    assert.deepEqual(await at(8), [["Mend it", true]]);
  });

  it("are none where there is no finding, and those of a finding that the editor shows on the line", async () => {
    const { client, document } = await opened();
    assert.deepEqual(await actions(client, document, 5, 0, { only: ["quickfix"] }), []);
    const [diagnostic] = (await pull(client, document)).items;
    assert.equal((await actions(client, document, 5, 0, { only: ["quickfix"], diagnostics: [diagnostic] })).length, 1);
  });

  it("are of the kinds that are asked for, and of those below them", async () => {
    const { client, document } = await opened();
    const kinds = async (context: object): Promise<string[]> => [...new Set((await actions(client, document, 5, 8, context)).map(({ kind }) => kind))];
    assert.deepEqual(await kinds({}), ["quickfix", "source.fixAll.evenloop"]);
    assert.deepEqual(await kinds({ triggerKind: 2 }), ["quickfix"]);
    for (const only of ["source", "source.fixAll", "source.fixAll.evenloop"]) assert.deepEqual(await kinds({ only: [only], triggerKind: 2 }), ["source.fixAll.evenloop"], only);
    assert.deepEqual(await kinds({ only: [""] }), ["quickfix", "source.fixAll.evenloop"]);
    for (const only of ["refactor", "source.fix", "source.fixAll.other", "source.organizeImports", "quick"]) assert.deepEqual(await kinds({ only: [only] }), [], only);
  });

  it("know nothing of versions where the client does not", async () => {
    const { client, document } = await opened({ capabilities: plain });
    const [action] = await actions(client, document, 5, 8);
    assert.deepEqual(Object.keys(action.edit), ["changes"]);
    assert.match(edited(text, action.edit.changes[document]), /await asyncio\.sleep\(1\)/);
  });

  it("are none for a client that knows only commands", async () => {
    const { client, document } = await opened({ capabilities: { textDocument: { publishDiagnostics: {} } } });
    assert.deepEqual(await actions(client, document, 5, 8), []);
  });

  it("leave out what is not shown", async () => {
    const { client, document } = await opened({ options: { severity: { "blocking-call": "off" } }, capabilities: { ...unresolving, workspace: { workspaceEdit: { documentChanges: true } } } });
    assert.deepEqual(await actions(client, document, 5, 8, { only: ["quickfix"] }), []);
    assert.equal((await actions(client, document, 6, 5, { only: ["quickfix"] })).length, 1);
  });
});

describe("mending all that is safe", () => {
  const fixAll = (client: Parameters<typeof actions>[0], document: string): Promise<any[]> => actions(client, document, 0, 0, { only: ["source.fixAll"] });

  it("is one edit that changes no more than it has to, and after it nothing is left to mend", async () => {
    const { client, document } = await opened();
    const [action, ...others] = await fixAll(client, document);
    assert.deepEqual(others, []);
    assert.deepEqual(editsOf(action).map(({ range, newText }) => [range.start.line, range.end.line, newText]), [[0, 0, "import asyncio\n"], [5, 5, "await asyncio"], [6, 6, "await "]]);
    assert.equal(edited(text, editsOf(action)), mended);
    assert.deepEqual(await fixAll(client, document), [action], "the same is offered again: trying it has left no trace");
    change(client, document, mended, 6);
    assert.deepEqual(await fixAll(client, document), []);
  });

  it("is done in rounds: what one fix makes room for is mended too", async () => {
    const content = "import time\n\nasync def save(): ...\n\nasync def main():\n    save(); time.sleep(1); save()\n";
    const { client, document } = await opened({}, content);
    const [action] = await fixAll(client, document);
    const result = edited(content, editsOf(action));
    assert.match(result, /await save\(\); await asyncio\.sleep\(1\); await save\(\)/);
  });

  it("works in TypeScript, with line ends as they are", async () => {
    const content = "export async function save() {\r\n  await fetch('x');\r\n}\r\nexport async function main() {\r\n  const a = 1; // ä😀\r\n  save();\r\n}\r\n";
    const root = folder({ "main.ts": content });
    const client = await served({ capabilities: unresolving, roots: [root] });
    open(client, uri(root, "main.ts"), content);
    const found = await actions(client, uri(root, "main.ts"), 5, 3);
    assert.equal(found[0].kind, "quickfix");
    assert.equal(edited(content, editsOf(found[0])), content.replace("  save();", "  await save();"));
  });
});

describe("actions whose edit is asked for when they are chosen", () => {
  it("come without it, and with it when they are asked", async () => {
    const { client, document } = await opened({ capabilities: able });
    for (const found of await actions(client, document, 5, 8)) {
      assert.equal(found.edit, undefined);
      const { edit, ...rest } = await client.request("codeAction/resolve", found);
      assert.deepEqual(rest, found);
      assert.deepEqual(edit.documentChanges[0].textDocument, { uri: document, version: 5 });
      assert.notEqual(edited(text, edit.documentChanges[0].edits), text);
    }
  });

  it("are out of date when the document has changed", async () => {
    const { client, document } = await opened({ capabilities: able });
    const [found] = await actions(client, document, 5, 8);
    change(client, document, `\n${text}`, 6);
    await assert.rejects(client.request("codeAction/resolve", found), { code: -32801 });
  });
});
