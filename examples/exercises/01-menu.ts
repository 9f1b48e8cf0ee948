// Every guest waits while one of them reads the menu.
import { readFileSync } from "node:fs";

const guests = ["An", "Bea"];

async function order(guest: string): Promise<string> {
  const menu = readFileSync(new URL(import.meta.url), "utf8");
  return `${guest} has read ${menu.length > 0 ? "all" : "none"} of it`;
}

for (const line of await Promise.all(guests.map(order))) console.log(line);

// Found: blocking-call at `const menu = readFileSync(new URL(import.meta.url), "utf8");`
