import { dataOf } from "./program.js";
import type { Call, Func, Program, Statement } from "./program.js";
import { random } from "../support/random.js";
import { homes, livingIn, Page, written } from "./written.js";
import type { Written } from "./written.js";

const slow = `import time
from pathlib import Path

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

const deep = `import time


def rest(seconds):
    time.sleep(seconds)
`;

/** The program in Python, right or with its fault. */
export function inPython(program: Program, faulty: boolean): Written {
  const pages = homes.map((home) => [`${home}.py`, new Writer(program, home, faulty).page] as const);
  return written(pages, { "slow.py": slow, "deep.py": deep, "data.txt": dataOf(program) });
}

/** Writes one file. */
class Writer {
  readonly page = new Page("    ");
  readonly #program: Program;
  readonly #home: Func["home"];
  readonly #plant: number;
  /** How the file names what it takes from helpers.py and slow.py. */
  readonly #helpers: "module" | "names" | "renamed";
  readonly #slow: "slow." | "";

  constructor(program: Program, home: Func["home"], faulty: boolean) {
    const chance = random(program.seed * 3 + home.length);
    this.#program = program;
    this.#home = home;
    this.#plant = faulty ? program.plant : -1;
    this.#helpers = chance.pick(["module", "names", "renamed"] as const);
    this.#slow = chance.pick(["slow.", ""] as const);
    this.#write();
  }

  #write(): void {
    const { page } = this;
    page.add(this.#slow === "" ? "from slow import Reader, pause, read_number" : "import slow");
    if (this.#home === "main") page.add(...this.#imports(), "from store import Store");
    page.add("", 'DATA = Path(__file__).with_name("data.txt")', `READER = ${this.#slow}Reader(DATA)`);
    if (this.#home === "main") page.add("STORE = Store(DATA)");
    page.add("", "");
    const functions = livingIn(this.#program, this.#home);
    if (this.#home === "store") this.#store(functions);
    else for (const func of functions) this.#func(func, func.name === "main" ? "" : "a");
    // What a fix needs and the file has not imported, the fix has to import.
    page.import({ asyncio: "import asyncio", time: "import time", Path: "from pathlib import Path" });
  }

  #imports(): string[] {
    const names = livingIn(this.#program, "helpers").map((func) => func.name);
    if (this.#helpers === "module" || names.length === 0) return ["import helpers"];
    return [`from helpers import ${names.map((name) => (this.#helpers === "names" ? name : `${name} as run_${name}`)).join(", ")}`];
  }

  #store(functions: readonly Func[]): void {
    const { page } = this;
    page.add("class Store:");
    page.inside(() => {
      page.add("def __init__(self, path: Path):");
      page.inside(() => page.add("self.path = path", `self.reader = ${this.#slow}Reader(path)`));
      page.add("");
      for (const func of functions) this.#func(func, "self, a");
    });
  }

  #func(func: Func, parameters: string): void {
    const { page } = this;
    page.add(`async def ${func.name}(${parameters}):`);
    page.inside(() => {
      page.add(func.name === "main" ? "total = 7" : "total = a % 13");
      this.#body(func.body);
      page.add(func.name === "main" ? 'print("end", total)' : "return (total + 1) % 1009");
    });
    page.add("", "");
  }

  #body(body: readonly Statement[]): void {
    for (const statement of body) this.#statement(statement);
    if (body.length === 0) this.page.add("pass");
  }

  #block(head: string, body: readonly Statement[]): void {
    this.page.add(head);
    this.page.inside(() => this.#body(body));
  }

  #statement(it: Statement): void {
    const { page } = this;
    const wrong = "plant" in it && it.plant === this.#plant;
    switch (it.is) {
      case "print": return page.add(`print("${it.label}", ${it.value})`);
      case "add": return page.add(`total = (total + ${it.value}) % 1009`);
      case "nap": return page.choose(wrong, `await asyncio.sleep(${it.ms / 1000})`, `time.sleep(${it.ms / 1000})`);
      case "pause": return page.choose(wrong, this.#elsewhere(it.ms / 1000, it.style), `${this.#slow}pause(${it.ms / 1000})`);
      case "read": return this.#read(it, wrong);
      case "run": return page.choose(wrong, `await ${this.#call(it.call)}`, this.#call(it.call));
      case "keep": return page.choose(wrong, `${it.name} = await ${this.#call(it.call)}`, `${it.name} = ${this.#call(it.call)}`);
      case "ask": {
        const rest = it.above === undefined ? ":" : ` > ${it.above}:`;
        page.choose(wrong, `if await ${this.#call(it.call)}${rest}`, `if ${this.#call(it.call)}${rest}`);
        return page.inside(() => this.#body(it.then));
      }
      case "gather": return page.add(`${it.names.join(", ")} = await asyncio.gather(${it.calls.map((call) => this.#call(call)).join(", ")})`);
      case "start": {
        page.add(`task_${it.name} = asyncio.create_task(${this.#call(it.call)})`);
        this.#body(it.body);
        return page.add(`${it.name} = await task_${it.name}`);
      }
      case "repeat": return this.#block(`for ${it.name} in range(${it.times}):`, it.body);
      case "if": {
        this.#block(`if ${it.condition}:`, it.then);
        return it.otherwise.length > 0 ? this.#block("else:", it.otherwise) : undefined;
      }
      case "try": {
        page.add("try:");
        page.inside(() => {
          this.#body(it.body);
          page.add(`if ${it.condition}:`);
          page.inside(() => page.add('raise ValueError("odd")'));
          this.#body(it.rest);
        });
        page.add("except ValueError:");
        page.inside(() => page.add(`total = (total + ${it.caught}) % 1009`));
      }
    }
  }

  #elsewhere(seconds: number, style: number): string {
    const pause = `${this.#slow}pause`;
    if (style === 0) return `await asyncio.to_thread(${pause}, ${seconds})`;
    if (style === 1) return `await asyncio.to_thread(lambda: ${pause}(${seconds}))`;
    return `await asyncio.get_running_loop().run_in_executor(None, ${pause}, ${seconds})`;
  }

  #read({ name, index, through }: Statement & { is: "read" }, wrong: boolean): void {
    const own = this.#home === "store" ? "self." : "";
    const path = own ? "self.path" : "DATA";
    const load = own ? "self.reader.load" : "READER.load";
    const read = `${this.#slow}read_number`;
    const forms = {
      call: [`int((await asyncio.to_thread(${path}.read_text)).split()[${index}])`, `int(${path}.read_text().split()[${index}])`],
      function: [`await asyncio.to_thread(${read}, ${path}, ${index})`, `${read}(${path}, ${index})`],
      method: [`await asyncio.to_thread(${load}, ${index})`, `${load}(${index})`],
    } as const;
    const [right, bad] = forms[through];
    this.page.choose(wrong, `${name} = ${right}`, `${name} = ${bad}`);
  }

  #call({ of, argument }: Call): string {
    const spelt = of.home === "store" ? `STORE.${of.name}` : of.home === "main" || this.#helpers === "names" ? of.name
      : this.#helpers === "module" ? `helpers.${of.name}` : `run_${of.name}`;
    return `${spelt}(${argument})`;
  }
}
