import assert from "node:assert/strict";
import { commands, DiagnosticSeverity, workspace } from "vscode";
import { closeAll, found, pause, serverProcesses, set, show, state, type, until } from "./support.js";

const severity = (name: string, wanted: DiagnosticSeverity) => until(`severity ${wanted}`, async () => (await found(name, 1))[0]!.severity === wanted);

describe("settings", () => {
  beforeEach(async () => {
    await show("web.py");
    await severity("web.py", DiagnosticSeverity.Error);
  });
  afterEach(async () => {
    for (const name of ["enable", "severity", "minCost", "strict", "trace.server"]) await set(name, undefined);
    await closeAll();
  });

  it("say how loud a fault is, at once", async () => {
    await set("severity", { "blocking-call": "warning" });
    await severity("web.py", DiagnosticSeverity.Warning);
    await set("severity", { "blocking-call": "off" });
    await found("web.py", 0);
    await set("severity", undefined);
    await severity("web.py", DiagnosticSeverity.Error);
  });

  it("say from what cost on a call is reported", async () => {
    await show("cheap.py");
    await found("cheap.py", 1);
    await set("minCost", "medium");
    await found("cheap.py", 0);
    await show("web.py");
    await found("web.py", 1);
  });

  it("say whether exceptions that nobody catches leave a task_done() out", async () => {
    await show("jobs.py");
    await found("jobs.py", 0, "missing-task-done");
    await set("strict", true);
    const [finding] = await found("jobs.py", 1, "missing-task-done");
    assert.equal(finding!.range.start.line, 10);
    await set("strict", undefined);
    await found("jobs.py", 0, "missing-task-done");
  });

  it("have the messages to and from the server written to the output", async () => {
    const written = (): string => workspace.textDocuments.filter(({ uri }) => uri.scheme === "output").map((document) => document.getText()).join("\n");
    await commands.executeCommand("evenloop.showOutput");
    await set("trace.server", "messages");
    const document = await show("web.py");
    await type(document, `${document.getText()}\n`);
    await until("a message in the output", () => written().includes("textDocument/didChange"));
    assert.doesNotMatch(written(), /Params:/);
  });

  it("switch Evenloop off, its process too, and on again", async () => {
    assert.equal(serverProcesses().length, 1);
    await set("enable", false);
    await found("web.py", 0);
    await state("off");
    await until("no process", () => serverProcesses().length === 0);
    await commands.executeCommand("evenloop.restart");
    await pause(300);
    await state("off");
    assert.equal(serverProcesses().length, 0);
    await set("enable", true);
    await found("web.py", 1);
    await state("ready");
  });
});
