import assert from "node:assert/strict";
import { readdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
// @ts-expect-error a script without types
import { screenshot } from "../../scripts/editor-extension.mjs";
// @ts-expect-error a script without types
import * as editor from "../../scripts/editor.mjs";
// @ts-expect-error a script without types
import { makeWorkspace } from "./workspace.mjs";

/** What a person sees and does: the workbench of VS Code, in a browser. Each test goes on where the one before has ended. */
describe("VS Code, as a person sees it", function () {
  this.timeout(60_000);
  const url = process.env["EVENLOOP_TEST_URL"]!;
  let workspace: { readonly folder: string; remove(): void };
  let browser: Browser;
  let page: Page;

  const at = (name: string): Locator => page.locator(`.monaco-editor[data-uri$="/${name}"]`);
  const problems = (text: string | RegExp): Locator => page.locator(".markers-panel .monaco-list-row", { hasText: text });
  /** Opens the language's own items of the status bar, and waits until Evenloop's says that. */
  const status = async (words: string) => {
    await page.locator("#status\\.languageStatus").click();
    await page.getByText(new RegExp(`Evenloop \\d+\\.\\d+\\.\\d+: ${words}`)).waitFor();
  };
  /** The folder of the extension. */
  const installed = (): string => {
    const extensions = process.env["EVENLOOP_TEST_EXTENSIONS"]!;
    return join(extensions, readdirSync(extensions).find((name) => name.startsWith("evenloop.evenloop-"))!);
  };
  const shoot = (name: string) => page.screenshot({ path: screenshot(name) });

  before(async () => {
    workspace = makeWorkspace(["web.py", "db.py", "cheap.py"]);
    browser = await editor.openBrowser();
    page = await browser.newPage({ viewport: { width: 1120, height: 640 } });
    page.setDefaultTimeout(30_000);
    await page.goto(editor.address(url, workspace.folder, { openFile: editor.remote(url, join(workspace.folder, "web.py")) }));
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await shoot(`failed-${this.currentTest.title.replace(/\W+/g, "-")}`);
  });
  after(async () => {
    await browser?.close();
    workspace?.remove();
  });

  it("underlines the call", async () => {
    await at("web.py").locator(".squiggly-error").first().waitFor({ timeout: 60_000 });
    await shoot("1-squiggle");
  });

  it("tells the reason and the chain on hover, and that it can be mended", async () => {
    await at("web.py").getByText("load_user", { exact: true }).last().hover();
    const hover = page.locator(".monaco-hover:visible", { hasText: "blocks the event loop" });
    await hover.getByRole("button", { name: /^Quick Fix/ }).waitFor();
    assert.match(await hover.innerText(), /`load_user` blocks the event loop: it comes to `requests\.get`[^]*db\.py\(5, 12\): `load_user` calls `requests\.get`/);
    await shoot("2-hover");
    await page.keyboard.press("Escape");
  });

  it("lists the finding among the problems, and the chain beneath it", async () => {
    await page.keyboard.press("Control+Shift+M");
    await problems("blocks the event loop").waitFor();
    await problems("`load_user` calls `requests.get`").waitFor();
    await shoot("3-problems");
  });

  it("opens the place of a call when it is chosen", async () => {
    await problems("`load_user` calls `requests.get`").getByText("requests.get").dblclick({ position: { x: 20, y: 8 } });
    await at("db.py").and(page.locator(".focused")).waitFor();
    await shoot("4-chain");
  });

  it("underlines no hint, but marks it", async () => {
    await page.locator(".explorer-viewlet .monaco-list-row", { hasText: "cheap.py" }).dblclick();
    await at("cheap.py").locator(".squiggly-hint").first().waitFor();
    assert.equal(await at("cheap.py").locator(".squiggly-error, .squiggly-warning, .squiggly-info").count(), 0);
    await shoot("5-hint");
  });

  it("says how the server is, among the language's own in the status bar", async () => {
    await status("ready");
    await shoot("6-status");
    await page.keyboard.press("Escape");
  });

  it("says why the server does not start, and starts it when it is asked to", async () => {
    const module = join(installed(), "dist/bin/language-server.js");
    const message = page.locator(".notification-toast", { hasText: "The language server cannot start" });
    renameSync(module, `${module}.gone`);
    try {
      await page.keyboard.press("F1");
      await page.locator(".quick-input-widget input").fill(">Evenloop: Restart");
      await page.locator(".quick-input-list .monaco-list-row", { hasText: "Evenloop: Restart" }).waitFor();
      await page.keyboard.press("Enter");
      await message.waitFor();
      assert.match(await message.innerText(), /Cannot find module/);
      await shoot("7-failed");
      await message.hover();
      await message.locator(".codicon-notifications-clear").click();
      await status("stopped by an error");
    } finally {
      renameSync(`${module}.gone`, module);
    }
    await page.locator(".hover-language-status").getByText("Restart").click();
    await page.keyboard.press("Escape");
    await status("ready");
    await page.keyboard.press("Escape");
  });

  it("mends the call when its quick fix is chosen, and saves it", async () => {
    await problems("blocks the event loop").getByText("blocks the event loop").click({ position: { x: 20, y: 8 } });
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await at("web.py").and(page.locator(".focused")).waitFor();
    await page.keyboard.press("Control+.");
    await page.locator(".action-widget .monaco-list-row", { hasText: "to_thread" }).first().waitFor();
    await shoot("8-quick-fix");
    await page.keyboard.press("Enter");
    await page.locator(".tab.active.dirty").waitFor();
    await at("web.py").locator(".squiggly-error").first().waitFor({ state: "detached" });
    await page.keyboard.press("Control+S");
    await page.locator(".tab.active:not(.dirty)").waitFor();
    await shoot("9-saved");
    assert.match(readFileSync(join(workspace.folder, "web.py"), "utf8"), /^import asyncio\nfrom db import load_user\n[^]*\n    user = await asyncio\.to_thread\(load_user, name\)\n/);
  });
});
