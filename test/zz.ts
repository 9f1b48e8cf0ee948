import { generate } from "./property/program.js";
import { inPython } from "./property/python.js";
import { inTypeScript } from "./property/typescript.js";
import { execute } from "./property/execute.js";
import { mkdirSync, writeFileSync } from "node:fs";
const home = "/tmp/harness/prop"; mkdirSync(home, {recursive:true}); writeFileSync(home+"/package.json", '{"type":"module"}');
const kinds: Record<string, number> = {};
for (const [lang, write] of [["python", inPython], ["typescript", inTypeScript]] as const) {
  const folders: string[] = [];
  for (let seed = 0; seed < 60; seed++) for (const faulty of [false, true]) {
    const program = generate(seed);
    const folder = `${home}/${lang}_${seed}${faulty ? "_bad" : ""}`; mkdirSync(folder, {recursive:true});
    const w = write(program, faulty);
    if (faulty) { if (!w.planted) throw new Error("not planted " + seed); kinds[program.fault] = (kinds[program.fault] ?? 0) + 1; }
    for (const [f, t] of w.files) writeFileSync(`${folder}/${f}`, t);
    if (!faulty) folders.push(folder);
  }
  console.time(lang); const a = await execute(lang, folders); console.timeEnd(lang);
  const b = await execute(lang, folders);
  console.log(lang, a.filter(o => o.wrong.length).slice(0,5), a.filter((o, i) => o.out !== b[i]!.out).length, a.reduce((s, o) => s + o.out.split("\n").length, 0));
}
console.log(kinds);
