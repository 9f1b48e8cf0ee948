"""Socks are skipped, and then nobody comes home: `join` waits for two socks that were put aside."""

import asyncio


async def wash(basket: asyncio.Queue) -> None:
    while True:
        piece = await basket.get()
        if piece == "sock":
            print("put aside:", piece)
            continue
        await asyncio.sleep(0.01)
        print("washed:", piece)
        basket.task_done()


async def main() -> None:
    basket: asyncio.Queue = asyncio.Queue()
    for piece in ["shirt", "sock", "towel", "sock"]:
        basket.put_nowait(piece)
    worker = asyncio.create_task(wash(basket))
    await basket.join()
    worker.cancel()
    await asyncio.wait([worker])
    print("all clean")


if __name__ == "__main__":
    asyncio.run(main())

# Found: missing-task-done at `piece = await basket.get()`
