import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the checkout. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Installs what package-lock.json names, unless it is installed. */
export function setUp() {
  if (isInstalled()) return;
  console.error("Installing what package-lock.json names (npm ci) …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status } = spawnSync(npm, ["ci", "--no-audit", "--no-fund"], { cwd: root, stdio: ["ignore", 2, 2], shell: process.platform === "win32" });
  if (status !== 0) {
    console.error("npm ci failed: the packages that Evenloop stands on are not installed.");
    process.exit(2);
  }
}

/** Whether node_modules holds what the lockfile names: compared by content, for times of files say nothing in a fresh clone. */
function isInstalled() {
  const wanted = packagesOf("package-lock.json");
  const present = packagesOf("node_modules/.package-lock.json");
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === "") return true;
    const found = present[path];
    return found === undefined ? optional === true : found.version === version;
  });
}

function packagesOf(lockfile) {
  try {
    return JSON.parse(readFileSync(join(root, lockfile), "utf8")).packages;
  } catch {
    return undefined;
  }
}

/** Runs Node on a script of ours or of a package's, in the checkout; gives its exit code. */
export function node(args, options = {}) {
  const { status, signal } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit", ...options });
  return signal === null ? (status ?? 1) : 1;
}
