// The painter knows the guest, and waits for the guest's whole family tree before she begins.
import { setTimeout } from "node:timers/promises";

async function loadGuest(): Promise<string> {
  await setTimeout(50);
  return "Lan";
}

async function loadFamily(): Promise<string[]> {
  await setTimeout(200);
  return ["Mai", "Minh"];
}

async function getPortrait(guest: string): Promise<string> {
  await setTimeout(150);
  return `a portrait of ${guest}`;
}

async function main(): Promise<void> {
  const [guest, family] = await Promise.all([loadGuest(), loadFamily()]);
  const portrait = await getPortrait(guest);
  console.log(portrait, family);
}

await main();

// Found: late-gather at `const [guest, family] = await Promise.all([loadGuest(), loadFamily()]);`
