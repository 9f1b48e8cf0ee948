// The ship has come in, the light turns on, and the keeper never goes home.
import { setTimeout } from "node:timers/promises";

async function turn(signal?: AbortSignal): Promise<void> {
  while (true) {
    console.log("light");
    await setTimeout(30, undefined, { signal });
  }
}

async function land(): Promise<void> {
  await setTimeout(70);
  console.log("the ship has come in");
}

async function main(): Promise<void> {
  await Promise.all([turn(), land()]);
  console.log("good night");
}

await main();

// Found: endless-gather at `await Promise.all([turn(), land()]);`
