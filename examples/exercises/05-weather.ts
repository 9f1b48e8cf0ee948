// Two stations, asked one after the other, though neither knows of the other.
import { setTimeout } from "node:timers/promises";

async function readNorth(): Promise<number> {
  await setTimeout(100);
  return 12;
}

async function readSouth(): Promise<number> {
  await setTimeout(100);
  return 21;
}

async function main(): Promise<void> {
  const north = await readNorth();
  const south = await readSouth();
  console.log((north + south) / 2);
}

await main();

// Found: serial-awaits at `const south = await readSouth();`
