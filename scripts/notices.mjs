import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./setup.mjs";

/** The licences of the packages whose files these are: whoever ships their code ships their terms. */
export function notices(files) {
  const folders = new Set(files.map((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]).filter(Boolean));
  return [...folders].sort().map(notice).join(`\n${"-".repeat(80)}\n\n`);
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  const texts = readdirSync(join(root, folder)).filter((file) => /^(licen[cs]e|notice|third.?party)/i.test(file)).sort();
  if (texts.length === 0 && !license) throw new Error(`${folder} has no licence`);
  return [`${name} ${version} (${license})\n`, ...texts.map((file) => readFileSync(join(root, folder, file), "utf8").trim())].join("\n") + "\n";
}
