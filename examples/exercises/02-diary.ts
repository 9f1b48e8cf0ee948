// The diary is closed before the last line is written, and if it cannot be written, nobody hears of it.
import { setTimeout } from "node:timers/promises";

async function write(line: string): Promise<void> {
  await setTimeout(20);
  if (line === "") throw new Error("there is nothing to write");
  console.log("written:", line);
}

async function main(): Promise<void> {
  console.log("open");
  write("a quiet day");
  console.log("closed");
}

await main();

// Found: forgotten-await at `write("a quiet day");`
