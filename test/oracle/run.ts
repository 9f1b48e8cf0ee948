import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../support/memory-host.js";
import { tsx } from "../support/tsx.js";

/** What a program did beside the heartbeat. */
export interface Report {
  /** The longest the loop was held, in milliseconds. */
  readonly held: number;
  /** How long `main()` took, in milliseconds. */
  readonly total: number;
  /** Whether it came to an end of its own before its bound. */
  readonly ended: boolean;
  /** Exceptions and rejections that nobody caught. */
  readonly errors: readonly string[];
  /** Runtime warnings: coroutines that were never awaited. */
  readonly warnings: readonly string[];
  readonly stdout: string;
}

const limit = 20_000;
const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Runs `main()` of the file `entry` of an in-memory workspace in real CPython or Node, for at most `bound` milliseconds. */
export async function run(files: ReadonlyMap<string, string>, entry: string, bound = limit): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), "evenloop-oracle-"));
  try {
    await writeFile(join(folder, "package.json"), '{"type": "module"}\n');
    for (const [path, text] of files) {
      const target = join(folder, "case", path.slice(root.length));
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, text);
    }
    return await start(folder, entry.slice(root.length + 1), bound);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function start(folder: string, entry: string, bound: number): Promise<Report> {
  const report = join(folder, "report.json");
  const home = join(folder, "case");
  const { stdout, problem } = await output(entry.endsWith(".py")
    ? ["python3", here("heartbeat.py"), home, entry.slice(0, -".py".length).replaceAll("/", "."), report, `${bound}`]
    : [process.execPath, "--import", tsx, here("heartbeat.mjs"), join(home, entry), report, `${bound}`], home);
  const told = await readFile(report, "utf8").then((text) => JSON.parse(text) as Omit<Report, "stdout">, () => undefined);
  if (!told) throw new Error(`${basename(entry)} came to no end of its own: ${problem}`);
  return { ...told, errors: problem ? [...told.errors, problem] : told.errors, stdout };
}

/** What a process prints, and how it failed if it did. */
function output([command, ...args]: readonly string[], cwd: string): Promise<{ stdout: string; problem: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command!, args, { cwd, stdio: ["ignore", "pipe", "pipe"], timeout: limit + 5_000, killSignal: "SIGKILL", env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" } });
    const texts = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (texts.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (texts.stderr += text));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      resolve({ stdout: texts.stdout, problem: code === 0 ? "" : `${signal ?? `exit ${code}`} ${texts.stderr.trim().split("\n").at(-1) ?? ""}` });
    });
  });
}
