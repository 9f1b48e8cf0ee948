import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { home } from "../support/pages.js";
// @ts-expect-error a script without types
import { makeWorkspace } from "./workspace.mjs";

interface Workspace { readonly folder: string; remove(): void }

/** A diagnostic as Neovim has it. */
interface Shown { readonly line: number; readonly column: number; readonly source: string; readonly severity: number; readonly message: string; readonly chain: readonly string[] }

/** What neovim.lua writes down. */
interface Result { readonly problem?: string; readonly shown: Shown; readonly title: string; readonly across: Shown; readonly unsaved: boolean; readonly before: number }

describe("the language server in Neovim", function () {
  this.timeout(120_000);
  let workspace: Workspace;
  let own = "";
  let result: Result;
  const file = (name: string): string => readFileSync(join(workspace.folder, name), "utf8");

  before(() => {
    workspace = makeWorkspace();
    own = mkdtempSync(join(tmpdir(), "evenloop-neovim-"));
    const written = join(own, "result.json");
    const { stdout, stderr, error } = spawnSync("nvim", ["--headless", "-u", "NONE", "-i", "NONE", "-n", "-S", join(home, "test/editor/neovim.lua")], {
      encoding: "utf8", timeout: 100_000,
      env: {
        ...process.env, XDG_STATE_HOME: own, XDG_DATA_HOME: own, XDG_CONFIG_HOME: own, XDG_CACHE_HOME: own,
        EVENLOOP_NODE: process.execPath, EVENLOOP_SERVER: join(home, "dist/bin/language-server.js"), EVENLOOP_FOLDER: workspace.folder, EVENLOOP_RESULT: written,
      },
    });
    assert.ok(existsSync(written), `Neovim wrote nothing down: ${error?.message ?? ""}${stdout}${stderr}`);
    result = JSON.parse(readFileSync(written, "utf8"));
  });
  after(() => {
    workspace.remove();
    rmSync(own, { recursive: true, force: true });
  });

  it("answers all that is asked", () => assert.equal(result.problem, undefined));

  it("shows a finding, and has its chain", () => {
    const { line, column, source, severity, message, chain } = result.shown;
    assert.deepEqual({ line, column, source, severity }, { line: 5, column: 12, source: "evenloop", severity: 1 });
    assert.match(message, /`load_user` blocks the event loop: it comes to `requests\.get`/);
    assert.deepEqual(chain, ["`handler` calls `load_user`", "`load_user` calls `requests.get`"]);
  });

  it("mends it, and the file on disk is right", () => {
    assert.match(result.title, /to_thread/);
    assert.equal(file("web.py"), 'import asyncio\nfrom db import load_user\n\n\nasync def handler(name):\n    user = await asyncio.to_thread(load_user, name)\n    return user["greeting"]\n');
  });

  it("follows calls into a buffer that is not saved", () => {
    assert.equal(result.unsaved, true);
    assert.equal(result.across.line, 5);
    assert.match(result.across.message, /`full_name` blocks the event loop: it comes to `time\.sleep`/);
  });

  it("mends all that is safe at once", () => {
    assert.equal(result.before, 4);
    assert.equal(file("pause.py"), 'import asyncio\nimport time\n\n\nasync def main():\n    await asyncio.sleep(1)\n    print("one")\n    await asyncio.sleep(2)\n    print(open("log.txt").read())\n');
  });
});
