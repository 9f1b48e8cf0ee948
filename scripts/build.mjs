// Makes dist/: plain JavaScript that Node runs, one file per entry, and the types of the library.
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { notices } from "./notices.mjs";
import { node, root } from "./setup.mjs";

/** What is built, and what of it VS Code needs. Every bundle lies one level below dist, for that is from where it looks for `../wasm/`. */
export const entries = [
  { from: "server/bin/evenloop.ts", to: "bin/evenloop.js", program: true },
  { from: "server/bin/language-server.ts", to: "bin/language-server.js", program: true, vsix: true },
  { from: "rules/index.ts", to: "plugin/index.js" },
  { from: "client/extension.ts", to: "client/extension.cjs", vsix: true },
];

/** The parser's two WebAssembly files, which go to `dist/wasm/`. */
export const wasm = ["@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm", "web-tree-sitter/web-tree-sitter.wasm"];

/** Packages that stay outside of the bundles, being dependencies of the package: but not where there are no packages, in VS Code. */
const external = ["typescript", "@typescript-eslint/parser"];

/** Some packages are CommonJS inside: they call `require` for Node's own modules, and look where they are. */
const commonJs = [
  'import { createRequire as __createRequire } from "node:module";',
  'import { fileURLToPath as __fileURLToPath } from "node:url";',
  "const require = __createRequire(import.meta.url), __filename = __fileURLToPath(import.meta.url);",
].join(" ");

/**
 * Builds bundles (all that is shipped), with what they need beside them, into a folder of the checkout. `alone`: they hold all they need.
 * What several of them share, and what is loaded only when it is needed (a language's parser), are chunks beside them. Gives the files that went into them.
 */
export async function bundle(folder = "dist", list = entries, { alone = false } = {}) {
  const { build } = await import("esbuild");
  const out = (name) => join(root, folder, name);
  const common = {
    bundle: true,
    platform: "node",
    target: "node20.12",
    external: alone ? ["vscode"] : ["vscode", ...external],
    minify: alone,
    logLevel: "warning",
    legalComments: "none",
    metafile: true,
  };
  const modules = list.filter(({ to }) => !to.endsWith(".cjs"));
  const scripts = list.filter((entry) => !modules.includes(entry));
  const builds = await Promise.all([
    ...scripts.map(({ from, to }) => build({ ...common, entryPoints: [join(root, from)], outfile: out(to), format: "cjs" })),
    ...(modules.length === 0 ? [] : [build({
      ...common,
      entryPoints: Object.fromEntries(modules.map(({ from, to }) => [to.replace(/\.js$/, ""), join(root, from)])),
      outdir: out("."),
      format: "esm",
      splitting: true,
      chunkNames: "chunks/[name]-[hash]",
      banner: { js: commonJs },
      plugins: [required("typescript", !alone)],
    })]),
  ]);
  if (modules.length > 0) tidy(out("chunks"), builds.at(-1).metafile);
  for (const { to, program } of list) if (program) makeProgram(out(to));

  mkdirSync(out("wasm"), { recursive: true });
  const { resolve } = createRequire(import.meta.url);
  for (const name of wasm) copyFileSync(resolve(name), out(`wasm/${name.split("/").at(-1)}`));
  return builds.flatMap(({ metafile }) => Object.keys(metafile.inputs));
}

/**
 * Loads a CommonJS package with `require`, as a module that exports it and nothing else: an `import` of it by Node reads all of its text for
 * the names that it may export, which for a compiler of nine megabytes takes as long as running it; and esbuild would copy its two thousand
 * names for each file that imports it. `external`: it stays outside of the bundle.
 */
const required = (name, external) => ({
  name: `require ${name}`,
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${name}$`) }, ({ kind }) => (kind !== "require-call" ? { path: name, namespace: "required" } : external ? { path: name, external } : undefined));
    build.onLoad({ filter: /./, namespace: "required" }, () => ({ contents: `export default require(${JSON.stringify(name)});`, loader: "js", resolveDir: root }));
  },
});

/** A file that can be run by its name. */
function makeProgram(file) {
  const text = readFileSync(file, "utf8");
  writeFileSync(file, `#!/usr/bin/env node\n${text}`);
  chmodSync(file, 0o755);
}

/** Removes the chunks of earlier builds. */
function tidy(chunks, { outputs }) {
  if (!existsSync(chunks)) return;
  const made = new Set(Object.keys(outputs).map((name) => basename(name)));
  for (const name of readdirSync(chunks)) if (!made.has(name)) rmSync(join(chunks, name));
}

/** Writes the types of what the package exports; gives the compiler's exit code. */
export function types() {
  rmSync(join(root, "dist/types"), { recursive: true, force: true });
  return node([join(root, "node_modules/typescript/bin/tsc"), "-p", "scripts/types.json"]);
}

// `--vsix`: what goes into the .vsix, which has no node_modules beside it.
if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  if (process.argv.includes("--vsix")) {
    const inputs = await bundle("dist", entries.filter((entry) => entry.vsix), { alone: true });
    writeFileSync(join(root, "dist/THIRD-PARTY-NOTICES.txt"), notices([...inputs, ...wasm.map((name) => `node_modules/${name}`)]));
  } else {
    await bundle();
    process.exitCode = types();
  }
}
