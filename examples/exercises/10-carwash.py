"""Every car is clean, and two washers stand there for ever: nobody has told them to go home."""

import asyncio


async def wash(cars: asyncio.Queue) -> None:
    while True:
        car = await cars.get()
        await asyncio.sleep(0.01)
        print("clean:", car)
        cars.task_done()


async def wash_all(waiting: list[str]) -> int:
    cars: asyncio.Queue = asyncio.Queue()
    washers = [asyncio.create_task(wash(cars)) for _ in range(2)]
    for car in waiting:
        await cars.put(car)
    await cars.join()
    return len(waiting)


async def main() -> None:
    print(await wash_all(["taxi", "van", "bus"]))
    print("still there:", len(asyncio.all_tasks()) - 1)


if __name__ == "__main__":
    asyncio.run(main())

# Found: orphaned-worker at `await cars.join()`
