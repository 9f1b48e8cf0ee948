import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

async function save(order: string): Promise<void> {
  await sleep(5);
  console.log("saved", order);
}

/** Nothing to find here. */
export async function main(): Promise<void> {
  await Promise.all(["tea", "coffee"].map((order) => save(order)));
  const text = await readFile(new URL(import.meta.url), "utf8");
  console.log(text.length > 100);
  save("in the background").catch((error: unknown) => console.error(error));
}
