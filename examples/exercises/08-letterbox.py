"""Somebody looks into the letterbox a hundred times a second. The postman could ring."""

import asyncio


class Letterbox:
    def __init__(self) -> None:
        self.full = False
        self.letters: list[str] = []

    async def wait(self) -> list[str]:
        while not self.full:
            await asyncio.sleep(0.01)
        return self.letters

    async def deliver(self, letter: str) -> None:
        await asyncio.sleep(0.05)
        self.letters.append(letter)
        self.full = True


async def main() -> None:
    box = Letterbox()
    letters, _ = await asyncio.gather(box.wait(), box.deliver("a letter"))
    print(letters)


if __name__ == "__main__":
    asyncio.run(main())

# Found: polling-loop at `while not self.full:`
