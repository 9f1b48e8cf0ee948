// Runs `main()` of each folder's main file and prints, as JSON, what each printed and what went wrong: batch.mjs FOLDER...
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";

const print = console.log;
let out = "";
let wrong = [];
console.log = (...values) => (out += values.join(" ") + "\n");
process.on("unhandledRejection", (error) => wrong.push(String(error)));

const results = [];
for (const folder of process.argv.slice(2)) {
  [out, wrong] = ["", []];
  try {
    const file = ["ts", "js"].map((end) => `${folder}/main.${end}`).find((path) => existsSync(path));
    await (await import(pathToFileURL(file).href)).main();
    // Rejections are told once the tasks that are due have run.
    await new Promise((resolve) => setTimeout(resolve, 0));
  } catch (error) {
    wrong.push(String(error));
  }
  results.push({ out, wrong });
}
print(JSON.stringify(results));
