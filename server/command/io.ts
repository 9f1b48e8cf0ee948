/** A stream that people or programs read. */
export interface Output extends NodeJS.WritableStream { readonly isTTY?: boolean; readonly columns?: number }

/** What the command has of the outside world, so that it can be called as a function. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Something that the person who called can put right: it ends the command with its message and code 2. */
export class UsageError extends Error {}

/** All of standard input. */
export async function readAll(stdin: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Whether colours are wanted: as asked, else as the environment says, else on a terminal only. */
export function wantsColor(asked: boolean | undefined, output: Output, env: Io["env"]): boolean {
  if (asked !== undefined) return asked;
  if (env["NO_COLOR"]) return false;
  if (env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "") return env["FORCE_COLOR"] !== "0";
  return output.isTTY === true && env["TERM"] !== "dumb";
}
