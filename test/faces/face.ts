/** A finding as any face tells it, so that faces can be compared: lines and columns from 1, chains in words, fixes by what they make of the file. */
export interface Told {
  readonly file: string;
  readonly fault: string;
  /** `line:column-line:column`. */
  readonly place: string;
  readonly message: string;
  /** Each call of the chain: `load_user db.py:4`. Empty where there is no more than the finding itself. */
  readonly chain: readonly string[];
  /** The texts that its fixes make of the file, sorted. */
  readonly mended: readonly string[];
}

interface Replacement { readonly range: readonly [number, number]; readonly text: string }

/** What the command says with `--format json`. Of files by `name` (path below the folder). */
export function fromJson(results: readonly any[], name: (path: string) => string): Told[] {
  return sorted(results.flatMap(({ filePath, messages, source = "" }) => messages.map((message: any): Told => ({
    file: name(filePath), fault: message.ruleId.replace("evenloop/", ""),
    place: `${message.line}:${message.column}-${message.endLine}:${message.endColumn}`,
    message: message.message,
    chain: message.trace.length < 2 ? [] : message.trace.map((call: any) => `${call.name} ${name(call.file)}:${call.line}`),
    mended: mendedTexts(message, source),
  }))));
}

/** The texts that the fixes of a message in ESLint's shape make. */
export const mendedTexts = ({ fix, suggestions = [] }: { readonly fix?: Replacement; readonly suggestions?: readonly { readonly fix: Replacement }[] }, text: string): string[] =>
  [...(fix ? [fix] : []), ...suggestions.map((suggestion) => suggestion.fix)].map((each) => text.slice(0, each.range[0]) + each.text + text.slice(each.range[1])).sort();

/** A diagnostic of the language server's (lines and characters from 0), whatever client shows it. */
export interface Shown {
  readonly fault: string;
  readonly range: { readonly start: Place; readonly end: Place };
  readonly message: string;
  readonly related: readonly { readonly file: string; readonly line: number; readonly message: string }[];
}

interface Place { readonly line: number; readonly character: number }

/** What an editor shows of a file. */
export function fromEditor(file: string, { fault, range: { start, end }, message, related }: Shown, mended: readonly string[]): Told {
  const calls = related.map((each) => ({ ...each, name: /calls `([^`]*)`$/.exec(each.message)?.[1] })).filter(({ name }) => name !== undefined);
  return {
    file, fault, message, place: `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`,
    chain: calls.map((call) => `${call.name} ${call.file}:${call.line + 1}`),
    mended: [...mended].sort(),
  };
}

/** A text after edits as an editor applies them (columns in UTF-16 units). */
export function edited(text: string, edits: readonly { readonly range: { readonly start: Place; readonly end: Place }; readonly newText: string }[]): string {
  const starts = [0];
  for (const { index } of text.matchAll(/\n/g)) starts.push(index + 1);
  const at = ({ line, character }: Place): number => starts[line]! + character;
  return [...edits].sort((a, b) => at(b.range.start) - at(a.range.start)).reduce((result, { range, newText }) => result.slice(0, at(range.start)) + newText + result.slice(at(range.end)), text);
}

/** In one order, whoever told them. */
export const sorted = (told: readonly Told[]): Told[] => [...told].sort((a, b) => keyOf(a).localeCompare(keyOf(b)));

const keyOf = ({ file, place, fault }: Told): string => `${file} ${place} ${fault}`;
