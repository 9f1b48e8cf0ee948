// node scripts/editor-setup.mjs: installs what the editor tests need, from Debian's packages and npm alone: Neovim, Chromium, ripgrep,
// and VS Code, which is inside of the npm package code-server. What is there is left as it is.
// EVENLOOP_EDITORS names another folder for VS Code than .cache/editors of the checkout.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { root, setUp } from "./setup.mjs";

/** The release of code-server: its VS Code is 1.100.3, the oldest minor version that package.json's `engines` admits. */
const release = {
  version: "4.100.3",
  integrity: "sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==",
};

const folder = resolve(root, process.env.EVENLOOP_EDITORS ?? ".cache/editors");

/** The folder of VS Code. */
export const codeFolder = join(folder, `code-server-${release.version}`, "lib/vscode");

/** Programs that Debian has, each with the names under which it may be found. */
const programs = [
  { package: "neovim", names: ["nvim"] },
  { package: "chromium", names: ["chromium", "chromium-browser"] },
  { package: "ripgrep", names: ["rg"] },
];

/** Where a program is, by the name of its Debian package. */
export function program(name) {
  const { names } = programs.find((known) => known.package === name);
  for (const command of names) {
    const { status, stdout } = spawnSync("sh", ["-c", `command -v ${command}`], { encoding: "utf8" });
    if (status === 0) return stdout.trim();
  }
  return undefined;
}

/** Installs what is missing; throws an error that says what to do where it cannot. */
export async function setUpEditors() {
  const results = await Promise.allSettled([installPrograms(), installCode()]);
  const failed = results.filter(({ status }) => status === "rejected").map(({ reason }) => reason.message);
  if (failed.length > 0) throw new Error(failed.join("\n"));
  copyFileSync(join(root, "scripts/editor-log.cjs"), join(codeFolder, "node_modules/@vscode/spdlog/index.js"));
  linkRipgrep();
}

async function installPrograms() {
  const missing = programs.map((known) => known.package).filter((name) => program(name) === undefined);
  if (missing.length === 0) return;
  const byHand = `apt-get install -y --no-install-recommends ${missing.join(" ")}`;
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) {
    throw new Error(`The editor tests need ${missing.join(", ")}. On Debian, as root: ${byHand}`);
  }
  console.error(`Installing ${missing.join(", ")} (apt-get) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-qq"], { env });
  await run(...split(byHand), { env });
}

const split = (line) => [line.split(" ")[0], line.split(" ").slice(1)];

async function installCode() {
  if (existsSync(codeFolder)) return;
  console.error(`Installing VS Code (npm package code-server ${release.version}) into ${folder} …`);
  mkdirSync(folder, { recursive: true });
  const making = mkdtempSync(join(folder, "making-"));
  try {
    const npm = (args, cwd) => run("npm", [...args, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], { cwd });
    await npm(["pack", `code-server@${release.version}`, "--silent"], making);
    const archive = join(making, `code-server-${release.version}.tgz`);
    const integrity = `sha512-${createHash("sha512").update(readFileSync(archive)).digest("base64")}`;
    if (integrity !== release.integrity) throw new Error(`code-server ${release.version} is not what it was: ${integrity}`);
    await run("tar", ["-xzf", archive], { cwd: making });
    const code = join(making, "package/lib/vscode");
    // Its native modules are not built: terminals would need them, and logs (see editor-log.cjs).
    await Promise.all([code, join(code, "extensions")].map((part) => npm(["install", "--omit=dev"], part)));
    // Parts of VS Code look for their modules in an archive of that name.
    symlinkSync("node_modules", join(code, "node_modules.asar"));
    renameSync(join(making, "package"), join(folder, `code-server-${release.version}`));
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** ripgrep's npm package downloads its program when it is installed; Debian's takes its place. */
function linkRipgrep() {
  const bin = join(codeFolder, "node_modules/@vscode/ripgrep/bin");
  if (existsSync(join(bin, "rg"))) return;
  mkdirSync(bin, { recursive: true });
  rmSync(join(bin, "rg"), { force: true });
  symlinkSync(program("ripgrep"), join(bin, "rg"));
}

/** Runs a command quietly; throws what it said if it fails. */
function run(command, args, options) {
  return new Promise((done, failed) => {
    let said = "";
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
    child.on("error", failed);
    child.on("close", (code) => (code === 0 ? done() : failed(new Error(`${command} ${args.join(" ")} failed (${code}):\n${said.slice(-4000)}`))));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  setUp();
  await setUpEditors();
  console.log(`Ready: ${programs.map((known) => program(known.package)).join(", ")}, ${codeFolder}`);
}
