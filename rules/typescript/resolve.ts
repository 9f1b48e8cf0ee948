import type { Files } from "../model/frontend.js";
import { folderOf, join } from "./paths.js";
import { configOf, mapped, packageOf, packagesNamed, strings } from "./packages.js";
import type { Package } from "./packages.js";

/** What a written extension may stand for: imports name the compiled file, and its source is beside it. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx", ".js", ".jsx", ".d.ts"],
  ".jsx": [".tsx", ".jsx"],
  ".mjs": [".mts", ".mjs", ".d.mts"],
  ".cjs": [".cts", ".cjs", ".d.cts"],
};

/** What may be left out, in the order of preference: what has bodies before what only declares. */
const EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".d.ts", ".d.mts", ".d.cts"];

/** The file of the workspace that an import names, as Node and TypeScript find it; undefined for anything installed or built in. */
export function resolve(specifier: string, from: string, files: Files): string | undefined {
  const found = find(specifier, folderOf(from), files);
  return found !== undefined && found.startsWith(`${trimmed(files.root)}/`) && !found.includes("/node_modules/") ? found : undefined;
}

const trimmed = (root: string): string => (root.endsWith("/") ? root.slice(0, -1) : root);

function find(specifier: string, folder: string, files: Files): string | undefined {
  if (/^(?:\.{0,2}\/|\.{1,2}$)/.test(specifier)) {
    return fileOrFolder(specifier.startsWith("/") ? specifier : join(folder, specifier), files);
  }
  if (specifier === "" || /^[\w-]+:/.test(specifier)) return undefined;
  return byConfig(specifier, folder, files) ?? byPackage(specifier, folder, files);
}

/** A file, with or without its extension, or what a folder stands for. */
function fileOrFolder(path: string, files: Files): string | undefined {
  return file(path, files) ?? folderMain(path, files);
}

function file(path: string, files: Files): string | undefined {
  const slash = path.lastIndexOf("/");
  const dot = path.lastIndexOf(".");
  const extension = dot > slash ? path.slice(dot) : "";
  const sources = SOURCES[extension];
  if (sources) {
    const bare = path.slice(0, dot);
    for (const each of sources) if (files.exists(bare + each)) return bare + each;
  } else if (/^\.[mc]?tsx?$/.test(extension) && files.exists(path)) {
    return path;
  }
  if (path.endsWith("/")) return undefined;
  for (const each of EXTENSIONS) if (files.exists(path + each)) return path + each;
  return undefined;
}

/** What `import "./folder"` gives: what its package.json names, else its index file. */
function folderMain(path: string, files: Files): string | undefined {
  const folder = trimmed(path);
  const text = files.exists(`${folder}/package.json`) ? packageOf(folder, files) : undefined;
  if (text?.folder === folder && text.main !== undefined) {
    const main = join(folder, text.main);
    const found = file(main, files) ?? file(`${main}/index`, files);
    if (found) return found;
  }
  return file(`${folder}/index`, files);
}

/** `paths` and `baseUrl` of the nearest tsconfig.json or jsconfig.json. */
function byConfig(specifier: string, folder: string, files: Files): string | undefined {
  const config = configOf(folder, files);
  if (!config) return undefined;
  for (const target of mapped(config.paths, specifier)) {
    const found = fileOrFolder(join(config.base, target), files);
    if (found) return found;
  }
  return config.baseUrl ? fileOrFolder(join(config.base, specifier), files) : undefined;
}

/** `#imports` and the own name of the package the import stands in, and other packages of the workspace. */
function byPackage(specifier: string, folder: string, files: Files): string | undefined {
  const own = packageOf(folder, files);
  if (specifier.startsWith("#")) return own && first(own, mapped(own.imports, specifier), files);
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0];
  if (name === undefined) return undefined;
  const rest = specifier.slice(name.length + 1);
  for (const each of own?.name === name ? [own] : packagesNamed(name, files)) {
    const found = fromPackage(each, rest, files);
    if (found) return found;
  }
  return undefined;
}

/** A file of a package: `rest` is what stands behind its name. */
function fromPackage(of: Package, rest: string, files: Files): string | undefined {
  if (of.exports !== undefined) {
    const paths = typeof of.exports === "object" && of.exports !== null && Object.keys(of.exports).some((key) => key.startsWith("."));
    if (paths) return first(of, mapped(of.exports as Record<string, unknown>, rest === "" ? "." : `./${rest}`), files);
    return rest === "" ? first(of, strings(of.exports), files) : undefined;
  }
  if (rest !== "") return fileOrFolder(join(of.folder, rest), files);
  return first(of, of.main === undefined ? [] : [of.main], files) ?? file(`${of.folder}/index`, files);
}

/** The first of some targets that there is; for one that is built, the source it is built from. */
function first(of: Package, targets: readonly string[], files: Files): string | undefined {
  const sources = targets.map((target) => target.replace(/^(?:\.\/)?(?:dist|lib|build|out)\//, "src/"));
  for (const target of [...sources, ...targets]) {
    const found = fileOrFolder(join(of.folder, target), files);
    if (found) return found;
  }
  return undefined;
}
