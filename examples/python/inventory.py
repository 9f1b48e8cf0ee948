"""What a value is decides what its methods cost: `exists` of a shelf is a coroutine, `read_text` of a path holds the loop."""

import asyncio
from pathlib import Path


class Shelf:
    def __init__(self, folder: Path) -> None:
        self.labels = folder / "lan.json"

    async def exists(self, item: str) -> bool:
        await asyncio.sleep(0)
        return item in self.labels.read_text()


async def main() -> None:
    shelf = Shelf(Path(__file__).parent)
    if shelf.exists("sugar"):
        print("there is sugar")
    else:
        print("there is none")


asyncio.run(main())

# Found: blocking-call at `return item in self.labels.read_text()`
# Found: forgotten-await at `if shelf.exists("sugar"):`
