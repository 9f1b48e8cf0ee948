"""The reading room stands still whenever somebody asks for a book. The coroutine looks harmless: follow the calls."""

import asyncio
from pathlib import Path


class Shelf:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, title: str) -> str:
        return self.open(self.folder / title)

    def open(self, book: Path) -> str:
        return book.read_text(encoding="utf-8").splitlines()[0]


async def lend(shelf: Shelf, title: str) -> None:
    first_line = shelf.find(title)
    print(title, len(first_line) > 0)


async def main() -> None:
    here = Path(__file__)
    await lend(Shelf(here.parent), here.name)


if __name__ == "__main__":
    asyncio.run(main())

# Found: blocking-call at `first_line = shelf.find(title)`
