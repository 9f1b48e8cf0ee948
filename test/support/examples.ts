import { Readable, Writable } from "node:stream";
import { analysis } from "../../server/analysis.js";
import { run } from "../../server/command/run.js";
import { home } from "./pages.js";

/** What the command says of the examples, in a pipe and without colours. */
export async function exampleOutput(): Promise<string> {
  const chunks: Buffer[] = [];
  const collect = (into: Buffer[]): Writable => new Writable({ write: (chunk: Buffer, _, done) => (into.push(chunk), done()) });
  const io = { cwd: home.replace(/\/$/, ""), env: { NO_COLOR: "1" }, stdin: Readable.from([]), stdout: collect(chunks), stderr: collect([]) };
  await run(["examples/python", "examples/typescript"], io, analysis);
  return Buffer.concat(chunks).toString("utf8");
}
