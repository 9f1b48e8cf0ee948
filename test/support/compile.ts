import { spawnSync } from "node:child_process";
import ts from "typescript";

/** A text that ought to be taken by its language's own compiler; `was` is it before its fixes. */
export interface Compiled { readonly name: string; readonly was: string; readonly text: string }

// "await" outside of an async function is an error of CPython's compiler that no grammar sees.
const script = `
import json, sys, warnings
warnings.simplefilter("ignore")
def error(text):
    try:
        compile(text, "mended", "exec")
    except SyntaxError as found:
        return f"line {found.lineno}: {found.msg}"
print(json.dumps([[error(entry["was"]), error(entry["text"])] for entry in json.load(sys.stdin)]))
`;

/** What CPython says of texts that it takes before they are mended and not after, one line each. */
export function compilePython(entries: readonly Compiled[]): string[] {
  const { stdout, stderr } = spawnSync("python3", ["-c", script], { input: JSON.stringify(entries), encoding: "utf8", maxBuffer: 1 << 28 });
  if (!stdout) throw new Error(`python3 did not run: ${stderr}`);
  const errors = JSON.parse(stdout) as [string | null, string | null][];
  return entries.flatMap(({ name }, at) => (errors[at]![0] === null && errors[at]![1] !== null ? [`${name}: ${errors[at]![1]}`] : []));
}

/** The same for TypeScript and JavaScript: its compiler's errors of syntax and of `await` in the wrong place. */
export function compileTypeScript(entries: readonly Compiled[]): string[] {
  return entries.flatMap(({ name, was, text }) => {
    const before = errors(name, was);
    return before.length > 0 ? [] : errors(name, text).map((error) => `${name}: ${error}`);
  });
}

// Top-level await and `await` outside of an async function; "use await in an async iterator" and their like are of this range too.
const awaits = new Set([1103, 1308, 1375, 1378, 1432]);

function errors(name: string, text: string): string[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  const options: ts.CompilerOptions = { noResolve: true, noLib: true, allowJs: true, checkJs: true, module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  const host: ts.CompilerHost = {
    getSourceFile: (path) => (path === name ? file : undefined), getDefaultLibFileName: () => "lib.d.ts", writeFile: () => undefined,
    getCurrentDirectory: () => "/", getCanonicalFileName: (path) => path, useCaseSensitiveFileNames: () => true, getNewLine: () => "\n",
    fileExists: (path) => path === name, readFile: () => undefined,
  };
  const program = ts.createProgram([name], options, host);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file).filter(({ code }) => awaits.has(code))]
    .map(({ start, messageText }) => `line ${file.getLineAndCharacterOfPosition(start ?? 0).line + 1}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
}
