import assert from "node:assert/strict";
import { realpathSync } from "node:fs";
import { commands } from "vscode";
import { evenloop, found, show, state } from "./support.js";

describe("the extension", () => {
  it("is the packed one, and rests until it is needed", () => {
    assert.ok(realpathSync(evenloop().extensionPath).startsWith(`${realpathSync(process.env["EVENLOOP_TEST_EXTENSIONS"]!)}/`), evenloop().extensionPath);
    assert.equal(evenloop().isActive, false);
  });

  it("starts with the first Python file, and says that it is ready and which version it is", async () => {
    await show("web.py");
    await found("web.py", 1);
    assert.equal(evenloop().isActive, true);
    const { version } = await state("ready");
    assert.equal(version, evenloop().packageJSON.version);
  });

  it("has its commands", async () => {
    const all = await commands.getCommands(true);
    assert.deepEqual(["evenloop.restart", "evenloop.showOutput"].filter((name) => !all.includes(name)), []);
    await commands.executeCommand("evenloop.showOutput");
  });
});
