import ts from "typescript";
import { importsOf, parse, target } from "./imports.js";
import type { Tree } from "./imports.js";

/** A room: what it may import of the other rooms, and which packages ("node:" stands for all of Node's own). */
interface Room { readonly name: string; readonly path: RegExp; readonly rooms: readonly string[]; readonly packages: readonly string[] }

// Imports go down only. The first room that fits a path is its room.
const rooms: readonly Room[] = [
  { name: "model", path: /^rules\/model\//, rooms: [], packages: [] },
  { name: "rule", path: /^rules\/(rule|version|lines|edits|chain)\.ts$/, rooms: ["model"], packages: [] },
  { name: "language", path: /^rules\/(python|typescript)\/language\.ts$/, rooms: ["model", "rule", "python", "typescript"], packages: ["@eslint/core", "@eslint/plugin-kit", "@typescript-eslint/parser", "@typescript-eslint/utils", "typescript"] },
  { name: "python", path: /^rules\/python\//, rooms: ["model", "rule"], packages: ["smol-toml", "web-tree-sitter"] },
  { name: "typescript", path: /^rules\/typescript\//, rooms: ["model", "rule"], packages: ["typescript"] },
  { name: "resolve", path: /^rules\/resolve\//, rooms: ["model"], packages: [] },
  { name: "summary", path: /^rules\/summary\//, rooms: ["model", "resolve"], packages: [] },
  { name: "registry", path: /^rules\/faults\/index\.ts$/, rooms: ["rule", "faults"], packages: [] },
  // Mending is native: it knows its language's tree, and no other's.
  { name: "faults", path: /^rules\/faults\/[^/]+\/python/, rooms: ["model", "rule", "resolve", "summary", "python"], packages: ["web-tree-sitter"] },
  { name: "faults", path: /^rules\/faults\/[^/]+\/typescript/, rooms: ["model", "rule", "resolve", "summary", "typescript"], packages: ["typescript"] },
  { name: "faults", path: /^rules\/faults\//, rooms: ["model", "rule", "resolve", "summary"], packages: [] },
  { name: "refactors", path: /^rules\/refactors\/[^/]+\/python/, rooms: ["model", "rule", "python"], packages: ["web-tree-sitter"] },
  { name: "refactors", path: /^rules\/refactors\/[^/]+\/typescript/, rooms: ["model", "rule", "typescript"], packages: ["typescript"] },
  { name: "refactors", path: /^rules\/refactors\//, rooms: ["model", "rule"], packages: [] },
  { name: "languages", path: /^rules\/languages\.ts$/, rooms: ["model", "resolve", "python", "typescript", "faults"], packages: [] },
  { name: "project", path: /^rules\/(project|modules|nodes)\.ts$/, rooms: ["model", "rule", "python", "typescript", "resolve", "summary", "registry", "refactors", "languages"], packages: [] },
  { name: "host", path: /^rules\/host\//, rooms: ["model", "rule", "python", "typescript", "languages"], packages: ["node:", "ignore"] },
  { name: "workspaces", path: /^rules\/workspaces\.ts$/, rooms: ["model", "rule", "project", "host", "languages"], packages: [] },
  { name: "eslint", path: /^rules\/(index|eslint)\.ts$/, rooms: ["model", "rule", "project", "host", "languages", "language", "workspaces"], packages: ["@eslint/core"] },
  { name: "server", path: /^server\//, rooms: ["model", "rule", "project", "host", "languages"], packages: ["node:", "cli-progress", "commander", "diff", "picocolors", "string-width", "vscode-languageserver", "vscode-languageserver-textdocument"] },
  { name: "client", path: /^client\//, rooms: [], packages: ["node:", "vscode", "vscode-languageclient"] },
];

const longest = 400;

/** Imports that go up or sideways, leave the tree, or take a package that their room does not know. */
export function wrongImports(tree: Tree): string[] {
  return [...tree].flatMap(([path, text]) => {
    const from = roomOf(path);
    if (!from) return [`${path} is in no room: test/support/architecture.ts says which there are`];
    return importsOf(path, text).filter(({ specifier }) => !allowed(from, path, specifier, tree)).map(({ specifier, line }) => `${path}:${line} (${from.name}) imports ${specifier}`);
  });
}

function allowed(from: Room, path: string, specifier: string, tree: Tree): boolean {
  if (!specifier.startsWith(".")) return from.packages.some((name) => (name === "node:" ? specifier.startsWith(name) : specifier === name || specifier.startsWith(`${name}/`)));
  const to = target(path, specifier);
  const room = roomOf(to);
  if (!room || !tree.has(to)) return false;
  // A fault is one folder: it knows nothing of the others.
  if (from.name === "faults" && room.name === "faults") return to.startsWith(path.split("/").slice(0, 3).join("/") + "/") || to.split("/").length === 3;
  return room.name === from.name || from.rooms.includes(room.name);
}

const roomOf = (path: string): Room | undefined => rooms.find((room) => room.path.test(path));

// A language's grammar is recursive, and so are the functions that read it: expressions hold functions, functions hold expressions.
const recursive = [/^rules\/python\/[^/]+$/, /^rules\/typescript\/[^/]+$/];

/** Cycles of imports that are left when the code runs. (Types may know each other within a room.) */
export function cycles(tree: Tree): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    const round = at >= 0 ? trail.slice(at) : [];
    if (at >= 0 && !recursive.some((folder) => round.every((file) => folder.test(file)))) found.push([...round, path].join(" → "));
    if (at >= 0 || done.has(path)) return;
    for (const { specifier, typeOnly } of importsOf(path, tree.get(path) ?? "")) {
      if (specifier.startsWith(".") && !typeOnly) walk(target(path, specifier), [...trail, path]);
    }
    done.add(path);
  };
  for (const path of tree.keys()) walk(path, []);
  return found;
}

/** Files that have grown too long to be read in one go. */
export function tooLong(tree: Tree): string[] {
  return [...tree].map(([path, text]) => ({ path, lines: text.split("\n").length - 1 })).filter(({ lines }) => lines > longest).map(({ path, lines }) => `${path}: ${lines} lines`);
}

const nodeGlobals = new Set(["process", "Buffer", "__dirname", "__filename", "require", "setImmediate", "global"]);

/** Node's globals where the code is to run anywhere: in rules/, its host apart. */
export function nodeInRules(tree: Tree): string[] {
  return [...tree].filter(([path]) => path.startsWith("rules/") && roomOf(path)?.name !== "host").flatMap(([path, text]) => {
    const file = parse(path, text);
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node) && nodeGlobals.has(node.text) && isUse(node)) found.push(`${path}:${file.getLineAndCharacterOfPosition(node.pos).line + 1} uses ${node.text}`);
      ts.forEachChild(node, visit);
    };
    visit(file);
    return found;
  });
}

/** Whether an identifier is used as an object or called: `process.env`, `require(…)`. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  return (ts.isPropertyAccessExpression(parent) || ts.isCallExpression(parent)) && parent.expression === node;
}

/** Faults or frontends that are known by name where they must not be: in server/ and client/. */
export function strangers(tree: Tree, faults: readonly string[]): string[] {
  return [...tree].filter(([path]) => /^(server|client)\//.test(path)).flatMap(([path, text]) => {
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node) && faults.some((fault) => node.text.includes(fault))) found.push(`${path} names ${node.text}`);
      ts.forEachChild(node, visit);
    };
    visit(parse(path, text));
    return found;
  });
}
