/** A generated workspace: texts by path, and the paths with a planted chain (each has exactly one finding). */
export interface Generated { readonly files: Map<string, string>; readonly planted: ReadonlySet<string>; readonly bottoms: readonly string[] }

/**
 * `count` modules in groups of five: a coroutine at the top, three helpers in modules of their own, a leaf at the bottom. Every second
 * group is a decoy with the same names and a leaf that does not block. Filler functions make the modules of a real size.
 */
export function generate(count: number, language: "py" | "ts"): Generated {
  const files = new Map<string, string>();
  const planted = new Set<string>();
  const bottoms: string[] = [];
  for (let group = 0; group * 5 < count; group++) {
    const blocks = group % 2 === 0;
    const make = language === "py" ? python : typescript;
    for (let level = 0; level < 5; level++) files.set(`/w/g${group}/m${level}.${language}`, make(group, level, blocks));
    if (blocks) planted.add(`/w/g${group}/m0.${language}`);
    bottoms.push(`/w/g${group}/m4.${language}`);
  }
  return { files, planted, bottoms };
}

function python(group: number, level: number, blocks: boolean): string {
  const filler = Array.from({ length: 6 }, (_, i) => `
def filler_${i}(items, factor=${i}):
    total = 0
    for item in items:
        if item.value > factor:
            total += item.value * factor
        else:
            total -= int(item.name.strip() or "0")
    return {"total": total, "mean": total / max(len(items), 1)}
`).join("\n");
  if (level === 4) return `import time\nimport math\n${filler}\n\ndef step_4(x):\n    ${blocks ? "time.sleep(x)" : "math.sqrt(x)"}\n    return x\n`;
  const import_ = `from m${level + 1} import step_${level + 1}\n`;
  if (level === 0) return `${import_}${filler}\n\nasync def handler_${group}(x):\n    value = step_1(x)\n    return value + 1\n`;
  return `${import_}${filler}\n\ndef step_${level}(x):\n    y = step_${level + 1}(x + ${level})\n    return y * 2\n`;
}

function typescript(group: number, level: number, blocks: boolean): string {
  const filler = Array.from({ length: 6 }, (_, i) => `
export function filler${i}(items: { value: number; name: string }[], factor = ${i}): { total: number; mean: number } {
  let total = 0;
  for (const item of items) {
    if (item.value > factor) total += item.value * factor;
    else total -= Number(item.name.trim() || "0");
  }
  return { total, mean: total / Math.max(items.length, 1) };
}
`).join("\n");
  if (level === 4) return `import { readFileSync } from "node:fs";\n${filler}\nexport function step4(x: string): string {\n  return ${blocks ? 'readFileSync(x, "utf8")' : "x.trim()"};\n}\n`;
  const import_ = `import { step${level + 1} } from "./m${level + 1}.js";\n`;
  if (level === 0) return `${import_}${filler}\nexport async function handler${group}(x: string): Promise<string> {\n  const value = step1(x);\n  return value + "!";\n}\n`;
  return `${import_}${filler}\nexport function step${level}(x: string): string {\n  const y = step${level + 1}(x + "${level}");\n  return y + y;\n}\n`;
}

/** One file of about `lines` lines, whose middle function holds the line `value = 1111` (Python) or `const value = 1111;`. */
export function large(lines: number, language: "py" | "ts"): string {
  const [size, make] = language === "py"
    ? [10, (i: number) => `def work_${i}(items, limit=${i}):\n    found = []\n    for item in items:\n        if item.size > limit:\n            found.append(item.name.lower())\n    value = 1111\n    text = ", ".join(found)\n    print(text, value)\n    return text\n\n`]
    : [10, (i: number) => `export function work${i}(items: { size: number; name: string }[], limit = ${i}): string {\n  const found: string[] = [];\n  for (const item of items) {\n    if (item.size > limit) found.push(item.name.toLowerCase());\n  }\n  const value = 1111;\n  const text = found.join(", ");\n  console.log(text, value);\n  return text;\n}\n`];
  return Array.from({ length: Math.floor(lines / size) }, (_, i) => make(i)).join("");
}
