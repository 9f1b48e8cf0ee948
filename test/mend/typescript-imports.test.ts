import { becomes, blockingFixes, type Blocking } from "./typescript-support.js";

/** A use of a named import, and what becomes of it. */
const use = "async function f(p) {\n  return «readFileSync(p)»;\n}\n";
const used = (name = "readFile"): string => `async function f(p) {\n  return await ${name}(p);\n}\n`;

describe("adding an import in TypeScript", () => {
  const adds = (head: string, after: string, given: Blocking & { name?: string } = {}, body = use, bodyAfter = used()): void =>
    becomes(blockingFixes(head + body, { path: "/w/a.js", ...given }), after + bodyAfter);
  const existing = (head: string, name: string): void => adds(head, head, {}, use, used(name));

  it("uses one that is there, whatever its name", () => {
    const sync = 'import { readFileSync } from "fs";\n';
    existing(`${sync}import { readFile } from "fs/promises";\n`, "readFile");
    existing(`${sync}import { readFile as load } from "node:fs/promises";\n`, "load");
    existing(`${sync}import * as fsp from "fs/promises";\n`, "fsp.readFile");
    existing(`${sync}import fsp from "fs/promises";\n`, "fsp.readFile");
    existing('import { promises as fsp, readFileSync } from "fs";\n', "fsp.readFile");
    existing('const { promises: fsp, readFileSync } = require("fs");\n', "fsp.readFile");
    existing('const { readFileSync } = require("fs"), fsp = require("fs").promises;\n', "fsp.readFile");
  });

  it("does not take a default export for its module, a built-in's apart", () => {
    const del = { leaf: "del.deleteSync" };
    const body = "async function f(p) {\n  return «deleteSync(p)»;\n}\n";
    adds('import del, { deleteSync } from "del";\n', 'import del, { deleteSync, deleteAsync } from "del";\n', del, body, body.replace("«deleteSync(p)»", "await deleteAsync(p)"));
  });

  it("does not use one that is a type", () => {
    const head = 'import { readFileSync } from "fs";\nimport { stat, type readFile } from "fs/promises";\n';
    adds(head, head.replace("type readFile", "type readFile, readFile as readFileAsync"), { path: "/w/a.ts" }, use, used("readFileAsync"));
  });

  it("does not use one that is hidden here", () => {
    const whole = 'import { readFileSync } from "fs";\nimport * as fsp from "fs/promises";\n';
    const hides = "async function f(p, fsp) {\n  return «readFileSync(p)»;\n}\n";
    adds(whole, `${whole}import { readFile } from "fs/promises";\n`, {}, hides, hides.replace("«readFileSync(p)»", "await readFile(p)"));
    const body = "async function f(p) {\n  const readFile = 1;\n  return «readFileSync(p)»;\n}\n";
    const head = 'import { readFileSync } from "fs";\n';
    adds(
      `${head}import { readFile } from "fs/promises";\n`, `${head}import { readFile, readFile as readFileAsync } from "fs/promises";\n`, {},
      body, "async function f(p) {\n  const readFile = 1;\n  return await readFileAsync(p);\n}\n",
    );
  });

  it("joins the list of the same module", () => {
    const sync = 'import { readFileSync } from "fs";\n';
    adds(`${sync}import { stat } from "node:fs/promises";\n`, `${sync}import { stat, readFile } from "node:fs/promises";\n`);
    adds(`${sync}import { stat, } from "fs/promises";\n`, `${sync}import { stat, readFile, } from "fs/promises";\n`);
    adds(`${sync}import {\n  stat,\n  open, // why\n} from "fs/promises";\n`, `${sync}import {\n  stat,\n  open,\n  readFile, // why\n} from "fs/promises";\n`);
    adds('const { readFileSync } = require("fs");\nconst { stat } = require("fs/promises");\n', 'const { readFileSync } = require("fs");\nconst { stat, readFile } = require("fs/promises");\n');
  });

  it("does not join a list of types, of one member or with a rest", () => {
    const sync = 'import { readFileSync } from "fs";\n';
    const typed = `${sync}import type { Stats } from "fs/promises";\n`;
    adds(typed, `${typed}import { readFile } from "fs/promises";\n`, { path: "/w/a.ts" });
    const inline = `${sync}import { type Stats } from "fs/promises";\n`;
    adds(inline, `${sync}import { type Stats, readFile } from "fs/promises";\n`, { path: "/w/a.ts" });
    const bare = `${sync}import "fs/promises";\n`;
    adds(bare, `${bare}import { readFile } from "fs/promises";\n`);
    const empty = `${sync}import {} from "fs/promises";\n`;
    adds(empty, `${empty}import { readFile } from "fs/promises";\n`);
    const required = 'const { readFileSync } = require("fs");\n';
    const rest = `${required}const { stat, ...others } = require("fs/promises");\n`;
    adds(rest, `${rest}const { readFile } = require("fs/promises");\n`);
    const member = `${required}const { F_OK } = require("fs/promises").constants;\n`;
    adds(member, `${member}const { readFile } = require("fs/promises");\n`);
  });

  it("takes another name where its own is used for something else", () => {
    const head = 'import { readFileSync, readFile } from "fs";\n';
    adds(head, `${head}import { readFile as readFileAsync } from "fs/promises";\n`, {}, use, used("readFileAsync"));
    const required = 'const { readFileSync, readFile } = require("fs");\n';
    adds(required, `${required}const { readFile: readFileAsync } = require("fs/promises");\n`, {}, use, used("readFileAsync"));
    const plain = 'import { readFileSync } from "fs";\n';
    const added = `${plain}import { readFile as readFileAsync2 } from "fs/promises";\n`;
    const body = "async function f(p) {\n  const readFile = «readFileSync(p)»;\n  readFileAsync({ readFile });\n}\n";
    adds(plain, added, {}, body, "async function f(p) {\n  const readFile = await readFileAsync2(p);\n  readFileAsync({ readFile });\n}\n");
    for (const other of ["type readFile = 1;\n", "class readFile {}\n", "export { x as y, readFile };\nvar readFile;\n", "call(readFile);\n", "function g([{ a: readFile }]) {}\n"]) {
      adds(plain, `${plain}import { readFile as readFileAsync } from "fs/promises";\n`, { path: "/w/a.ts" }, other + use, other + used("readFileAsync"));
    }
    // The name of a member is nobody's variable.
    for (const other of ["x.readFile = { readFile: 1, readFile() {} };\n", "export { x as readFile };\nvar x;\n", 'export { readFile } from "./x";\n', "class A { readFile = 1 }\n", "const { readFile: y } = z;\n"]) {
      adds(plain, `${plain}import { readFile } from "fs/promises";\n`, {}, other + use, other + used());
    }
  });

  it("is written in the file's manner", () => {
    adds("import { readFileSync } from 'node:fs'\n", "import { readFileSync } from 'node:fs'\nimport { readFile } from 'node:fs/promises'\n");
    adds("const { readFileSync } = require('node:fs')\n", "const { readFileSync } = require('node:fs')\nconst { readFile } = require('node:fs/promises')\n", { path: "/w/a.cjs" });
    const crlf = (text: string): string => text.replaceAll("\n", "\r\n");
    adds(crlf('import { readFileSync } from "fs";\n\n'), crlf('import { readFileSync } from "fs";\nimport { readFile } from "fs/promises";\n\n'), {}, crlf(use), crlf(used()));
    adds(crlf('import { readFileSync } from "fs";\nimport {\n\tstat\n} from "fs/promises";\n'), crlf('import { readFileSync } from "fs";\nimport {\n\tstat,\n\treadFile\n} from "fs/promises";\n'), {}, crlf(use), crlf(used()));
  });

  it("is spelled as the nearest import of a built-in", () => {
    const head = 'import { join } from "node:path";\nimport { readFileSync } from "fs";\n';
    adds(head, `${head}import { readFile } from "fs/promises";\n`);
    const repaired = 'import { join } from "node:path";\nimport { readFileSync } from "graceful-fs";\n';
    adds(repaired, `${repaired}import { readFile } from "node:fs/promises";\n`);
  });

  it("stands after the last import of the head", () => {
    adds(
      '#!/usr/bin/env node\n// License\n"use strict";\n\nimport { readFileSync } from "fs"; // files\nimport x from "./x.js"; /* a\nb */\n\nimport.meta;\nimport "./late.js";\n',
      '#!/usr/bin/env node\n// License\n"use strict";\n\nimport { readFileSync } from "fs"; // files\nimport x from "./x.js"; /* a\nb */\nimport { readFile } from "fs/promises";\n\nimport.meta;\nimport "./late.js";\n',
    );
    adds(
      '"use strict";\nrequire("dotenv").config();\nconst { readFileSync } = require("fs");\nconst log = require("debug")("x");\nlog();\n',
      '"use strict";\nrequire("dotenv").config();\nconst { readFileSync } = require("fs");\nconst log = require("debug")("x");\nconst { readFile } = require("fs/promises");\nlog();\n',
    );
    adds('import { readFileSync } from "fs"; f();\n', 'import { readFileSync } from "fs";\nimport { readFile } from "fs/promises"; f();\n');
    adds('import { readFileSync } from "fs";', 'import { readFileSync } from "fs";\nimport { readFile } from "fs/promises";', {}, `\n${use}`, `\n${used()}`);
  });

  describe("to a file without any", () => {
    const body = 'async function f(p) {\n  const zlib = require("zlib");\n  return «zlib.gzipSync(p)»;\n}\n';
    const after = 'async function f(p) {\n  const zlib = require("zlib");\n  return await promisify(zlib.gzip)(p);\n}\n';
    const line = 'const { promisify } = require("util");\n';
    const zlib = { leaf: "zlib.gzipSync" };
    it("goes behind the shebang, directives and comments of the head", () => {
      adds("", `${line}\n`, zlib, body, after);
      adds("#!/usr/bin/env node\n", `#!/usr/bin/env node\n${line}\n`, zlib, body, after);
      adds("// @ts-check\n", `// @ts-check\n${line}\n`, zlib, body, after);
      adds("// Notes.\n\n", `// Notes.\n\n${line}\n`, zlib, body, after);
      adds("/* Copyright */\n\n", `/* Copyright */\n\n${line}\n`, zlib, body, after);
      adds('/* Copyright */\n"use strict";\n\n', `/* Copyright */\n"use strict";\n${line}\n`, zlib, body, after);
    });
    it("leaves a function its comments", () => {
      adds("/** Loads. */\n", `${line}\n/** Loads. */\n`, zlib, body, after);
      adds("// @ts-check\n\n// Loads\n// it.\n", `// @ts-check\n\n${line}\n// Loads\n// it.\n`, zlib, body, after);
    });
    it("is written `import` where the file is a module", () => {
      const given = { ...zlib, path: "/w/a.mjs" };
      const load = (text: string): string => text.replace('require("zlib")', 'await import("zlib")');
      adds("", 'import { promisify } from "util";\n\n', given, load(body), load(after));
      adds("", 'import { promisify } from "util";\n\n', { ...given, path: "/w/a.ts" }, load(body), load(after));
    });
  });
});
