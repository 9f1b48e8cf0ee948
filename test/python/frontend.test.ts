import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { lighten } from "../../rules/python/lighten.js";
import { parse } from "../../rules/python/parser.js";
import { python } from "../../rules/python/frontend.js";
import type { Func, Module } from "../../rules/model/module.js";
import type { Span } from "../../rules/model/span.js";
import type { Step } from "../../rules/model/step.js";
import { func } from "../support/facts.js";
import { pythonSources } from "../support/python-sources.js";
import { pythonStarted } from "../support/wasm.js";

const lower = (text: string): Module => python.lower("/w/a.py", text);

/** All steps of a function, however deep. */
function* every(steps: readonly Step[]): Generator<Step> {
  for (const step of steps) {
    yield step;
    if (step.is === "enter") yield* every(step.body);
    if (step.is === "branch") for (const arm of step.arms) yield* every(arm);
    if (step.is === "loop") for (const part of [step.test, step.body, step.otherwise]) yield* every(part);
    if (step.is === "try") for (const part of [step.body, ...step.handlers.map((handler) => handler.body), step.otherwise, step.final]) yield* every(part);
  }
}

/** The texts that spans of a function stand for. */
function quotes(text: string, module: Module, name: string): { span(span: Span): string; steps: Step[]; func: Func } {
  const placed = module.functions.find((each) => each.func.name === name)!;
  return { span: ([from, to]) => text.slice(placed.from + from, placed.from + to), steps: [...every(placed.func.steps)], func: placed.func };
}

