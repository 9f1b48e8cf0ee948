import "./engine.js";
import { analysis } from "../analysis.js";
import { run } from "../command/run.js";

const { stdin, stdout, stderr, env } = process;

for (const stream of [stdout, stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return; // whoever reads may stop early (`evenloop | head`): that is no error
    if (stream === stdout) stderr.write(`evenloop: the output cannot be written: ${error.message}\n`);
    process.exit(2);
  });
}

// Set rather than exit with, so that what is still in a pipe is written.
process.exitCode = await run(process.argv.slice(2), { stdin, stdout, stderr, env, cwd: process.cwd() }, analysis);
