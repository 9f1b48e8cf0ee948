"""Runs `main(7)` of each folder's main.py and prints, as JSON, what each printed and what went wrong: batch.py FOLDER..."""

import asyncio
import contextlib
import gc
import importlib
import io
import json
import signal
import sys
import warnings

LIMIT = 5


def run(folder):
    wrong = []
    warnings.showwarning = lambda message, category, *_: wrong.append(str(message)) if issubclass(category, RuntimeWarning) else None
    sys.path.insert(0, folder)
    with contextlib.redirect_stdout(io.StringIO()) as out:
        signal.setitimer(signal.ITIMER_REAL, LIMIT)
        try:
            asyncio.run(watched(wrong))
        except Exception as error:
            wrong.append(f"{type(error).__name__}: {error}")
        signal.setitimer(signal.ITIMER_REAL, 0)
        gc.collect()
    sys.path.remove(folder)
    for name in [name for name, module in sys.modules.items() if (getattr(module, "__file__", None) or "").startswith(folder)]:
        del sys.modules[name]
    return {"out": out.getvalue(), "wrong": wrong}


async def watched(wrong):
    asyncio.get_running_loop().set_exception_handler(lambda _, context: wrong.append(f"{context['message']}: {context.get('exception')!r}"))
    await importlib.import_module("main").main(7)


def late(*_):
    raise RuntimeError("it does not end")


signal.signal(signal.SIGALRM, late)
sys.dont_write_bytecode = True
warnings.simplefilter("always")
print(json.dumps([run(folder) for folder in sys.argv[1:]]))
