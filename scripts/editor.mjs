import { spawn, spawnSync } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { codeFolder, program } from "./editor-setup.mjs";

/** Settings of the user whom the tests play: nothing asks, nothing saves by itself, nothing looks for updates. */
const settings = {
  "chat.commandCenter.enabled": false,
  "editor.accessibilitySupport": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "files.autoSave": "off",
  "git.enabled": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "typescript.disableAutomaticTypeAcquisition": true,
  "update.mode": "none",
  "window.commandCenter": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** A VS Code of its own with one extension installed, used through a browser at `url`. */
export async function startCode(vsix, env = {}) {
  const data = mkdtempSync(join(tmpdir(), "evenloop-code-"));
  const extensions = join(data, "extensions");
  const main = [
    join(codeFolder, "out/server-main.js"), "--accept-server-license-terms", "--server-data-dir", data, "--user-data-dir", join(data, "user"), "--extensions-dir", extensions,
  ];
  mkdirSync(join(data, "user/User"), { recursive: true });
  writeFileSync(join(data, "user/User/settings.json"), JSON.stringify(settings));
  const log = join(data, "log.txt");
  const remove = () => rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  const broken = (what) => {
    const said = readFileSync(log, "utf8").slice(-4000);
    remove();
    return new Error(`${what}:\n${said}`);
  };

  const output = openSync(log, "a");
  const stdio = ["ignore", output, output];
  const installed = spawnSync(process.execPath, [...main, "--install-extension", vsix, "--force"], { stdio, timeout: 60_000 });
  if (installed.status !== 0) throw broken(`VS Code does not install ${vsix}`);

  const port = await freePort();
  // Tests are run for a browser that asks for them only with the driver enabled.
  const options = ["--host", "127.0.0.1", "--port", String(port), "--without-connection-token", "--enable-smoke-test-driver", "--telemetry-level", "off", "--disable-workspace-trust"];
  const child = spawn(process.execPath, [...main, ...options], { stdio, env: { ...process.env, EVENLOOP_TEST_EXTENSIONS: extensions, ...env } });
  closeSync(output);
  const ended = new Promise((done) => child.once("exit", done));
  const url = `http://127.0.0.1:${port}`;
  if (!(await answers(url, child))) {
    child.kill("SIGKILL");
    await ended;
    throw broken("VS Code does not start");
  }
  return {
    url,
    extensions,
    async stop() {
      child.kill();
      const timer = setTimeout(() => child.kill("SIGKILL"), 5_000);
      await ended;
      clearTimeout(timer);
      remove();
    },
  };
}

/** A browser that reaches this machine only. */
export async function openBrowser() {
  const { chromium } = await import("playwright-core");
  return chromium.launch({
    executablePath: program("chromium"),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
  });
}

/** A path of this machine as VS Code in the browser names it. */
export const remote = (url, path) => `vscode-remote://${new URL(url).host}${path}`;

/** The address of a workspace, with what else VS Code is to do there. */
export const address = (url, folder, payload) => `${url}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(Object.entries(payload)))}`;

async function answers(url, child) {
  for (const end = Date.now() + 60_000; Date.now() < end && child.exitCode === null; ) {
    try {
      if ((await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok) return true;
    } catch {
      // Not yet.
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  return false;
}

function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
