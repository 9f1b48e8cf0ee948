"""Runs `main()` of a module on an event loop, beside a heartbeat, and reports as JSON how long the loop was held.

heartbeat.py FOLDER MODULE REPORT
"""

import asyncio
import gc
import importlib
import json
import sys
import time
import warnings

BEAT = 0.005

folder, module, path = sys.argv[1:]
report = {"held": 0.0, "errors": [], "warnings": []}


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
    try:
        await main()
    finally:
        # The beat that was late is only seen when it comes.
        await asyncio.sleep(2 * BEAT)
        heart.cancel()


def note(error):
    report["errors"].append(f"{type(error).__name__}: {error}" if isinstance(error, BaseException) else str(error))


def warn(message, category, *_, **__):
    if issubclass(category, RuntimeWarning):
        report["warnings"].append(str(message))


warnings.simplefilter("always")
warnings.showwarning = warn
sys.unraisablehook = lambda problem: note(problem.exc_value)
sys.path.insert(0, folder)
try:
    asyncio.run(beside(importlib.import_module(module).main))
except Exception as error:
    note(error)
# A coroutine that nobody awaited says so when it is collected.
gc.collect()
with open(path, "w", encoding="utf-8") as file:
    json.dump(report, file)
