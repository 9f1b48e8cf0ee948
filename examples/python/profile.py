"""A handler that looks harmless: the blocking call is two functions and one file away."""

import asyncio

from store import read_profile


def greeting(name: str) -> str:
    profile = read_profile(name)
    return f"{profile['name']} writes {profile['language']}"


async def handle(name: str) -> None:
    print(greeting(name))


if __name__ == "__main__":
    asyncio.run(handle("lan"))

# Found: blocking-call at `print(greeting(name))`
