import assert from "node:assert/strict";
import { commands, DiagnosticSeverity, languages, window, workspace } from "vscode";
import { closeAll, findings, found, show, type, until, uriOf } from "./support.js";

describe("findings", () => {
  afterEach(closeAll);

  it("name the fault and say why, with a link to its page", async () => {
    await show("web.py");
    const [finding] = await found("web.py", 1);
    assert.equal(finding!.severity, DiagnosticSeverity.Error);
    assert.match(finding!.message, /`load_user` blocks the event loop: it comes to `requests\.get`/);
    assert.deepEqual([finding!.range.start.line, finding!.range.start.character, finding!.range.end.character], [4, 11, 26]);
    assert.match(String((finding!.code as { target: unknown }).target), /blocking-call/);
  });

  for (const [name, line] of [["report.ts", 3], ["panel.tsx", 3], ["digest.js", 3], ["list.jsx", 3]] as const) {
    it(`are shown in ${name}`, async () => {
      await show(name);
      const [finding] = await found(name, 1);
      assert.equal(finding!.range.start.line, line);
    });
  }

  it("are shown in what is not saved yet", async () => {
    const { uri } = await workspace.openTextDocument({ language: "python", content: "import time\n\n\nasync def main():\n    time.sleep(1)\n" });
    await window.showTextDocument(uri);
    const [finding] = await until("a finding", () => languages.getDiagnostics(uri).length === 1 && languages.getDiagnostics(uri));
    assert.match(finding!.message, /`time\.sleep` blocks the event loop/);
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("are hints where a call costs little", async () => {
    await show("cheap.py");
    const [finding] = await found("cheap.py", 1);
    assert.equal(finding!.severity, DiagnosticSeverity.Hint);
  });

  it("follow calls into a file that is not saved, and show the chain as places", async () => {
    await show("greet.py");
    await show("web.py");
    await found("web.py", 1);
    assert.deepEqual(findings("greet.py"), []);

    const names = await show("names.py");
    await type(names, "import time\n\n\ndef full_name(name):\n    time.sleep(1)\n    return name.title()\n");
    const [finding] = await found("greet.py", 1);
    assert.equal(names.isDirty, true);
    assert.match(finding!.message, /`full_name` blocks the event loop: it comes to `time\.sleep`/);
    const places = finding!.relatedInformation!.map(({ location, message }) => ({ file: location.uri.toString(), line: location.range.start.line, message }));
    assert.deepEqual(places.map(({ file, line }) => [file, line]), [[uriOf("greet.py").toString(), 4], [uriOf("names.py").toString(), 4]]);
    assert.match(places[0]!.message, /full_name/);
    assert.match(places[1]!.message, /time\.sleep/);

    await type(names, "def full_name(name):\n    return name.title()\n");
    await found("greet.py", 0);
  });
});
