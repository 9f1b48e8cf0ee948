import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** What a person works on in the editor tests, by file. */
const files = {
  // Fix on save is asked for where it stands in a real project: in the folder's settings.
  ".vscode/settings.json": JSON.stringify({ "[python]": { "editor.codeActionsOnSave": { "source.fixAll.evenloop": "explicit" } } }),
  "web.py": `from db import load_user


async def handler(name):
    user = load_user(name)
    return user["greeting"]
`,
  "db.py": `import requests


def load_user(name):
    return requests.get(f"https://users.example/{name}").json()
`,
  "greet.py": `from names import full_name


async def greet(name):
    print("hello", full_name(name))
`,
  "names.py": `def full_name(name):
    return name.title()
`,
  "pause.py": `import time


async def main():
    time.sleep(1)
    print("one")
    time.sleep(2)
    print(open("log.txt").read())
`,
  "save.py": `import time


async def main():
    time.sleep(3)
`,
  "cheap.py": `from pathlib import Path


async def main(path: Path):
    return path.exists()
`,
  "jobs.py": `import asyncio


async def work(item):
    if item == 2:
        raise ValueError(item)


async def worker(queue):
    while True:
        item = await queue.get()
        await work(item)
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    for item in (1, 2):
        queue.put_nowait(item)
    task = asyncio.create_task(worker(queue))
    await queue.join()
    task.cancel()
`,
  "report.ts": `import { readFileSync } from "node:fs";

export async function report(path: string): Promise<string> {
  return readFileSync(path, "utf8");
}
`,
  "panel.tsx": `import { readFileSync } from "node:fs";

export async function Panel({ path }: { path: string }) {
  return <pre>{readFileSync(path, "utf8")}</pre>;
}
`,
  "digest.js": `import { pbkdf2Sync } from "node:crypto";

export async function digest(password, salt) {
  return pbkdf2Sync(password, salt, 100_000, 64, "sha512");
}
`,
  "list.jsx": `import { readFileSync } from "node:fs";

export async function List({ path }) {
  return <ul>{readFileSync(path, "utf8")}</ul>;
}
`,
};

/** Writes the workspace, or some files of it, into a new folder. `remove` takes it away again. */
export function makeWorkspace(names = Object.keys(files)) {
  const place = realpathSync(mkdtempSync(join(tmpdir(), "evenloop-workspace-")));
  const folder = join(place, "shop");
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), files[name]);
  }
  return { folder, remove: () => rmSync(place, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) };
}
