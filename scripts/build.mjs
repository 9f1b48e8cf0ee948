// Makes dist/: plain JavaScript that Node runs, one file per entry, and the types of the library.
import { chmodSync, copyFileSync, mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { node, root } from "./setup.mjs";

/** What is built. Every bundle lies one level below dist, for that is from where it looks for `../wasm/`. */
export const entries = [
  { from: "server/bin/evenloop.ts", to: "bin/evenloop.js", program: true },
  { from: "rules/index.ts", to: "plugin/index.js" },
];

/** The parser's two WebAssembly files, which go to `dist/wasm/`. */
export const wasm = ["@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm", "web-tree-sitter/web-tree-sitter.wasm"];

/** Packages that stay outside of the bundles, being dependencies of the package. */
const external = ["typescript"];

/** Builds bundles (all that is shipped), with what they need beside them, into a folder of the checkout. */
export async function bundle(folder = "dist", list = entries) {
  const { build } = await import("esbuild");
  const out = (name) => join(root, folder, name);
  await Promise.all(list.map(({ from, to, program }) => build({
    entryPoints: [join(root, from)],
    outfile: out(to),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20.12",
    external,
    logLevel: "warning",
    legalComments: "none",
    // Some packages are CommonJS inside and call `require` for Node's own modules.
    banner: { js: `${program ? "#!/usr/bin/env node\n" : ""}import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);` },
  })));
  for (const { to, program } of list) if (program) chmodSync(out(to), 0o755);

  mkdirSync(out("wasm"), { recursive: true });
  const { resolve } = createRequire(import.meta.url);
  for (const name of wasm) copyFileSync(resolve(name), out(`wasm/${name.split("/").at(-1)}`));
}

/** Writes the types of what the package exports; gives the compiler's exit code. */
export function types() {
  rmSync(join(root, "dist/types"), { recursive: true, force: true });
  return node([join(root, "node_modules/typescript/bin/tsc"), "-p", "scripts/types.json"]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await bundle();
  process.exitCode = types();
}
