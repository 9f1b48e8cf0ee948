import { Language, Parser, type Tree } from "web-tree-sitter";
import { quicken } from "./memory.js";

/** What the parser is made of: the Python grammar, and where the parser's own WebAssembly is (its bytes, or a path or address). */
export interface PythonParts { readonly grammar: Uint8Array; readonly engine?: string | Uint8Array }

let parser: Parser | undefined;
let starting: Promise<void> | undefined;

/** Makes Python readable; until it has run, every Python file is an unread one. A second call waits for the first. */
export function startPython(parts: PythonParts): Promise<void> {
  starting ??= start(parts).catch((reason: unknown) => {
    starting = undefined;
    throw reason;
  });
  return starting;
}

async function start({ grammar, engine }: PythonParts): Promise<void> {
  const options = typeof engine === "string" ? { locateFile: () => engine } : engine ? { wasmBinary: engine } : {};
  await Parser.init(options as Parameters<typeof Parser.init>[0]);
  quicken(options);
  const language = await Language.load(grammar);
  parser = new Parser().setLanguage(language);
}

/** Whether Python can be read. */
export const isStarted = (): boolean => parser !== undefined;

/** How much text the parser is handed at once. After an edit it looks at a few short stretches only. */
const chunk = 4096;
const editChunk = 256;

/** The tree of a text; `old` is the tree of the text before, told of the edit. The caller frees it. */
export function parse(text: string, old?: Tree): Tree {
  const length = old ? editChunk : chunk;
  const tree = parser?.parse((index) => {
    const to = index + length;
    // A pair of surrogates is one character.
    return text.slice(index, (text.charCodeAt(to - 1) & 0xfc00) === 0xd800 ? to + 1 : to);
  }, old);
  if (!tree) throw new Error("The Python parser has not been started.");
  return tree;
}
