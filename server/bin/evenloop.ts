import { analysis } from "../analysis.js";
import { run } from "../command/run.js";

// Whoever reads the output may stop early (`evenloop | head`): that is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

const { stdin, stdout, stderr, env } = process;
// Set rather than exit with, so that what is still in a pipe is written.
process.exitCode = await run(process.argv.slice(2), { stdin, stdout, stderr, env, cwd: process.cwd() }, analysis);
