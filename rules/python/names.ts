/**
 * Names read straight from the text, each kept once. A plain `slice` would do, but V8 lets a long slice keep the whole text alive,
 * and equal names would be as many strings as there are mentions.
 */

const first = 1 << 12;
let table = new Array<string | undefined>(first);
let count = 0;

/** Whether an ASCII character may stand in a name. */
const word = new Uint8Array(128);
for (const char of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") word[char.charCodeAt(0)] = 1;

/** Whether the character may stand in a name; `code` is NaN past the end. */
export const isWord = (code: number): boolean => (code < 128 ? word[code] === 1 : code >= 128);

/** The name that begins at `from`. */
export function nameAt(text: string, from: number): string {
  let to = from;
  while (isWord(text.charCodeAt(to))) to++;
  return kept(text, from, to);
}

/** The name that ends at `to`. */
export function nameBefore(text: string, to: number): string {
  let from = to;
  while (from > 0 && isWord(text.charCodeAt(from - 1))) from--;
  return kept(text, from, to);
}

/** The text between two offsets, as a string that is shared by all who ask for the same characters. */
export function kept(text: string, from: number, to: number): string {
  let hash = to - from;
  for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  let slot = hash & (table.length - 1);
  for (;;) {
    const found = table[slot];
    if (found === undefined) break;
    if (found.length === to - from && text.startsWith(found, from)) return found;
    slot = (slot + 1) & (table.length - 1);
  }
  const fresh = copied(text, from, to);
  table[slot] = fresh;
  if (++count > table.length / 2) grow();
  return fresh;
}

/** How many characters may be handed to `fromCharCode` at once. */
const most = 1 << 12;

function copied(text: string, from: number, to: number): string {
  if (to - from > most) return text.slice(from, to);
  const codes: number[] = [];
  for (let i = from; i < to; i++) codes.push(text.charCodeAt(i));
  return String.fromCharCode(...codes);
}

/** A server that runs for weeks must not remember every name that was ever typed. */
const limit = 1 << 20;

function grow(): void {
  const old = table;
  table = new Array<string | undefined>(old.length >= limit ? first : old.length * 2);
  count = 0;
  if (old.length >= limit) return;
  for (const name of old) {
    if (name === undefined) continue;
    let hash = name.length;
    for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 31) + name.charCodeAt(i)) | 0;
    let slot = hash & (table.length - 1);
    while (table[slot] !== undefined) slot = (slot + 1) & (table.length - 1);
    table[slot] = name;
    count++;
  }
}
