import ts from "typescript";
import type { Files } from "../model/frontend.js";
import { folderOf, join } from "./paths.js";

/** What matters of a package.json. */
export interface Package {
  readonly folder: string;
  readonly name: string | undefined;
  readonly main: string | undefined;
  readonly exports: unknown;
  readonly imports: Readonly<Record<string, unknown>>;
}

/** What matters of a tsconfig.json: `paths` are relative to `base`; with `baseUrl` any import may be. */
export interface Config { readonly base: string; readonly baseUrl: boolean; readonly paths: Readonly<Record<string, unknown>> }

/** What has been read of a workspace. Configuration is read once for each `Files`. */
interface Known {
  readonly packages: Map<string, Package | undefined>;
  readonly configs: Map<string, Config | undefined>;
  readonly named: Map<string, readonly Package[]>;
  globs: readonly string[] | undefined;
}

const known = new WeakMap<Files, Known>();

function knownOf(files: Files): Known {
  let found = known.get(files);
  if (!found) known.set(files, found = { packages: new Map(), configs: new Map(), named: new Map(), globs: undefined });
  return found;
}

/** Reads configuration anew where a file that came, changed or went is one of those; says whether it is. */
export function forgetConfiguration(path: string, files: Files): boolean {
  if (!/\/(?:package|[jt]sconfig[^/]*)\.json$|\/pnpm-workspace\.yaml$/.test(path)) return false;
  known.delete(files);
  return true;
}

/** The package that a folder belongs to. */
export const packageOf = (folder: string, files: Files): Package | undefined =>
  nearest(folder, files, knownOf(files).packages, (at) => readPackage(at, files));

/** The configuration that the files of a folder are compiled with. */
export const configOf = (folder: string, files: Files): Config | undefined =>
  nearest(folder, files, knownOf(files).configs, (at) =>
    readConfig(`${at}/tsconfig.json`, files, 0) ?? readConfig(`${at}/jsconfig.json`, files, 0));

/** What `read` gives for `folder` or the nearest folder above it that it gives something for, up to the workspace's. */
function nearest<T>(
  folder: string, files: Files, cache: Map<string, T | undefined>, read: (folder: string) => T | undefined,
): T | undefined {
  const passed: string[] = [];
  let found: T | undefined;
  for (let at = folder; ; at = folderOf(at)) {
    if (cache.has(at)) {
      found = cache.get(at);
      break;
    }
    passed.push(at);
    found = read(at);
    if (found !== undefined || at === files.root || at === folderOf(at)) break;
  }
  for (const at of passed) cache.set(at, found);
  return found;
}

/** Packages of the workspace with this name: looked for where the workspace says that its packages are. */
export function packagesNamed(name: string, files: Files): readonly Package[] {
  const { named } = knownOf(files);
  let found = named.get(name);
  if (!found) {
    const last = name.slice(name.lastIndexOf("/") + 1);
    found = globsOf(files)
      .map((glob) => readPackage(join(files.root, glob.replace(/\*+/g, last)), files))
      .filter((each): each is Package => each?.name === name);
    named.set(name, found);
  }
  return found;
}

/** `packages/*`: where the packages of the workspace are. */
function globsOf(files: Files): readonly string[] {
  const of = knownOf(files);
  if (of.globs) return of.globs;
  const { workspaces } = readJson(`${files.root}/package.json`, files) ?? {};
  const listed = isRecord(workspaces) ? workspaces["packages"] : workspaces;
  const yaml = files.exists(`${files.root}/pnpm-workspace.yaml`) ? files.read(`${files.root}/pnpm-workspace.yaml`) ?? "" : "";
  const items = [...yaml.matchAll(/^\s*-\s*["']?([^"'#\s]+)/gm)].map((match) => match[1]!);
  return of.globs = [...strings(listed), ...items].filter((glob) => !glob.startsWith("!"));
}

function readPackage(folder: string, files: Files): Package | undefined {
  const json = readJson(`${folder}/package.json`, files);
  if (!json) return undefined;
  const { name, main, exports, imports } = json;
  return { folder, name: text(name), main: text(main), exports, imports: isRecord(imports) ? imports : {} };
}

/** How many configurations may extend one another. */
const CHAIN = 8;

function readConfig(path: string, files: Files, depth: number): Config | undefined {
  const json = readJson(path, files);
  if (!json || depth > CHAIN) return undefined;
  const folder = folderOf(path);
  const options = isRecord(json["compilerOptions"]) ? json["compilerOptions"] : {};
  const base = text(options["baseUrl"]);
  const own: Config = {
    base: base === undefined ? folder : join(folder, base),
    baseUrl: base !== undefined,
    paths: isRecord(options["paths"]) ? options["paths"] : {},
  };
  if (own.baseUrl || Object.keys(own.paths).length > 0) return own;
  for (const parent of strings(json["extends"])) {
    if (!parent.startsWith(".")) continue;
    const at = join(folder, parent);
    const found = readConfig(at.endsWith(".json") ? at : `${at}.json`, files, depth + 1);
    if (found) return found;
  }
  return own;
}

/** A JSON file, comments allowed, that holds an object. */
function readJson(path: string, files: Files): Readonly<Record<string, unknown>> | undefined {
  const read = files.exists(path) ? files.read(path) : undefined;
  if (read === undefined) return undefined;
  const { config } = ts.parseConfigFileTextToJson(path, read) as { readonly config?: unknown };
  return isRecord(config) ? config : undefined;
}

/** What a map of patterns (`paths`, `exports`, `imports`) makes of a name: all it may stand for, the best first. */
export function mapped(patterns: Readonly<Record<string, unknown>>, name: string): readonly string[] {
  if (Object.hasOwn(patterns, name)) return strings(patterns[name]);
  let best: { readonly pattern: string; readonly star: string } | undefined;
  for (const pattern of Object.keys(patterns)) {
    const at = pattern.indexOf("*");
    if (at < 0 || name.length < pattern.length - 1) continue;
    const [head, tail] = [pattern.slice(0, at), pattern.slice(at + 1)];
    if (!name.startsWith(head) || !name.endsWith(tail)) continue;
    if (!best || at > best.pattern.indexOf("*")) best = { pattern, star: name.slice(at, name.length - tail.length) };
  }
  const { pattern, star } = best ?? {};
  return pattern === undefined ? [] : strings(patterns[pattern]).map((target) => target.replace("*", () => star!));
}

/** All strings in a value, in order: whatever the conditions are that choose between them. */
export function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  return isRecord(value) ? Object.values(value).flatMap(strings) : [];
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
