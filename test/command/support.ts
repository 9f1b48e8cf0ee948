import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable, Writable } from "node:stream";
import type { Host } from "../../rules/model/host.js";
import type { Span } from "../../rules/model/span.js";
import type { Project } from "../../rules/project.js";
import type { Finding, Fix, Severity } from "../../rules/rule.js";
import type { Analysis } from "../../server/command/analysis.js";
import { run } from "../../server/command/run.js";

const made: string[] = [];

/** A new folder with these files in it; it is removed when the tests end. */
export function folder(files: Readonly<Record<string, string | Buffer>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "evenloop-")));
  made.push(root);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}

after(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** What a run gave. */
export interface Ran { readonly code: number; readonly stdout: string; readonly stderr: string }

export interface RunOptions {
  readonly stdin?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  readonly tty?: boolean;
  readonly columns?: number;
  readonly analysis?: Analysis;
}

/** Calls the command in `cwd`. */
export async function evenloop(cwd: string, argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const stdout = collector(options);
  const stderr = collector(options);
  const io = { cwd, env: options.env ?? {}, stdin: Readable.from([Buffer.from(options.stdin ?? "")]), stdout, stderr };
  const code = await run(argv, io, options.analysis ?? toyAnalysis);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function collector({ tty = false, columns }: RunOptions): Writable & { text(): string; isTTY: boolean; columns?: number } {
  const chunks: Buffer[] = [];
  const stream = new Writable({ write(chunk: Buffer, _encoding, done) { chunks.push(Buffer.from(chunk)); done(); } });
  return Object.assign(stream, { text: () => Buffer.concat(chunks).toString(), isTTY: tty }, columns === undefined ? {} : { columns });
}

/** The results of `--format json`. */
export const parsed = (ran: Ran): any[] => JSON.parse(ran.stdout);

/**
 * An analysis whose findings are words in the text, so that the command can be tested without waiting for what real code means:
 *   BLOCK   an error; a suggestion replaces it and adds a line at the top of the file; its chain leads to LEAF in `<name>` after `via `
 *   FORGET  an error; a safe fix replaces it
 *   NESTED  an error; its safe fix leaves a FORGET
 *   WARN    a warning without a fix
 *   CHEAP   a hint of the first fault, with a suggestion
 *   TRAP    an error whose safe fix does not parse
 *   SYNTAX  a syntax error
 */
export const toyAnalysis: Analysis = {
  faults: [
    { id: "toy-block", docs: "Holds the loop.", severity: "error" },
    { id: "toy-forget", docs: "Forgets something.", severity: "error" },
  ],
  ready: async () => undefined,
  createProject: toyProject,
};

function toyProject(host: Host): Project {
  const texts = new Map<string, string>();
  const text = (path: string): string => {
    const known = texts.get(path) ?? host.read(path) ?? "";
    texts.set(path, known);
    return known;
  };
  const project: Project = {
    files: () => host.list(),
    refactors: () => [],
    findings: (path) => [...text(path).matchAll(/\b(BLOCK|FORGET|NESTED|WARN|CHEAP|TRAP)\b(?: via ([\w./]+))?/g)].map((match) => {
      const word = match[1]!;
      const span: Span = [match.index, match.index + word.length];
      return found(word, path, span, text(path), match[2]);
    }),
    problems: (path) => [...text(path).matchAll(/SYNTAX/g)].map(({ index }) => ({ span: [index, index + 6], message: "this is no code" })),
    update: (path) => void texts.delete(path),
    close: () => undefined,
    advance: () => true,
    stats: { filesLowered: 0, functionsLowered: 0, filesChecked: 0 },
  };
  // As the real one, it reads the whole workspace first.
  for (const path of host.list()) text(path);

  function found(word: string, path: string, span: Span, whole: string, via: string | undefined): Finding {
    const blocks = word === "BLOCK" || word === "CHEAP";
    const severity: Severity = word === "CHEAP" ? "hint" : word === "WARN" ? "warning" : "error";
    const leaf = join(dirname(path), via ?? "");
    const at = text(leaf).indexOf("LEAF");
    const trace = via === undefined ? [{ path, span, name: "leaf" }]
      : [{ path, span, name: "helper" }, { path: leaf, span: [at, at + 4] as const, name: "leaf" }];
    return {
      fault: blocks ? "toy-block" : "toy-forget", path, span, severity, message: `${word.toLowerCase()} is a fault`, within: "main",
      trace: () => (blocks ? trace : []),
      fixes: () => fixesOf(word, span, whole),
    };
  }
  return project;
}

function fixesOf(word: string, span: Span, text: string): readonly Fix[] {
  if (word === "WARN") return [];
  if (word === "BLOCK" || word === "CHEAP") {
    const top = text.startsWith("import loop") ? [] : [{ span: [0, 0] as const, text: "import loop\n" }];
    return [{ title: "Mend it", edits: [...top, { span, text: "mended" }], safe: false }, { title: "Or so", edits: [{ span, text: "other" }], safe: false }];
  }
  return [{ title: "Mend it", edits: [{ span, text: word === "TRAP" ? "SYNTAX" : word === "NESTED" ? "FORGET" : "kept" }], safe: true }];
}
