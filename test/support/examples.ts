import { Readable, Writable } from "node:stream";
import { analysis } from "../../server/analysis.js";
import { run } from "../../server/command/run.js";
import { home } from "./pages.js";

/** What the command says of the examples, in a pipe and without colours. */
export const exampleOutput = (): Promise<string> => output(home.replace(/\/$/, ""), "examples/python", "examples/typescript");

/** The exercises that README leads through, each with what the command says of it and what it would change. */
export const exercises: readonly string[] = ["01-kitchen.py", "06-clock.py", "05-weather.ts"];

/** What the command says of an exercise, and the lines that its suggestions change. */
export async function exerciseOutput(name: string): Promise<{ readonly says: string; readonly changes: string }> {
  const folder = `${home}examples/exercises`;
  return { says: await output(folder, name, "--hints"), changes: await output(folder, name, "--hints", "--unsafe-fixes", "--diff") };
}

async function output(cwd: string, ...args: readonly string[]): Promise<string> {
  const chunks: Buffer[] = [];
  const collect = (into: Buffer[]): Writable => new Writable({ write: (chunk: Buffer, _, done) => (into.push(chunk), done()) });
  const io = { cwd, env: { NO_COLOR: "1" }, stdin: Readable.from([]), stdout: collect(chunks), stderr: collect([]) };
  await run([...args], io, analysis);
  return Buffer.concat(chunks).toString("utf8");
}
