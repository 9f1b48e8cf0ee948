"""The cake is baked, the clock ticks on, and the party never begins."""

import asyncio


async def tick() -> None:
    while True:
        print("tick")
        await asyncio.sleep(0.05)


async def bake() -> str:
    await asyncio.sleep(0.12)
    print("the cake is baked")
    return "cake"


async def main() -> None:
    await asyncio.gather(tick(), bake())
    print("the party begins")


if __name__ == "__main__":
    asyncio.run(main())

# Found: endless-gather at `await asyncio.gather(tick(), bake())`
