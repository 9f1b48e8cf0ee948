import { dataOf } from "./program.js";
import type { Call, Func, Program, Statement } from "./program.js";
import { random } from "../support/random.js";
import { homes, livingIn, Page, written } from "./written.js";
import type { Written } from "./written.js";

/** How a file is written: with types or without, and how it takes the file system. */
interface Style { readonly types: boolean; readonly fs: "names" | "default" | "star"; readonly helpers: "names" | "star" | "renamed" }

const slow = (number: string, text: string): string => `import { readFileSync } from "node:fs";
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

const deep = (number: string): string => `export function rest(ms${number}) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
`;

/** The program in TypeScript or JavaScript, right or with its fault. */
export function inTypeScript(program: Program, faulty: boolean): Written {
  const types = random(program.seed).chance(60);
  const end = types ? "ts" : "js";
  const pages = homes.map((home) => [`${home}.${end}`, new Writer(program, home, faulty, types).page] as const);
  const [number, text] = types ? [": number", ": string"] : ["", ""];
  return written(pages, { [`slow.${end}`]: slow(number, text), [`deep.${end}`]: deep(number), "data.txt": dataOf(program) });
}

/** Writes one file. */
class Writer {
  readonly page = new Page("  ");
  readonly #program: Program;
  readonly #home: Func["home"];
  readonly #plant: number;
  readonly #style: Style;

  constructor(program: Program, home: Func["home"], faulty: boolean, types: boolean) {
    const chance = random(program.seed * 5 + home.length);
    this.#program = program;
    this.#home = home;
    this.#plant = faulty ? program.plant : -1;
    this.#style = { types, fs: chance.pick(["names", "default", "star"] as const), helpers: chance.pick(["names", "star", "renamed"] as const) };
    this.#write();
  }

  #write(): void {
    const { page } = this;
    if (this.#home === "main") page.add(...this.#imports(), 'import { Store } from "./store.js";');
    page.add('import { pause, Reader, readNumber, readNumberLater } from "./slow.js";', "");
    page.add('const DATA = fileURLToPath(new URL("./data.txt", import.meta.url));', "const READER = new Reader(DATA);");
    if (this.#home === "main") page.add("const STORE = new Store(DATA);");
    page.add("", `function doze(ms${this.#style.types ? ": number" : ""}) {`);
    page.inside(() => page.add('gzipSync("doze".repeat(ms * 100));'));
    page.add("}", "");
    const functions = livingIn(this.#program, this.#home);
    if (this.#home === "store") this.#store(functions);
    else for (const func of functions) this.#func(func, "export async function ");
    // What a fix needs and the file has not imported, the fix has to import.
    page.import({
      readFileSync: { names: 'import { readFileSync } from "fs";', default: 'import fs from "node:fs";', star: 'import * as fs from "node:fs";' }[this.#style.fs],
      gzipSync: 'import { gzipSync } from "node:zlib";',
      readFile: 'import { readFile } from "node:fs/promises";',
      sleep: 'import { setTimeout as sleep } from "node:timers/promises";',
      fileURLToPath: 'import { fileURLToPath } from "node:url";',
    });
  }

  #imports(): string[] {
    const names = livingIn(this.#program, "helpers").map((func) => func.name);
    if (this.#style.helpers === "star" || names.length === 0) return ['import * as helpers from "./helpers.js";'];
    return [`import { ${names.map((name) => (this.#style.helpers === "names" ? name : `${name} as run_${name}`)).join(", ")} } from "./helpers.js";`];
  }

  #store(functions: readonly Func[]): void {
    const { page } = this;
    const text = this.#style.types ? ": string" : "";
    page.add("export class Store {");
    page.inside(() => {
      if (this.#style.types) page.add("private readonly path: string;", "private readonly reader: Reader;", "");
      page.add(`constructor(path${text}) {`);
      page.inside(() => page.add("this.path = path;", "this.reader = new Reader(path);"));
      page.add("}", "");
      for (const func of functions) this.#func(func, "async ");
    });
    page.add("}");
  }

  #func(func: Func, head: string): void {
    const { page } = this;
    const [parameter, result] = this.#style.types ? ["a: number", ": Promise<number>"] : ["a", ""];
    page.add(`${head}${func.name}(${func.name === "main" ? "" : parameter})${result} {`);
    page.inside(() => {
      // A promise that cannot fail may be left to itself: these can.
      if (func.name !== "main") page.add('if (a < 0) throw new RangeError("negative");');
      page.add(func.name === "main" ? "let total = 7;" : "let total = a % 13;");
      this.#body(func.body);
      if (func.name === "main") page.add('console.log("end", total);');
      page.add("return (total + 1) % 1009;");
    });
    page.add("}", "");
  }

  #body(body: readonly Statement[]): void {
    for (const statement of body) this.#statement(statement);
  }

  #block(head: string, body: readonly Statement[], end = "}"): void {
    this.page.add(head);
    this.page.inside(() => this.#body(body));
    this.page.add(end);
  }

  #statement(it: Statement): void {
    const { page } = this;
    const wrong = "plant" in it && it.plant === this.#plant;
    switch (it.is) {
      case "print": return page.add(`console.log("${it.label}", ${it.value});`);
      case "add": return page.add(`total = (total + ${it.value}) % 1009;`);
      case "nap": return page.choose(wrong, `await sleep(${it.ms});`, `gzipSync("nap".repeat(${it.ms * 100}));`);
      // A helper that other files may use stays as it is: only one of the same file is made async.
      case "pause": return page.choose(wrong, `await sleep(${it.ms});`, it.style === 0 ? `pause(${it.ms});` : `doze(${it.ms});`, it.style !== 0);
      case "read": return this.#read(it, wrong);
      case "run": return page.choose(wrong, `await ${this.#call(it.call)};`, `${this.#call(it.call)};`);
      case "keep": return page.choose(wrong, `const ${it.name} = await ${this.#call(it.call)};`, `const ${it.name} = ${this.#call(it.call)};`);
      case "ask": {
        const rest = it.above === undefined ? ") {" : ` > ${it.above}) {`;
        page.choose(wrong, `if (await ${this.#call(it.call)}${rest}`, `if (${this.#call(it.call)}${rest}`);
        page.inside(() => this.#body(it.then));
        return page.add("}");
      }
      case "gather": return page.add(`const [${it.names.join(", ")}] = await Promise.all([${it.calls.map((call) => this.#call(call)).join(", ")}]);`);
      case "start": {
        page.add(`const task_${it.name} = ${this.#call(it.call)};`);
        this.#block("{", it.body);
        return page.add(`const ${it.name} = await task_${it.name};`);
      }
      case "repeat": return this.#block(`for (let ${it.name} = 0; ${it.name} < ${it.times}; ${it.name}++) {`, it.body);
      case "if": {
        this.#block(`if (${it.condition}) {`, it.then, it.otherwise.length > 0 ? "} else {" : "}");
        if (it.otherwise.length === 0) return;
        page.inside(() => this.#body(it.otherwise));
        return page.add("}");
      }
      case "try": {
        page.add("try {");
        page.inside(() => {
          this.#body(it.body);
          page.add(`if (${it.condition}) throw new RangeError("odd");`);
          this.#block("{", it.rest);
        });
        page.add("} catch (error) {");
        page.inside(() => page.add("if (!(error instanceof RangeError)) throw error;", `total = (total + ${it.caught}) % 1009;`));
        page.add("}");
      }
    }
  }

  #read({ name, index, through }: Statement & { is: "read" }, wrong: boolean): void {
    const own = this.#home === "store" ? "this." : "";
    const path = own ? "this.path" : "DATA";
    const reader = own ? "this.reader" : "READER";
    const readSync = this.#style.fs === "names" ? "readFileSync" : "fs.readFileSync";
    const forms = {
      call: [`Number((await readFile(${path}, "utf8")).split(" ")[${index}])`, `Number(${readSync}(${path}, "utf8").split(" ")[${index}])`],
      function: [`await readNumberLater(${path}, ${index})`, `readNumber(${path}, ${index})`],
      method: [`await ${reader}.loadLater(${index})`, `${reader}.load(${index})`],
    } as const;
    const [right, bad] = forms[through];
    this.page.choose(wrong, `const ${name} = ${right};`, `const ${name} = ${bad};`, through === "call");
  }

  #call({ of, argument }: Call): string {
    const spelt = of.home === "store" ? `STORE.${of.name}` : of.home === "main" || this.#style.helpers === "names" ? of.name
      : this.#style.helpers === "star" ? `helpers.${of.name}` : `run_${of.name}`;
    return `${spelt}(${argument})`;
  }
}
