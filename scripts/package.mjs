// `npm run package [-- FILE]`: packs the extension for VS Code: evenloop-VERSION.vsix, which works by itself.
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { node, root, setUp } from "./setup.mjs";

/** Packs the extension into a file; gives vsce's exit code. vsce runs `vscode:prepublish`, which builds what goes in. */
export async function pack(file) {
  mkdirSync(dirname(resolve(root, file)), { recursive: true });
  const { repository } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  // Without a public repository the README's links stay as they are.
  const links = repository ? [] : ["--allow-missing-repository", "--no-rewrite-relative-links"];
  const code = node(["node_modules/@vscode/vsce/vsce", "package", "--no-dependencies", ...links, "--out", file]);
  // What is in dist/ now has TypeScript inside. Put back what stands beside node_modules.
  const { bundle } = await import("./build.mjs");
  await bundle();
  return code;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  setUp();
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  process.exitCode = await pack(process.argv[2] ?? `evenloop-${version}.vsix`);
}
