// Runs `main(7)` of each folder's main file and prints, as JSON, what each printed and what went wrong: batch.mjs FOLDER...
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";

const limit = 5_000;
const print = console.log;
let out = "";
let wrong = [];
console.log = (...values) => (out += values.join(" ") + "\n");
process.on("unhandledRejection", (error) => wrong.push(String(error)));

const results = [];
for (const folder of process.argv.slice(2)) {
  [out, wrong] = ["", []];
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error("it does not end")), limit)));
  try {
    const file = ["ts", "js"].map((end) => `${folder}/main.${end}`).find((path) => existsSync(path));
    await Promise.race([(await import(pathToFileURL(file).href)).main(7), late]);
    // Rejections are told once the tasks that are due have run.
    await new Promise((resolve) => setTimeout(resolve, 0));
  } catch (error) {
    wrong.push(String(error));
  }
  clearTimeout(timer);
  results.push({ out, wrong });
}
print(JSON.stringify(results));
process.exitCode = 0;
// What a program has left running is left behind.
process.stdout.write("", () => process.exit());
