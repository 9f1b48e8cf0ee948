// npm run bench [-- --only a|b|c|d|e] [--python DIR] [--typescript DIR]: speed and memory as ratios within one run.
// What is measured is a bundle like the one that is shipped: running from source wraps every closure, which is not what users have.
import { join } from "node:path";
import { bundle, entries } from "./build.mjs";
import { node, root, setUp } from "./setup.mjs";

setUp();
await bundle("dist/measured", [
  { from: "test/bench/index.ts", to: "bench/index.js" },
  { from: "test/bench/echo.ts", to: "bench/echo.js" },
  ...entries.filter(({ to }) => to === "bin/language-server.js"),
]);
process.exitCode = node([join(root, "dist/measured/bench/index.js"), ...process.argv.slice(2)]);
