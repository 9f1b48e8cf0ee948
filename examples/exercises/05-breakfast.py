"""The toast waits for the coffee, and the picture for the newspaper. Need they?"""

import asyncio


async def get_coffee() -> str:
    await asyncio.sleep(0.1)
    return "coffee"


async def get_toast() -> str:
    await asyncio.sleep(0.1)
    return "toast"


async def load_reader() -> str:
    await asyncio.sleep(0.1)
    return "Mai"


async def load_newspaper() -> list[str]:
    await asyncio.sleep(0.3)
    return ["page one", "page two"]


async def load_portrait(reader: str) -> str:
    await asyncio.sleep(0.2)
    return f"a portrait of {reader}"


async def main() -> None:
    coffee = await get_coffee()
    toast = await get_toast()
    print(coffee, toast)
    reader, pages = await asyncio.gather(load_reader(), load_newspaper())
    portrait = await load_portrait(reader)
    print(portrait, pages)


if __name__ == "__main__":
    asyncio.run(main())

# Found: serial-awaits at `toast = await get_toast()`
# Found: late-gather at `reader, pages = await asyncio.gather(load_reader(), load_newspaper())`
