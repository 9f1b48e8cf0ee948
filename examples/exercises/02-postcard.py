"""A postcard is written, and never arrives."""

import asyncio


async def post(card: str) -> None:
    await asyncio.sleep(0.05)
    print("posted:", card)


async def main() -> None:
    print("a nice day")
    post("greetings from the lake")
    print("home again")


if __name__ == "__main__":
    asyncio.run(main())

# Found: forgotten-await at `post("greetings from the lake")`
