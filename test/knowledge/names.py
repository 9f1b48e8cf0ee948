"""Tells what Python itself knows of the names it is asked about: JSON in, JSON out.

Of the standard library alone: packages are not imported unless it is run by hand with --packages, by an interpreter that has them.
"""

import asyncio
import bz2
import concurrent.futures
import contextlib
import contextvars
import glob
import gzip
import importlib
import inspect
import io
import json
import logging
import lzma
import multiprocessing.connection
import multiprocessing.managers
import multiprocessing.pool
import multiprocessing.queues
import multiprocessing.synchronize
import os
import pathlib
import re
import select
import socket
import sqlite3
import ssl
import subprocess
import sys
import tarfile
import tempfile
import threading
import types
import urllib.request
import warnings
import zipfile
import zlib
from functools import partial

warnings.simplefilter("ignore")

missing = object()
modules = {"builtins", *sys.stdlib_module_names}


def kind_of_iterator(make):
    """The class of what `make` gives; a file system or pool is at hand only where it is run."""
    with contextlib.suppress(Exception):
        return type(make())
    return missing


# Names that the tables treat as classes, though Python has a function there, or an object; and what stands behind them.
classes = {
    "threading.Lock": type(threading.Lock()),
    "threading.RLock": type(threading.RLock()),
    "_thread.allocate_lock": type(threading.Lock()),
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
    "zlib.compressobj": type(zlib.compressobj()),
    "zlib.decompressobj": type(zlib.decompressobj()),
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
    if parts[0] not in modules and "--packages" not in sys.argv:
        return missing
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


def samples():
    """Values as the functions and attributes give them, made in an empty directory."""
    path = pathlib.Path("file")
    path.write_text("text")
    executor = concurrent.futures.ThreadPoolExecutor()
    left, right = socket.socketpair()
    process = subprocess.Popen([sys.executable, "-c", ""], stdin=-1, stdout=-1, stderr=-1)
    process.communicate()
    database = sqlite3.connect(":memory:")
    with zipfile.ZipFile("file.zip", "w") as archive:
        archive.write("file")
    with tarfile.open("file.tar", "w") as archive:
        archive.add("file")
    loop = asyncio.new_event_loop()
    answers = {
        "builtins.open": lambda: open("file"),
        "io.TextIOWrapper.buffer": lambda: open("file").buffer,
        "io.TextIOWrapper.detach": lambda: open("file").detach(),
        "io.open_code": lambda: io.open_code(os.path.abspath("file")),
        "os.fdopen": lambda: os.fdopen(os.open("file", os.O_RDONLY)),
        "sys.stdin": lambda: sys.stdin,
        "tempfile.TemporaryFile": lambda: tempfile.TemporaryFile(),
        "pathlib.Path.open": lambda: path.open(),
        "pathlib.Path.parent": lambda: path.parent,
        "pathlib.Path.__truediv__": lambda: path / "a",
        "pathlib.Path.__rtruediv__": lambda: "a" / path,
        **{f"pathlib.Path.{name}": getattr(path, name) for name in "absolute cwd expanduser home joinpath resolve".split()},
        "pathlib.Path.relative_to": lambda: path.relative_to("."),
        "pathlib.Path.with_name": lambda: path.with_name("a"),
        "pathlib.Path.with_stem": lambda: path.with_stem("a"),
        "pathlib.Path.with_suffix": lambda: path.with_suffix(".a"),
        "pathlib.Path.replace": lambda: path.replace("other").replace("file"),
        "pathlib.Path.rename": lambda: path.rename("other").rename("file"),
        "subprocess.Popen.stdin": lambda: process.stdin,
        "subprocess.Popen.stdout": lambda: process.stdout,
        "subprocess.Popen.stderr": lambda: process.stderr,
        "gzip.open": lambda: gzip.open("file.gz", "wb"),
        "bz2.open": lambda: bz2.open("file.bz2", "wb"),
        "lzma.open": lambda: lzma.open("file.xz", "wb"),
        "zipfile.ZipFile.open": lambda: zipfile.ZipFile("file.zip").open("file"),
        "tarfile.open": lambda: tarfile.open("file.tar"),
        "tarfile.TarFile.extractfile": lambda: tarfile.open("file.tar").extractfile("file"),
        "socket.socket.dup": lambda: left.dup(),
        "socket.create_server": lambda: socket.create_server(("127.0.0.1", 0)),
        "sqlite3.connect": lambda: database,
        "sqlite3.Connection.cursor": lambda: database.cursor(),
        **{f"sqlite3.Connection.{name}": partial(getattr(database, name), "select 1") for name in ["execute", "executescript"]},
        **{f"sqlite3.Cursor.{name}": partial(getattr(database.cursor(), name), "select 1") for name in ["execute", "executescript"]},
        "concurrent.futures.Executor.submit": lambda: executor.submit(str),
        "multiprocessing.Pool.apply_async": lambda: multiprocessing.pool.ThreadPool(1).apply_async(str),
        "multiprocessing.Pool.map_async": lambda: multiprocessing.pool.ThreadPool(1).map_async(str, []),
        "threading.current_thread": threading.current_thread,
        "asyncio.new_event_loop": lambda: loop,
        "asyncio.AbstractEventLoop.create_future": loop.create_future,
        "asyncio.AbstractEventLoop.call_soon": lambda: loop.call_soon(str),
        "asyncio.AbstractEventLoop.call_later": lambda: loop.call_later(9, str),
        "asyncio.AbstractEventLoop.call_at": lambda: loop.call_at(9, str),
        "asyncio.AbstractEventLoop.run_in_executor": lambda: loop.run_in_executor(None, str),
        "logging.getLogger": logging.getLogger,
        "logging.Logger.getChild": lambda: logging.getLogger().getChild("a"),
        "contextvars.copy_context": contextvars.copy_context,
        "re.compile": lambda: re.compile("a"),
        "ssl.create_default_context": ssl.create_default_context,
        "urllib.request.build_opener": urllib.request.build_opener,
    }
    right.close()
    return answers


async def running():
    """The same for what exists in a running loop alone."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", "", stdin=-1, stdout=-1, stderr=-1)
    await process.communicate()
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    task = asyncio.create_task(asyncio.sleep(0))
    answers = {
        "asyncio.create_subprocess_exec": process,
        "asyncio.subprocess.Process.stdin": process.stdin,
        "asyncio.subprocess.Process.stdout": process.stdout,
        "asyncio.subprocess.Process.stderr": process.stderr,
        "asyncio.start_server": server,
        "asyncio.create_task": task,
        "asyncio.ensure_future": asyncio.ensure_future(asyncio.sleep(0)),
        "asyncio.current_task": asyncio.current_task(),
        "asyncio.gather": asyncio.gather(asyncio.sleep(0)),
        "asyncio.shield": asyncio.shield(task),
        "asyncio.wrap_future": asyncio.wrap_future(concurrent.futures.Future()),
        "asyncio.run_coroutine_threadsafe": asyncio.run_coroutine_threadsafe(asyncio.sleep(0), asyncio.get_running_loop()),
        "asyncio.get_running_loop": asyncio.get_running_loop(),
        "asyncio.get_event_loop": asyncio.get_event_loop(),
        "asyncio.AbstractEventLoop.create_task": asyncio.get_running_loop().create_task(asyncio.sleep(0)),
        "asyncio.Future.get_loop": task.get_loop(),
    }
    if hasattr(asyncio, "timeout"):
        answers["asyncio.timeout"] = asyncio.timeout(1)
    server.close()
    await asyncio.sleep(0.01)
    return answers


def gives(kinds):
    """Of each name that there is a sample of: whether it is of the class that its kind says, and if not, what it is."""
    with tempfile.TemporaryDirectory() as directory:
        os.chdir(directory)
        values = {name: make() for name, make in samples().items()}
        values.update(asyncio.run(running()))
        answer = {}
        for name, value in values.items():
            cls = as_class(kinds[name].split(" ")[-1])
            answer[name] = None if isinstance(getattr(value, "file", value), cls) else type(value).__name__
    return answer


def main():
    asked = json.load(sys.stdin)
    answer = {
        "version": sys.version_info[:2],
        "platform": sys.platform,
        "modules": sorted(modules),
        "facts": {name: facts(name) for name in asked["names"]},
        "same": [same(one, other) for one, other in asked["same"]],
        "inherits": [inherits(cls, base) for cls, base in asked["inherits"]],
        "gives": gives(asked["gives"]),
        "coroutines": sorted({name for owner in asked["coroutines"] for name in coroutines(owner)}),
    }
    json.dump(answer, sys.stdout)


main()
