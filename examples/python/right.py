"""Nothing to find here."""

import asyncio
import time
from pathlib import Path


def count_lines(path: Path) -> int:
    return len(path.read_text().splitlines())


async def tick() -> None:
    for second in range(2):
        await asyncio.sleep(0.05)
        print("tick", second)


async def main() -> None:
    ticking = asyncio.create_task(tick())
    lines = await asyncio.to_thread(count_lines, Path(__file__))
    await asyncio.to_thread(time.sleep, 0.05)
    await ticking
    print(lines > 10)


asyncio.run(main())
