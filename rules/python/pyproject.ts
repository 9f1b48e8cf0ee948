import { parse } from "smol-toml";
import type { Files } from "../model/frontend.js";

/** What a `pyproject.toml` says that matters here. */
export interface Settings {
  /** Folders that absolute imports begin in. */
  readonly roots: readonly string[];
  /** Packages that lie elsewhere, with their folders. */
  readonly packages: ReadonlyMap<string, string>;
  /** The oldest Python it runs on. */
  readonly oldest: readonly [number, number] | undefined;
}

const none: Settings = { roots: [], packages: new Map(), oldest: undefined };

/** The settings that hold for each folder: they are asked for at every import. */
const memory = new WeakMap<Files, Map<string, Settings>>();

/** The settings of the nearest `pyproject.toml` at or above `folder`, up to the workspace folder. Each is read once for the same `files`. */
export function settingsFor(folder: string, files: Files): Settings {
  let known = memory.get(files);
  if (!known) memory.set(files, (known = new Map()));
  const found = known.get(folder);
  if (found) return found;
  const path = `${folder}/pyproject.toml`;
  let settings = none;
  if (files.exists(path)) settings = read(folder, files.read(path) ?? "");
  else if (folder !== files.root && folder.includes("/")) settings = settingsFor(parentOf(folder), files);
  known.set(folder, settings);
  return settings;
}

/** Reads settings anew where a file that came, changed or went is a `pyproject.toml`; says whether it is. */
export function forgetSettings(path: string, files: Files): boolean {
  if (!path.endsWith("/pyproject.toml")) return false;
  memory.delete(files);
  return true;
}

/** The folder above a path. */
export const parentOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf("/"), 0));

function read(folder: string, text: string): Settings {
  let data: unknown;
  try {
    data = parse(text);
  } catch {
    return none;
  }
  const at = (path: string): string => [...folder.split("/"), ...path.split("/").filter((part) => part !== "" && part !== ".")].join("/");
  const roots: string[] = [];
  const packages = new Map<string, string>();
  for (const [name, path] of Object.entries(tableOf(get(data, "tool", "setuptools", "package-dir")))) {
    if (typeof path !== "string") continue;
    if (name === "") roots.push(at(path));
    else packages.set(name, at(path));
  }
  for (const path of stringsOf(get(data, "tool", "setuptools", "packages", "find", "where"))) roots.push(at(path));
  for (const each of listOf(get(data, "tool", "poetry", "packages"))) {
    const from = get(each, "from");
    if (typeof from === "string") roots.push(at(from));
  }
  for (const path of stringsOf(get(data, "tool", "hatch", "build", "targets", "wheel", "packages"))) roots.push(parentOf(at(path)));
  const requires = get(data, "project", "requires-python") ?? get(data, "tool", "poetry", "dependencies", "python");
  return { roots, packages, oldest: typeof requires === "string" ? oldestOf(requires) : undefined };
}

/** The oldest version that a specifier lets pass (`>=3.8,<4`, `^3.9`, `~=3.10`, `==3.11.*`). */
function oldestOf(specifier: string): [number, number] | undefined {
  let oldest: [number, number] | undefined;
  for (const alternative of specifier.split("||")) {
    let low: [number, number] | undefined;
    for (const [, major, minor] of alternative.matchAll(/(?:>=|~=|===?|>|\^|~|^\s*)\s*(\d+)(?:\.(\d+))?/g)) {
      const version: [number, number] = [Number(major), Number(minor ?? 0)];
      if (!low || isOlder(low, version)) low = version;
    }
    if (low && (!oldest || isOlder(low, oldest))) oldest = low;
  }
  return oldest;
}

const isOlder = (a: readonly [number, number], b: readonly [number, number]): boolean => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);

function get(data: unknown, ...path: string[]): unknown {
  let value = data;
  for (const key of path) value = Object.hasOwn(tableOf(value), key) ? tableOf(value)[key] : undefined;
  return value;
}

const tableOf = (value: unknown): Record<string, unknown> =>
  (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {});
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const stringsOf = (value: unknown): string[] => listOf(value).filter((each) => typeof each === "string");
