"""Runs `main()` of a module on an event loop, beside a heartbeat, and reports as JSON how long it took and how long the loop was held.

heartbeat.py FOLDER MODULE REPORT BOUND: a program that runs for more than BOUND milliseconds is ended, and said to have come to no end.
"""

import asyncio
import gc
import importlib
import json
import os
import sys
import threading
import time
import warnings

BEAT = 0.005

folder, module, path, bound = sys.argv[1:]
report = {"held": 0.0, "total": 0.0, "ended": True, "errors": [], "warnings": []}


async def beat():
    last = time.perf_counter()
    while True:
        await asyncio.sleep(BEAT)
        now = time.perf_counter()
        report["held"] = max(report["held"], (now - last - BEAT) * 1000)
        last = now


async def beside(main):
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: note(context.get("exception") or context["message"]))
    heart = asyncio.create_task(beat())
    await asyncio.sleep(2 * BEAT)
    begun = time.perf_counter()
    try:
        await main()
    finally:
        report["total"] = (time.perf_counter() - begun) * 1000
        # The beat that was late is only seen when it comes.
        await asyncio.sleep(2 * BEAT)
        heart.cancel()


def note(error):
    report["errors"].append(f"{type(error).__name__}: {error}" if isinstance(error, BaseException) else str(error))


def warn(message, category, *_, **__):
    if issubclass(category, RuntimeWarning):
        report["warnings"].append(str(message))


def tell():
    with open(path, "w", encoding="utf-8") as file:
        json.dump(report, file)


def give_up():
    report["ended"] = False
    tell()
    sys.stdout.flush()
    os._exit(0)


warnings.simplefilter("always")
warnings.showwarning = warn
sys.unraisablehook = lambda problem: note(problem.exc_value)
sys.path.insert(0, folder)
try:
    main = importlib.import_module(module).main
    # A thread, for the loop itself may be held; it lives on while the process waits for its other threads.
    watch = threading.Timer(int(bound) / 1000, give_up)
    watch.daemon = True
    watch.start()
    asyncio.run(beside(main))
except Exception as error:
    note(error)
# A coroutine that nobody awaited says so when it is collected.
gc.collect()
tell()
