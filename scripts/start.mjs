// `npm start`: sets up, builds, and lints what is named; without a name Evenloop's own examples.
import { join } from "node:path";
import { node, root, setUp } from "./setup.mjs";

setUp();
const { bundle } = await import("./build.mjs");
await bundle();

const named = process.argv.slice(2);
const args = named.length > 0 ? named : [join(root, "examples"), "--exit-zero"];
// npm runs scripts in the package's folder; paths are meant from where the person stands.
const cwd = named.length > 0 ? (process.env.INIT_CWD ?? process.cwd()) : root;
process.exitCode = node([join(root, "dist/bin/evenloop.js"), ...args], { cwd });
