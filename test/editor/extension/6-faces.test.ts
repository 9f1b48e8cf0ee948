import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { CodeActionKind, languages, Range, workspace } from "vscode";
import type { Diagnostic } from "vscode";
import { edited, fromEditor, fromJson, sorted, type Told } from "../../faces/face.js";
import { actions, closeAll, show, until } from "./support.js";

/** Where the checkout is whose extension is tried. */
const home = join(process.env["EVENLOOP_TEST_REPORTER"]!, "../../..");

// The other faces are compared by test/faces.test.ts, without an editor.
describe("the workspace", () => {
  afterEach(closeAll);

  it("is told here as the command tells it: faults, places, messages, chains and fixes", async () => {
    const folder = workspace.workspaceFolders![0]!.uri.fsPath;
    const name = (path: string): string => path.slice(folder.length + 1);
    const json = execFileSync("node", [join(home, "dist/bin/evenloop.js"), "--format", "json", "--hints", "--exit-zero", folder], { encoding: "utf8" });
    const command = fromJson(JSON.parse(json), name);
    assert.ok(command.length > 5, `${command.length} findings`);
    const told: Told[] = [];
    for (const file of readdirSync(folder).filter((each) => /\.(py|[jt]sx?)$/.test(each))) {
      const wanted = command.filter((each) => each.file === file);
      const document = await show(file);
      const ours = (): Diagnostic[] => languages.getDiagnostics(document.uri).filter(({ source }) => source === "evenloop");
      await until(`${wanted.length} findings in ${file}`, () => ours().length === wanted.length);
      for (const { code, range, message, relatedInformation = [] } of ours()) {
        const fault = (code as { value: string }).value;
        const related = relatedInformation.map((each) => ({ file: name(each.location.uri.fsPath), line: each.location.range.start.line, message: each.message }));
        // The editor does not say what an action mends, so all that touch the place are compared together.
        const mends = wanted.filter((each) => touches(each.place, range)).flatMap((each) => each.mended).sort();
        const offered = await until(`${mends.length} fixes in ${file}`, async () => {
          const all = (await actions(document, range, CodeActionKind.QuickFix)).filter(({ edit }) => edit);
          return all.length === mends.length && all;
        });
        assert.deepEqual(offered.map(({ edit }) => edited(document.getText(), edit!.get(document.uri))).sort(), mends);
        const mended = wanted.find((each) => each.fault === fault && placeOf(each.place).isEqual(range))?.mended ?? [];
        told.push(fromEditor(file, { fault, range, message, related }, mended));
      }
    }
    assert.deepEqual(sorted(told), command);
  });
});

function placeOf(place: string): Range {
  const [line, column, endLine, endColumn] = place.split(/[:-]/).map((number) => Number(number) - 1) as [number, number, number, number];
  return new Range(line, column, endLine, endColumn);
}

const touches = (place: string, range: Range): boolean => placeOf(place).intersection(range) !== undefined;
