"""Two jobs that should take turns, and do not: each sleep holds the whole event loop."""

import asyncio
import time


async def brew(name: str, seconds: float) -> str:
    print(f"{name}: started")
    time.sleep(seconds)  # every other coroutine waits here too
    print(f"{name}: ready")
    return name


async def main() -> None:
    start = time.perf_counter()
    await asyncio.gather(brew("tea", 0.2), brew("coffee", 0.2))
    print(f"{time.perf_counter() - start:.1f} seconds")


if __name__ == "__main__":
    asyncio.run(main())

# Found: blocking-call at `time.sleep(seconds)`
