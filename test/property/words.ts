import type { LanguageName } from "../../rules/model/module.js";
import type { Lines } from "./text.js";

/** What both languages can say, each in its own words. Every async function has a number `total`, which it is given and gives back. */
export interface Words {
  readonly indentation: string;
  /** `name` is `value` from here on; `total` is changed. */
  set(name: string, value: string): string;
  /** An expression as a statement. */
  run(expression: string): string;
  /** A line of output. */
  print(label: string, value: string): string;
  sleep(ms: number): string;
  /** A line with a comment behind it. */
  noted(line: string, note: string): string;
  branch(condition: string, then: Lines, otherwise?: Lines): Lines;
  repeat(name: string, times: number, body: Lines): Lines;
  /** What fails in `body` is caught. */
  attempt(body: Lines, caught: Lines): Lines;
  /** Fails where `condition` holds, so that an `attempt` around it catches it. */
  fail(condition: string): Lines;
  lastly(body: Lines, final: Lines): Lines;
  /** An async function that takes `total` and gives it; `inner`: it stands in another function. */
  func(name: string, body: Lines, inner?: boolean): Lines;
  /** A class whose async method does that; it is made with a number. */
  holder(name: string, method: string, body: Lines): Lines;
  make(holder: string, value: number): string;
  /** The results of calls that run side by side. */
  gather(names: readonly string[], calls: readonly string[]): string;
  /** A call that is started here and awaited by its name later. */
  start(name: string, call: string): Lines;
}

const python: Words = {
  indentation: "    ",
  set: (name, value) => `${name} = ${value}`,
  run: (expression) => expression,
  print: (label, value) => `print("${label}", ${value})`,
  sleep: (ms) => `await asyncio.sleep(${ms / 1000})`,
  noted: (line, note) => `${line}  # ${note}`,
  branch: (condition, then, otherwise = []) => [`if ${condition}:`, then, ...(otherwise.length > 0 ? ["else:", otherwise] : [])],
  repeat: (name, times, body) => [`for ${name} in range(${times}):`, body],
  attempt: (body, caught) => ["try:", body, "except ValueError:", caught],
  fail: (condition) => [`if ${condition}:`, ['raise ValueError("odd")']],
  lastly: (body, final) => ["try:", body, "finally:", final],
  func: (name, body, inner) => [`async def ${name}(total):`, [...body, "return total % 1009"], ...(inner ? [""] : ["", ""])],
  holder: (name, method, body) => [
    `class ${name}:`,
    ["def __init__(self, base):", ["self.base = base"], "", `async def ${method}(self, total):`, ["total = (total + self.base) % 1009", ...body, "return total % 1009"]],
    "", "",
  ],
  make: (holder, value) => `${holder}(${value})`,
  gather: (names, calls) => `${names.join(", ")} = await asyncio.gather(${calls.join(", ")})`,
  start: (name, call) => [`${name} = asyncio.create_task(${call})`],
};

/** The words of TypeScript, or of JavaScript where there are no `types`. */
function typescript(types: boolean): Words {
  const [total, number, promise] = types ? ["total: number", ": number", ": Promise<number>"] : ["total", "", ""];
  // A promise that cannot fail may be left to itself: these can.
  const guard = 'if (total < 0) throw new RangeError("negative");';
  return {
    indentation: "  ",
    set: (name, value) => `${name === "total" ? "" : "const "}${name} = ${value};`,
    run: (expression) => `${expression};`,
    print: (label, value) => `console.log("${label}", ${value});`,
    sleep: (ms) => `await sleep(${ms});`,
    noted: (line, note) => `${line} // ${note}`,
    branch: (condition, then, otherwise = []) => [`if (${condition}) {`, then, ...(otherwise.length > 0 ? ["} else {", otherwise] : []), "}"],
    repeat: (name, times, body) => [`for (let ${name} = 0; ${name} < ${times}; ${name}++) {`, body, "}"],
    attempt: (body, caught) => ["try {", body, "} catch (error) {", ["if (!(error instanceof RangeError)) throw error;", ...caught], "}"],
    fail: (condition) => [`if (${condition}) throw new RangeError("odd");`],
    lastly: (body, final) => ["try {", body, "} finally {", final, "}"],
    func: (name, body, inner) => [`${inner ? "" : "export "}async function ${name}(${total})${promise} {`, [guard, ...body, "return total % 1009;"], "}", ""],
    holder: (name, method, body) => [
      `export class ${name} {`,
      [...(types ? ["base: number;", ""] : []), `constructor(base${number}) {`, ["this.base = base;"], "}", "",
        `async ${method}(${total})${promise} {`, [guard, "total = (total + this.base) % 1009;", ...body, "return total % 1009;"], "}"],
      "}", "",
    ],
    make: (holder, value) => `new ${holder}(${value})`,
    gather: (names, calls) => `const [${names.join(", ")}] = await Promise.all([${calls.join(", ")}]);`,
    start: (name, call) => [`const ${name} = ${call};`, `${name}.catch(() => undefined);`],
  };
}

/** The words of a language. */
export const wordsOf = (language: LanguageName, types: boolean): Words => (language === "python" ? python : typescript(types));
