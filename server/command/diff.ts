import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import type { Colors } from "picocolors/types.js";

/** What a file would become, as a unified diff that `patch -p1` and `git apply` take. `name` is relative to where they would be called. */
export function unifiedDiff(name: string, before: string, after: string, colors: Colors): string {
  const absolute = name.startsWith("/");
  const [from, to] = absolute ? [name, name] : [`a/${name}`, `b/${name}`];
  const patch = createTwoFilesPatch(from, to, before, after, undefined, undefined, { context: 3, headerOptions: FILE_HEADERS_ONLY });
  if (!colors.isColorSupported) return patch;
  return patch.split("\n").map((line) => painted(line, colors)).join("\n");
}

function painted(line: string, colors: Colors): string {
  if (line.startsWith("---") || line.startsWith("+++")) return colors.bold(line);
  if (line.startsWith("@@")) return colors.cyan(line);
  if (line.startsWith("-")) return colors.red(line);
  return line.startsWith("+") ? colors.green(line) : line;
}
