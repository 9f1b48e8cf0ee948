"""Runs `main()` of each folder's main.py and prints, as JSON, what each printed and what went wrong: batch.py FOLDER..."""

import asyncio
import contextlib
import gc
import importlib
import io
import json
import sys
import warnings


def run(folder):
    wrong = []
    warnings.showwarning = lambda message, category, *_: wrong.append(str(message)) if issubclass(category, RuntimeWarning) else None
    sys.path.insert(0, folder)
    with contextlib.redirect_stdout(io.StringIO()) as out:
        try:
            asyncio.run(asyncio.wait_for(importlib.import_module("main").main(), 10))
        except Exception as error:
            wrong.append(f"{type(error).__name__}: {error}")
    sys.path.remove(folder)
    for name in [name for name, module in sys.modules.items() if (getattr(module, "__file__", None) or "").startswith(folder)]:
        del sys.modules[name]
    gc.collect()
    return {"out": out.getvalue(), "wrong": wrong}


sys.dont_write_bytecode = True
warnings.simplefilter("always")
print(json.dumps([run(folder) for folder in sys.argv[1:]]))
