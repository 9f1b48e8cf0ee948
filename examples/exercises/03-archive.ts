// Nothing here looks like work, but each search holds everybody up: follow the call.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

function search(path: string, word: string): string[] {
  const text = readFileSync(path, "utf8");
  return text.split("\n").filter((line) => line.includes(word));
}

async function answer(word: string): Promise<void> {
  const hits = search(fileURLToPath(import.meta.url), word);
  console.log(word, hits.length > 0);
}

await answer("everybody");

// Found: blocking-call at `const hits = search(fileURLToPath(import.meta.url), word);`
