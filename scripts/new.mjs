// npm run new FAULT: starts the folder of a new fault: a page with a first case in each language, the rule, and its two ways of mending.
// What it makes is whole: it compiles, finds calls of `FAULT()` and mends them, so that each part can be replaced by the real thing.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { node, root, setUp } from "./setup.mjs";

const [fault, ...more] = process.argv.slice(2);
if (!fault || more.length > 0 || !/^[a-z]+(-[a-z]+)+$/.test(fault)) {
  console.error("npm run new FAULT: the name says the fault in small letters with hyphens, such as dangling-task");
  process.exit(2);
}
const folder = join(root, "rules/faults", fault);
if (existsSync(folder)) {
  console.error(`rules/faults/${fault} is there already`);
  process.exit(2);
}

const callee = fault.replaceAll("-", "_");
const site = `${fault.replace(/(^|-)(.)/g, (_, __, letter) => letter.toUpperCase())}Site`;
const fence = "```";

const mender = (language) => `import type { Fix, Source } from "../../rule.js";
import type { ${site} } from "./site.js";

/** Ways to mend it in ${language}, the preferred one first. */
export function mend({ name, callee }: ${site}, source: Source): readonly Fix[] {
  const text = source.text.slice(...callee).replace(name, "mended");
  return [{ title: \`Mend \\\`\${name}\\\`\`, edits: [{ span: callee, text }], safe: false }];
}
`;

const files = {
  "README.md": `# ${fault}

What it is, in a sentence or two; why it hurts; what it becomes.

## Found

### Where it is written

${fence}py
${callee}()  # ${fault}: ${callee}
${fence}

${fence}py fixed
mended()
${fence}

${fence}ts
${callee}(); // ${fault}: ${callee}
${fence}

${fence}ts fixed
mended();
${fence}

## Not found

### What only looks like it

${fence}py
other.${callee}()
${fence}

${fence}ts
other.${callee}();
${fence}
`,
  "site.ts": `import type { Span } from "../../model/span.js";
import type { Site } from "../../rule.js";

/** What one finding is about. */
export interface ${site} extends Site {
  /** The callee, as the user writes it, and where. */
  readonly name: string;
  readonly callee: Span;
}
`,
  "rule.ts": `import { looking } from "../../model/looking.js";
import { moved } from "../../model/span.js";
import type { Call } from "../../model/step.js";
import type { FuncNode } from "../../resolve/node.js";
import { fault, mending } from "../../rule.js";
import type { Analysis } from "../../summary/analysis.js";
import type { ${site} } from "./site.js";

/** What it is, in one line. */
export const rule = fault<${site}, Analysis>({
  id: "${fault}",
  docs: "What it is, in one line.",
  severity: "warning",
  languages: ["python", "typescript"],
  find: (path, analysis) => analysis.nodes(path, calls).flatMap(sites),
  message: ({ name }) => \`\\\`\${name}\\\` is at fault.\`,
  fix: {
    python: mending("python", () => import("./python.js")),
    typescript: mending("typescript", () => import("./typescript.js")),
  },
});

const calls = looking<Call>({ call: ({ ref: { callee } }) => callee.is === "name" && callee.name === "${callee}" });

const sites = ({ func, from }: FuncNode): readonly ${site}[] =>
  (func ? calls(func) : []).map(({ name, span }) => ({ name: "${callee}", callee: moved(name, from), span: moved(span, from) }));
`,
  "python.ts": mender("Python"),
  "typescript.ts": mender("TypeScript and JavaScript"),
};

setUp();
mkdirSync(folder);
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
console.log(`started rules/faults/${fault}`);
process.exitCode = node(["--import", "tsx", "scripts/update.ts"]);
