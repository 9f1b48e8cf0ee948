import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const windows = process.platform === "win32";

/** What a program gave. */
export interface Ran { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** A stranger's project, in which the packed package is installed. */
export interface Stranger {
  readonly folder: string;
  /** The names of all files of the package. */
  readonly shipped: readonly string[];
  /** Writes files into the project. */
  write(files: Readonly<Record<string, string>>): void;
  /** Runs a program of an installed package, as a script of package.json would. */
  run(program: string, ...args: readonly string[]): Ran;
  /** Removes the project. */
  remove(): void;
}

/** Packs the package as it is published, and installs it with others in an empty project. */
export function installed(...packages: readonly string[]): Stranger {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "evenloop-stranger-")));
  const packed = npm(root, "pack", "--json", "--pack-destination", folder);
  // What the build says comes first.
  const [{ filename, files }] = JSON.parse(packed.slice(packed.search(/^\[$/m))) as [{ filename: string; files: { path: string }[] }];
  writeFileSync(join(folder, "package.json"), '{ "name": "stranger", "version": "1.0.0", "private": true }\n');
  npm(folder, "install", "--no-audit", "--no-fund", "--prefer-offline", `./${filename}`, ...packages);
  return {
    folder,
    shipped: files.map(({ path }) => path),
    write(texts) {
      for (const [name, text] of Object.entries(texts)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
    },
    run(program, ...args) {
      const { status, stdout, stderr } = spawnSync(join(folder, "node_modules/.bin", program), args, { cwd: folder, encoding: "utf8", shell: windows, maxBuffer: 1 << 26 });
      return { code: status, stdout, stderr };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function npm(cwd: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(windows ? "npm.cmd" : "npm", args, { cwd, encoding: "utf8", shell: windows, maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`npm ${args.join(" ")} failed in ${cwd}:\n${stdout}${stderr}`);
  return stdout;
}
