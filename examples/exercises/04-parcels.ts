// "All delivered" is said long before anything is.
import { setTimeout } from "node:timers/promises";

async function deliver(parcel: string): Promise<void> {
  await setTimeout(20);
  if (parcel.length > 10) throw new Error(`${parcel} is too heavy`);
  console.log("delivered:", parcel);
}

async function main(): Promise<void> {
  ["a book", "a lamp"].forEach(async (parcel) => {
    await deliver(parcel);
  });
  console.log("all delivered");
}

await main();

// Found: async-callback at `["a book", "a lamp"].forEach(async (parcel) => {`
