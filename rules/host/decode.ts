import { isUtf8 } from "node:buffer";

/** A file's text without its byte order mark (`bom` remembers it), or why it has none. */
export type Decoded = { readonly text: string; readonly bom: boolean } | { readonly cause: string };

const bomBytes = Buffer.from([0xef, 0xbb, 0xbf]);

/** Python's declaration of another encoding, in the first two lines. */
const cookie = /^(?:[^\n]*\n)?[ \t\f]*#[^\n]*?coding[:=][ \t]*([-\w.]+)/;

/** Reads bytes as UTF-8. Line ends stay as they are: offsets are those that editors see. */
export function decode(bytes: Buffer): Decoded {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) return { cause: "it is encoded in UTF-16, and only UTF-8 is read" };
  if (bytes.includes(0)) return { cause: "it holds NUL bytes, so it is no text" };
  if (!isUtf8(bytes)) return { cause: notUtf8(bytes) };
  const bom = bytes.subarray(0, 3).equals(bomBytes);
  return { text: bytes.toString("utf8", bom ? 3 : 0), bom };
}

/** A text as the bytes of its file. */
export const encode = (text: string, bom: boolean): Buffer => Buffer.from(bom ? "\ufeff" + text : text, "utf8");

function notUtf8(bytes: Buffer): string {
  const declared = cookie.exec(bytes.toString("latin1", 0, 400))?.[1];
  if (declared !== undefined && !/^utf[-_]?8/i.test(declared)) return `it is encoded in ${declared}, and only UTF-8 is read`;
  return `it is not valid UTF-8 (line ${lineOfFirstFault(bytes)})`;
}

/** The line of the first bytes that are no UTF-8; lines never split a character, so each can be judged alone. */
function lineOfFirstFault(bytes: Buffer): number {
  let line = 1;
  for (let from = 0; ; line++) {
    const end = bytes.indexOf(0x0a, from);
    if (end < 0 || !isUtf8(bytes.subarray(from, end))) return line;
    from = end + 1;
  }
}

const startsWith = (bytes: Buffer, head: readonly number[]): boolean => head.every((byte, index) => bytes[index] === byte);
