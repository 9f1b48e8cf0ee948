import { startFrontends } from "../../rules/host/start.js";
import { parse } from "../../rules/python/parser.js";
import { large } from "./generate.js";
await startFrontends(["python"]);
for (const lines of [1000, 5000]) for (const mode of ["same", "random", "end", "start"]) {
  let text = large(lines, "py");
  const places = [...text.matchAll(/1111/g)].map(({ index }) => index);
  let tree = parse(text);
  const edit: number[] = [], reparse: number[] = [];
  for (let i = 0; i < 200; i++) {
    const at = mode === "same" ? places[places.length >> 1]! : mode === "end" ? places.at(-1)! : mode === "start" ? places[0]! : places[(i * 7919) % places.length]!;
    text = text.slice(0, at) + String(1 + ((i + 1) % 9)) + text.slice(at + 1);
    const row = text.slice(0, at).split("\n").length - 1; const column = at - text.lastIndexOf("\n", at) - 1;
    const t0 = performance.now();
    tree.edit({ startIndex: at, oldEndIndex: at + 1, newEndIndex: at + 1, startPosition: { row, column }, oldEndPosition: { row, column: column + 1 }, newEndPosition: { row, column: column + 1 } } as any);
    const t1 = performance.now();
    const next = parse(text, tree);
    const t2 = performance.now();
    tree.delete(); tree = next;
    edit.push(t1 - t0); reparse.push(t2 - t1);
  }
  const med = (x: number[]) => x.sort((a, b) => a - b)[100]!.toFixed(2);
  console.log(lines, mode, "edit", med(edit), "reparse", med(reparse));
}
const text = large(5000, "py"); const t = performance.now(); for (let i = 0; i < 5; i++) parse(text).delete(); console.log("full", ((performance.now() - t) / 5).toFixed(1));
