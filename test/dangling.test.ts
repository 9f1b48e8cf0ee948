import assert from "node:assert/strict";
import { startFrontends } from "../rules/host/start.js";
import { createProject } from "../rules/project.js";
import { memoryHost } from "./support/memory-host.js";

const program = `
import asyncio
async def hold():
    await asyncio.get_running_loop().create_future()
async def idle():
    await asyncio.Event().wait()
async def held(future):
    await future
async def ticker():
    while True:
        await asyncio.sleep(1)
async def main(future):
    asyncio.create_task(hold())
    asyncio.create_task(idle())
    asyncio.create_task(held(future))
    asyncio.create_task(ticker())
    await future
`;

describe("what is said of a dangling task", () => {
  before(startFrontends);

  it("is that it may be collected only where nothing else refers to what it waits for", () => {
    const project = createProject(memoryHost(new Map([["/w/main.py", program]])));
    assert.deepEqual(project.findings("/w/main.py").map(({ fault, message }) => [fault, /`(\w+)`/.exec(message)?.[1], message.includes("may be collected")]), [
      ["dangling-task", "hold", true], ["dangling-task", "idle", true], ["dangling-task", "held", false], ["dangling-task", "ticker", false],
    ]);
  });
});
