import { setTimeout as sleep } from "node:timers/promises";

async function save(order: string): Promise<boolean> {
  await sleep(50);
  console.log("saved", order);
  return order !== "";
}

/** Says that all is done before anything is; and an error in `save` would end the process. */
export async function close(orders: string[]): Promise<void> {
  for (const order of orders) {
    save(order);
  }
  if (save("the last one")) console.log("all orders are closed");
}

// Found: forgotten-await at `save(order);`
// Found: forgotten-await at `if (save("the last one")) console.log("all orders are closed");`
