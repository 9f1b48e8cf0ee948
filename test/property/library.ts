import type { Book } from "./book.js";

/** What a file imports when the name stands in its text. */
const imports = {
  python: {
    asyncio: "import asyncio",
    threading: "import threading",
    time: "import time",
    ThreadPool: "from multiprocessing.pool import ThreadPool",
    Path: "from pathlib import Path",
    slow: "import slow",
    pause: "from slow import pause",
    read_number: "from slow import read_number",
    Reader: "from slow import Reader",
  },
  typescript: {
    readFileSync: 'import { readFileSync } from "node:fs";',
    readFile: 'import { readFile } from "node:fs/promises";',
    Writable: 'import { Writable } from "node:stream";',
    pipeline: 'import { pipeline } from "node:stream/promises";',
    sleep: 'import { setTimeout as sleep } from "node:timers/promises";',
    fileURLToPath: 'import { fileURLToPath } from "node:url";',
    gzipSync: 'import { gzipSync } from "node:zlib";',
    Queue: 'import { Queue } from "./queue.js";',
    pause: 'import { pause } from "./slow.js";',
    readNumber: 'import { readNumber } from "./slow.js";',
    readNumberLater: 'import { readNumberLater } from "./slow.js";',
    Reader: 'import { Reader } from "./slow.js";',
  },
} as const;

const deepPython = `import time


def rest(seconds):
    time.sleep(seconds)
`;

const slowPython = `from pathlib import Path

from deep import rest


def pause(seconds):
    rest(seconds)


def read_number(path: Path, index):
    with open(path) as file:
        return int(file.read().split()[index])


class Reader:
    def __init__(self, path: Path):
        self.path = path

    def load(self, index):
        return int(self.path.read_text().split()[index])
`;

const deepTypeScript = (number: string): string => `export function rest(ms${number}) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
`;

const slowTypeScript = (number: string, text: string): string => `import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { rest } from "./deep.js";

export function pause(ms${number}) {
  rest(ms);
}

export function readNumber(path${text}, index${number}) {
  return Number(readFileSync(path, "utf8").split(" ")[index]);
}

export async function readNumberLater(path${text}, index${number}) {
  return Number((await readFile(path, "utf8")).split(" ")[index]);
}

export class Reader {
  ${text && "path: string;\n  "}constructor(path${text}) {
    this.path = path;
  }

  load(index${number}) {
    return Number(readFileSync(this.path, "utf8").split(" ")[index]);
  }

  async loadLater(index${number}) {
    return Number((await readFile(this.path, "utf8")).split(" ")[index]);
  }
}
`;

const queueTypeScript = (number: string, types: boolean): string => `export class Queue {
  ${types ? "private items: number[] = [];\n  private waiting: ((item: number) => void)[] = [];\n  private open = 0;\n  private ended: (() => void)[] = [];\n" : "items = [];\n  waiting = [];\n  open = 0;\n  ended = [];\n"}
  put(item${number}) {
    this.open++;
    const taker = this.waiting.shift();
    if (taker) taker(item);
    else this.items.push(item);
  }

  async get()${types ? ": Promise<number>" : ""} {
    return this.items.shift() ?? new Promise((resolve) => this.waiting.push(resolve));
  }

  taskDone() {
    if (--this.open === 0) for (const end of this.ended) end();
  }

  async join() {
    if (this.open > 0) await new Promise${types ? "<void>" : ""}((resolve) => this.ended.push(resolve));
  }
}
`;

/** How many numbers the data file holds. */
export const dataSize = 8;

const data = Array.from({ length: dataSize }, (_, at) => (at * 17) % 90 + 10).join(" ") + "\n";

/** How a file says what it takes from a library: `asyncio` under another name, a `sleep` of its own. */
export interface Style { readonly aliased: boolean; readonly ownSleep: boolean }

/** A text in the style of its file. */
export const spelt = ({ language }: Book, { aliased }: Style, text: string): string => (language === "python" && aliased ? text.replaceAll(/\basyncio\./g, "aio.") : text);

/** The lines that import what a text makes use of. */
export function importsOf({ language, types }: Book, { ownSleep }: Style, text: string): readonly string[] {
  const own = ownSleep && !text.includes("{ signal }") ? { sleep: `const sleep = (ms${types ? ": number" : ""}) => new Promise${types ? "<void>" : ""}((resolve) => setTimeout(resolve, ms));` } : {};
  const names: Readonly<Record<string, string>> = language === "python" ? { ...imports.python, aio: "import asyncio as aio" } : { ...imports.typescript, ...own };
  return Object.entries(names).filter(([name]) => new RegExp(`(?<![.\\w])${name}\\b`).test(text)).map(([, line]) => line);
}

/** The files that a program makes use of. */
export function support({ language, types }: Book, texts: readonly string[], end: string): readonly (readonly [file: string, text: string])[] {
  const whole = texts.join("\n");
  const [number, string] = types ? [": number", ": string"] : ["", ""];
  const slow = /\bslow\b/.test(whole);
  const own = language === "python"
    ? [["deep.py", deepPython, slow], ["slow.py", slowPython, slow]] as const
    : [["deep." + end, deepTypeScript(number), slow], ["slow." + end, slowTypeScript(number, string), slow], ["queue." + end, queueTypeScript(number, types), /\bQueue\b/.test(whole)]] as const;
  const more = [["data.txt", data, whole.includes("data.txt")]] as const;
  return [...own, ...more].filter(([, , needed]) => needed).map(([file, text]) => [file, text] as const);
}
