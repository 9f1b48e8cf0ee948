// node scripts/icon.mjs: draws docs/icon.png, which VS Code shows, from docs/icon.svg. Needs a Chromium (see scripts/editor-setup.mjs).
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openBrowser } from "./editor.mjs";
import { root } from "./setup.mjs";

const browser = await openBrowser();
const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
await page.goto(pathToFileURL(join(root, "docs/icon.svg")).href);
await page.screenshot({ path: join(root, "docs/icon.png"), omitBackground: true });
await browser.close();
