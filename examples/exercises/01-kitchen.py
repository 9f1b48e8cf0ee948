"""Two dishes, a fifth of a second each, cooked at the same time: why does dinner take two fifths?"""

import asyncio
import time


async def cook(dish: str) -> str:
    print(f"{dish}: on the stove")
    time.sleep(0.2)
    return f"{dish} is done"


async def main() -> None:
    for line in await asyncio.gather(cook("soup"), cook("rice")):
        print(line)


if __name__ == "__main__":
    asyncio.run(main())

# Found: blocking-call at `time.sleep(0.2)`
