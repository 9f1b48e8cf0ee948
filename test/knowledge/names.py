"""Tells what Python itself knows of the names it is asked about: JSON in, JSON out.

For the standard library the test asks. For packages, run it by hand with an interpreter that has them.
"""

import asyncio
import concurrent.futures
import contextlib
import glob
import importlib
import inspect
import io
import json
import multiprocessing.connection
import multiprocessing.managers
import multiprocessing.pool
import multiprocessing.queues
import multiprocessing.synchronize
import os
import pathlib
import select
import sqlite3
import sys
import threading
import types
import warnings

warnings.simplefilter("ignore")

missing = object()


def kind_of_iterator(make):
    """The class of what `make` gives; a file system or pool is at hand only where it is run."""
    with contextlib.suppress(Exception):
        return type(make())
    return missing


# Names that the tables treat as classes, though Python has a function there, or an object; and what stands behind them.
classes = {
    "threading.Lock": type(threading.Lock()),
    "threading.RLock": type(threading.RLock()),
    "select.poll": kind_of_iterator(lambda: select.poll()),
    "sys.stdin": io.TextIOWrapper,
    "os.popen": io.TextIOWrapper,
    "subprocess.Popen.stdin": io.BufferedWriter,
    "subprocess.Popen.stdout": io.BufferedReader,
    "subprocess.Popen.stderr": io.BufferedReader,
    "os.walk": kind_of_iterator(lambda: os.walk(".")),
    "os.fwalk": kind_of_iterator(lambda: os.fwalk(".")),
    "os.scandir": kind_of_iterator(lambda: os.scandir(".")),
    "glob.iglob": kind_of_iterator(lambda: glob.iglob("*")),
    "pathlib.Path.glob": kind_of_iterator(lambda: pathlib.Path(".").glob("*")),
    "pathlib.Path.rglob": kind_of_iterator(lambda: pathlib.Path(".").rglob("*")),
    "pathlib.Path.iterdir": kind_of_iterator(lambda: pathlib.Path(".").iterdir()),
    "pathlib.Path.walk": kind_of_iterator(lambda: pathlib.Path(".").walk()),
    "concurrent.futures.as_completed": kind_of_iterator(lambda: concurrent.futures.as_completed([])),
    "concurrent.futures.Executor.map": kind_of_iterator(lambda: concurrent.futures.ThreadPoolExecutor().map(str, [])),
    "multiprocessing.Pool.imap": multiprocessing.pool.IMapIterator,
    "multiprocessing.Pool.imap_unordered": multiprocessing.pool.IMapUnorderedIterator,
    "sqlite3.Connection.iterdump": kind_of_iterator(lambda: sqlite3.connect(":memory:").iterdump()),
    "multiprocessing.Pool": multiprocessing.pool.Pool,
    "multiprocessing.Queue": multiprocessing.queues.Queue,
    "multiprocessing.JoinableQueue": multiprocessing.queues.JoinableQueue,
    "multiprocessing.SimpleQueue": multiprocessing.queues.SimpleQueue,
    **{
        f"multiprocessing.{name}": getattr(multiprocessing.synchronize, name)
        for name in "Barrier BoundedSemaphore Condition Event Lock RLock Semaphore".split()
    },
    "asyncio.Server": asyncio.base_events.Server,
}

# Attributes that are set when an instance is made.
attributes = {
    "asyncio.Condition.acquire": asyncio.Lock.acquire,
    "multiprocessing.Lock.acquire": multiprocessing.Lock().acquire,
    "multiprocessing.RLock.acquire": multiprocessing.RLock().acquire,
    "multiprocessing.Semaphore.acquire": multiprocessing.Semaphore().acquire,
    "multiprocessing.BoundedSemaphore.acquire": multiprocessing.BoundedSemaphore().acquire,
    "multiprocessing.Condition.acquire": multiprocessing.Condition().acquire,
    "threading.Condition.acquire": threading.Condition().acquire,
}


def find(name):
    """What a dotted name stands for: an attribute rather than a module of the same name, as `from a import b` has it."""
    if name in attributes:
        return attributes[name]
    parts = name.split(".")
    for end in [*range(len(parts) - 1, 0, -1), len(parts)]:
        found = within(parts, end)
        if found is not missing:
            return found
    return missing


def within(parts, end):
    """The rest of a dotted name in the class or module that its first parts name."""
    path = ".".join(parts[:end])
    found = classes.get(path, missing) if end < len(parts) else missing
    if found is missing:
        try:
            found = importlib.import_module(path)
        except ImportError:
            return missing
    for i in range(end, len(parts)):
        found = getattr(found, parts[i], missing)
        if found is missing:
            return missing
        inner = ".".join(parts[: i + 1])
        if i + 1 < len(parts):
            found = classes.get(inner, found)
    return found


def parameters(name, found):
    """The names of its parameters, without the receiver: [positional and named, keyword only, whether it takes any more]."""
    try:
        signature = inspect.signature(found)
    except (ValueError, TypeError):
        return None
    params = list(signature.parameters.values())
    owner = find(name.rpartition(".")[0])
    owner = classes.get(name.rpartition(".")[0], owner)
    if inspect.isclass(owner) and name not in attributes:
        static = inspect.getattr_static(owner, name.rpartition(".")[2], None)
        if not isinstance(static, (classmethod, staticmethod, types.ClassMethodDescriptorType)) and not inspect.isclass(found):
            params = params[1:]
    return [
        {"name": param.name, "only": "index" if param.kind == param.POSITIONAL_ONLY else "key" if param.kind == param.KEYWORD_ONLY else None}
        for param in params
        if param.kind not in (param.VAR_POSITIONAL, param.VAR_KEYWORD)
    ]


def facts(name):
    found = find(name)
    if found is missing:
        return None
    return {
        "callable": callable(found),
        "class": inspect.isclass(classes.get(name, found)),
        "coroutine": inspect.iscoroutinefunction(found),
        "parameters": parameters(name, found) if callable(found) else None,
    }


def as_class(name):
    return classes.get(name) or find(name)


def same(one, other):
    """Whether two names mean one thing; of modules: whether there are such modules. (Two looks at a class method give equal, not identical ones.)"""
    found, else_found = find(one), find(other)
    if inspect.ismodule(found):
        return inspect.ismodule(else_found)
    return found is not missing and (found == else_found or as_class(one) == as_class(other))


def inherits(cls, base):
    try:
        return issubclass(as_class(cls), as_class(base))
    except TypeError:
        return False


def coroutines(owner):
    """The public coroutine functions of a module or class."""
    found = as_class(owner)
    return [f"{owner}.{name}" for name in dir(found) if not name.startswith("_") and inspect.iscoroutinefunction(getattr(found, name, None))]


def main():
    asked = json.load(sys.stdin)
    answer = {
        "version": sys.version_info[:2],
        "modules": sorted(getattr(sys, "stdlib_module_names", ())),
        "facts": {name: facts(name) for name in asked["names"]},
        "same": [same(one, other) for one, other in asked["same"]],
        "inherits": [inherits(cls, base) for cls, base in asked["inherits"]],
        "coroutines": {owner: coroutines(owner) for owner in asked["coroutines"]},
    }
    json.dump(answer, sys.stdout)


main()
