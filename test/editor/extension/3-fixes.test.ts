import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { CodeActionKind, commands, Range, workspace } from "vscode";
import type { Diagnostic, TextDocument } from "vscode";
import { actions, closeAll, found, show, type, until } from "./support.js";

const fixAll = CodeActionKind.SourceFixAll.append("evenloop");

/** A way to mend a finding. */
const quickFix = (document: TextDocument, finding: Diagnostic, title: RegExp) =>
  until(`a quick fix ${title}`, async () => (await actions(document, finding.range, CodeActionKind.QuickFix)).find((action) => title.test(action.title)));

const whole = (document: TextDocument) => new Range(0, 0, document.lineCount, 0);

describe("fixes", () => {
  afterEach(closeAll);

  it("are offered for a finding in Python, the preferred one first, and mend it", async () => {
    const document = await show("web.py");
    const [finding] = await found("web.py", 1);
    const fix = await quickFix(document, finding!, /to_thread/);
    assert.equal(fix.isPreferred, true);
    assert.ok(await workspace.applyEdit(fix.edit!));
    assert.match(document.getText(), /^import asyncio\n/);
    assert.match(document.getText(), /\n    user = await asyncio\.to_thread\(load_user, name\)\n/);
    await found("web.py", 0);
  });

  it("are offered in TypeScript, and mend it", async () => {
    const document = await show("report.ts");
    const [finding] = await found("report.ts", 1);
    const fix = await quickFix(document, finding!, /readFile/);
    assert.ok(await workspace.applyEdit(fix.edit!));
    assert.match(document.getText(), /import \{ readFile \} from "node:fs\/promises";\n/);
    assert.match(document.getText(), /\n  return await readFile\(path, "utf8"\);\n/);
    await found("report.ts", 0);
  });

  it("are applied all at once where they are safe, and suggestions are left alone", async () => {
    const document = await show("pause.py");
    await found("pause.py", 4);
    await until("fix all", async () => (await actions(document, whole(document), fixAll)).length === 1);
    await commands.executeCommand("editor.action.sourceAction", { kind: fixAll.value, apply: "first" });
    await until("mended text", () => document.getText().includes("await asyncio.sleep(2)"));
    assert.equal(document.getText(), 'import asyncio\nimport time\n\n\nasync def main():\n    await asyncio.sleep(1)\n    print("one")\n    await asyncio.sleep(2)\n    print(open("log.txt").read())\n');
    await found("pause.py", 2);
  });

  it("are applied on save where the settings ask for it", async () => {
    const document = await show("save.py");
    await found("save.py", 1);
    await type(document, document.getText().replace("sleep(3)", "sleep(4)"));
    await until("fix all", async () => (await actions(document, whole(document), fixAll)).length === 1);
    await commands.executeCommand("workbench.action.files.save");
    assert.equal(document.isDirty, false);
    assert.equal(readFileSync(document.uri.fsPath, "utf8"), "import asyncio\nimport time\n\n\nasync def main():\n    await asyncio.sleep(4)\n");
    await found("save.py", 0);
  });
});
