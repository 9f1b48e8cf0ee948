"""The first teller counts with the key in her hand; the second asks for it, and the whole bank stands still, for ever."""

import asyncio
import threading

key = threading.Lock()
vault = 0


async def pay_in(amount: int) -> None:
    global vault
    with key:
        counted = vault
        await asyncio.sleep(0.02)
        vault = counted + amount


async def main() -> None:
    await asyncio.gather(pay_in(10), pay_in(5))
    print(vault)


if __name__ == "__main__":
    asyncio.run(main())

# Found: lock-across-await at `with key:`
