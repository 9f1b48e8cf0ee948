import assert from "node:assert/strict";
import { renameSync } from "node:fs";
import { join } from "node:path";
import { commands } from "vscode";
import { closeAll, evenloop, found, serverProcesses, show, state, until } from "./support.js";

/** The one server that runs, when it is another than `before`. */
const anotherThan = (before?: number) =>
  until("another server", () => {
    const [pid, ...more] = serverProcesses();
    return more.length === 0 && pid !== before && pid;
  });

describe("the server", () => {
  beforeEach(async () => {
    await show("web.py");
    await state("ready");
    await found("web.py", 1);
  });
  afterEach(closeAll);

  it("is another one after a restart", async () => {
    const before = await anotherThan();
    await commands.executeCommand("evenloop.restart");
    const after = await anotherThan(before);
    assert.notEqual(after, before);
    await state("ready");
    await found("web.py", 1);
  });

  it("comes back when it crashes, but not for ever; then a restart helps", async () => {
    let pid = await anotherThan();
    for (let crash = 1; crash <= 3; crash++) {
      process.kill(pid, "SIGKILL");
      pid = await anotherThan(pid);
      await state("ready");
      await found("web.py", 1);
    }
    process.kill(pid, "SIGKILL");
    const { message } = await state("failed");
    assert.match(message!, /stopped 4 times in 3 minutes/);
    assert.deepEqual(serverProcesses(), []);
    await found("web.py", 0);

    await commands.executeCommand("evenloop.restart");
    await state("ready");
    await found("web.py", 1);
  });

  it("says why it cannot start; once it can, a restart helps", async () => {
    const module = join(evenloop().extensionPath, "dist/bin/language-server.js");
    renameSync(module, `${module}.gone`);
    try {
      await commands.executeCommand("evenloop.restart");
      const { message } = await state("failed");
      assert.match(message!, /cannot start: .*Cannot find module .*language-server\.js/);
      await found("web.py", 0);
    } finally {
      renameSync(`${module}.gone`, module);
    }
    await commands.executeCommand("evenloop.restart");
    await state("ready");
    await found("web.py", 1);
  });
});
