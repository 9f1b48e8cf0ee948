// The customer asks every few milliseconds whether the bread is ready; the baker could ring a bell.
import { setTimeout } from "node:timers/promises";

class Oven {
  ready = false;

  async bake(): Promise<void> {
    await setTimeout(60);
    this.ready = true;
  }

  async collect(): Promise<string> {
    while (!this.ready) {
      await setTimeout(5);
    }
    return "bread";
  }
}

async function main(): Promise<void> {
  const oven = new Oven();
  const [bread] = await Promise.all([oven.collect(), oven.bake()]);
  console.log(bread);
}

await main();

// Found: polling-loop at `while (!this.ready) {`