describe("the Python frontend", () => {
  before(() => pythonStarted);

  it("says where everything stands", () => {
    const text = `import a
@deco(1)
async def f(x):
    y = (x.go)(1).then(2)
    with open("é", k=1) as h, m.lock: return [z async for z in h.rows() if z.ok]
    for i in (1, 2): raise E
    try: pass
    except (A, B) as e: await y
    except: (yield)
    def g(): return lambda: f(y)
class C:
    def m(self): self.n()
`;
    const module = lower(text);
    const { span, steps, func: f } = quotes(text, module, "f");
    assert.equal(span(f.head), "f");
    assert.match(span(f.span), /^async def f\(x\)[^]*lambda: f\(y\)$/);
    const said = steps.flatMap((step): string[] => {
      if (step.is === "call") return [`call ${span(step.span)} | ${span(step.name)}`];
      if (step.is === "try") return step.handlers.map((handler) => `except ${span(handler.span)}`);
      return step.is === "branch" || step.is === "bind" ? [] : [`${step.is} ${span(step.span)}`];
    });
    assert.deepEqual(said, [
      "load x.go", "call (x.go)(1) | (x.go)", "call (x.go)(1).then(2) | then",
      'call open("é", k=1) | open', 'enter open("é", k=1)', "load m.lock", "enter m.lock", "call h.rows() | rows",
      "loop [z async for z in h.rows() if z.ok]", "iterate h.rows()", "load z.ok", "jump return [z async for z in h.rows() if z.ok]",
      "loop for i in (1, 2): raise E", "iterate (1, 2)", "jump raise E",
      "except except (A, B) as e", "except except", "await y",
    ]);
    const lambda = quotes(text, module, "f.g.<lambda>");
    assert.equal(lambda.span(lambda.func.span), "lambda: f(y)");
    assert.equal(lambda.span(lambda.func.head), "lambda");
    assert.equal(quotes(text, module, "f.g").span(func(module, "f.g").span), "def g(): return lambda: f(y)");
    assert.equal(quotes(text, module, "C.m").span(func(module, "C.m").head), "m");
    const { span: inModule, steps: ofModule } = quotes(text, module, "<module>");
    assert.deepEqual(ofModule.map((step) => step.is === "call" && inModule(step.span)), ["deco(1)"]);
  });

  it("knows a script by its first line", () => {
    assert.equal(lower("#!/usr/bin/env python\nx = 1\n").shebang, true);
    assert.equal(lower("# no\n#!/usr/bin/env python\n").shebang, false);
  });

  it("finds the comments that silence findings", () => {
    const text = [
      "f()  # evenloop: ignore[blocking-call, forgotten-await] known", "# evenloop: ignore", "g()", "h()  # noqa  # evenloop: ignore",
      "s = '# evenloop: ignore'", "# eslint-disable-next-line evenloop/blocking-call -- why", "i()", "j()  # eslint-disable-line evenloop/a, other/b",
      "# eslint-disable evenloop/late-gather", "k()", "# eslint-enable", "l()  # evenloop: ignored", "# eslint-disable other/rule", "# eslint-disable",
      "# eslint-disable evenloop/x, evenloop/y", "m()", "# eslint-enable evenloop/x", "n()",
    ].join("\n");
    assert.deepEqual(lower(text).ignores.map(({ span, faults }) => [text.slice(...span), faults]), [
      ["f()  # evenloop: ignore[blocking-call, forgotten-await] known", ["blocking-call", "forgotten-await"]],
      ["# evenloop: ignore\ng()", undefined],
      ["h()  # noqa  # evenloop: ignore", undefined],
      ["i()", ["blocking-call"]],
      ["j()  # eslint-disable-line evenloop/a, other/b", ["a"]],
      ["# eslint-disable evenloop/late-gather\nk()\n", ["late-gather"]],
      ["# eslint-disable evenloop/x, evenloop/y\nm()\n", ["x"]],
      ["# eslint-disable evenloop/x, evenloop/y\nm()\n# eslint-enable evenloop/x\nn()", ["y"]],
    ]);
  });

  it("tells of syntax errors, and of each once", () => {
    const text = "def f(:\n    pass\nx = (1,\n";
    const { problems } = lower(text);
    assert.ok(problems.length > 0);
    for (const { span, message } of problems) {
      assert.ok(span[0] < span[1] && span[1] <= text.length, String(span));
      assert.match(message, /^(Invalid syntax( near `[^`]+`)?|Missing .+ here)\.$/);
    }
    assert.deepEqual(lower("async def f():\n    await g()\n").problems, []);
    assert.ok(lower("($\n".repeat(1000)).problems.length <= 100);
  });

  it("reads a text without errors as carefully as one with", () => {
    for (const source of Object.values(pythonSources)) {
      const tree = parse(source);
      assert.deepEqual(lighten(tree.rootNode, source, false), lighten(tree.rootNode, source, true));
      tree.delete();
    }
  });

  it("bears any nesting and any width", () => {
    const many = 10_000;
    for (const text of [
      "(".repeat(many) + ")".repeat(many), `x = ${"[".repeat(many)}${"]".repeat(many)}`, `x = ${"f(".repeat(many)}${")".repeat(many)}`,
      `x = ${Array(many).fill("f()").join(" + ")}`, `x = f${".a()".repeat(many)}`, `x = ${"lambda: ".repeat(many)}1`, `x = ${"not ".repeat(many)}y`,
      `x = ${Array(many).fill("f()").join(" and ")}`, `if a: b()\n${"elif f(): g()\n".repeat(many)}`, `x = [${"f(), ".repeat(many)}]`,
      `with (${"f() as g, ".repeat(many)}): pass`, `x = [1 ${"for i in f() ".repeat(many)}]`, "@f\n".repeat(many) + "def g(): pass",
      Array.from({ length: 300 }, (_, i) => `${" ".repeat(i)}if f():\n`).join("") + " ".repeat(300) + "g()", `x: ${"list[".repeat(many)}int${"]".repeat(many)}`,
      `x: ${Array(many).fill("int").join(" | ")}`, `def f(${Array.from({ length: many }, (_, i) => `a${i}`).join(", ")}): pass`, "\\".repeat(many), "'".repeat(many),
    ]) assert.equal(lower(text).functions[0]!.func.name, "<module>", text.slice(0, 40));
  });

  it("grows no faster than the text", () => {
    const size = (text: string): number => JSON.stringify([...every(lower(text).functions[1]!.func.steps)].filter((step) => step.is !== "loop")).length;
    for (const line of [
      "    x = f(x, x)\n", "    if x: x = g(x)\n", "    for y in x: x = f(x, y)\n", "    x = x.a.b or x.c\n", "    x = [x, x]\n", "    x = {'a': x, 'b': x}\n", "    x += [x]\n",
      "    x = x / x\n", "    while x: x, y = y, (x, y)\n",
    ]) {
      const text = (lines: number): string => `def f(x, y):\n${line.repeat(lines)}    x.end(y)\n`;
      const ratio = size(text(400)) / size(text(100));
      assert.ok(ratio < 5, `${line.trim()}: ${ratio}`);
    }
  });

  it("says that it cannot read before it is started", () => {
    const script = `
      import { python } from ${JSON.stringify(new URL("../../rules/python/frontend.ts", import.meta.url).href)};
      const live = python.open("/a.py", "x");
      const modules = [python.lower("/a.py", "f()"), live.module, live.edit("y")];
      live.close();
      process.stdout.write(JSON.stringify(modules.map((module) => [module.path, module.functions.length, module.problems.length])));`;
    const out = execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], { encoding: "utf8" });
    assert.deepEqual(JSON.parse(out), Array(3).fill(["/a.py", 1, 1]));
  });

  it("does not depend on line ends", () => {
    const unix = pythonSources["worker.py"]!;
    const names = (text: string): string[] => lower(text).functions.map((placed) => `${placed.func.name} ${placed.func.steps.length}`);
    assert.deepEqual(names(unix.replaceAll("\n", "\r\n")), names(unix));
    assert.deepEqual(names(`\ufeff${unix}`), names(unix));
  });
});
