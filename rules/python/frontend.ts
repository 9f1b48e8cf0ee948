import type { Frontend, Live } from "../model/frontend.js";
import type { Module } from "../model/module.js";
import { argumentIn } from "./argument.js";
import { ignoresIn } from "./comments.js";
import { resolvePython } from "./imports.js";
import { lighten } from "./lighten.js";
import { LiveFile } from "./live.js";
import { lowerFile, moduleOf } from "./module.js";
import { isStarted, parse } from "./parser.js";
import { problemsOf } from "./problems.js";
import { forgetSettings } from "./pyproject.js";

export { startPython, type PythonParts } from "./parser.js";

/** Reads Python. `startPython` must have run before. */
export const python: Frontend = {
  language: "python",
  lower,
  open,
  resolve: resolvePython,
  settings: forgetSettings,
  argument: (call, at) => (isStarted() ? argumentIn(call, at) : undefined),
};

function lower(path: string, text: string): Module {
  if (!isStarted()) return unread(path);
  const tree = parse(text);
  try {
    const root = tree.rootNode;
    const { body, units } = lowerFile(text, lighten(root, text));
    const rim = { path, shebang: text.startsWith("#!"), problems: problemsOf(root, text), ignores: ignoresIn(root, text) };
    return moduleOf(rim, body, units.map(({ unit }) => unit));
  } finally {
    tree.delete();
  }
}

function unread(path: string): Module {
  const { body } = lowerFile("", { type: "module", from: 0, to: 0, name: "", kids: [] });
  return moduleOf({ path, shebang: false, problems: [{ span: [0, 0], message: "The Python parser has not been started." }], ignores: [] }, body, []);
}

function open(path: string, text: string): Live {
  if (isStarted()) return new LiveFile(path, text);
  const module = unread(path);
  return { module, lowered: 0, edit: () => module, close: () => undefined };
}
