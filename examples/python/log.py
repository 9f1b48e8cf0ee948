"""The log line is never sent: calling a coroutine function runs nothing."""

import asyncio


async def send_log(line: str) -> None:
    await asyncio.sleep(0.1)
    print("sent:", line)


async def main() -> None:
    print("work 1")
    send_log("work 1 done")
    print("work 2")


asyncio.run(main())

# Found: forgotten-await at `send_log("work 1 done")`
