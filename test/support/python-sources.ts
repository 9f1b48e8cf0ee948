/** Python files as people write them, for edits and fuzzing. */
export const pythonSources: Readonly<Record<string, string>> = {
  "worker.py": `"""A queue and its workers."""
from __future__ import annotations

import asyncio
import logging as log
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Optional

if TYPE_CHECKING:
    from .store import Store

logger = log.getLogger(__name__)
LIMIT = 10
pending = asyncio.Queue()
started = asyncio.Event()


class Worker:
    """Takes jobs from a queue."""

    name: str = "worker"
    seen: "set[str]"

    def __init__(self, queue: asyncio.Queue, *, store: Optional[Store] = None, limit=LIMIT):
        self.queue = queue
        self.store = store
        self.path: Path = Path("/tmp") / "jobs"
        self.limit, self.tasks = limit, []

    @property
    def size(self) -> int:
        return len(self.path.read_bytes())

    @size.setter
    def size(self, value):
        self._size = value

    @classmethod
    async def make(cls, *args, **kw) -> "Worker":
        worker = cls(*args, **kw)
        await worker.start()
        return worker

    @staticmethod
    def key(job):
        return job["id"] if isinstance(job, dict) else str(job)

    async def start(self):
        for i in range(self.limit):
            task = asyncio.create_task(self.run(i), name=f"{self.name}-{i:>{self.limit}}")
            self.tasks.append(task)
        started.set()

    async def run(self, number):
        last = None
        while True:
            job = await self.queue.get()  # evenloop: ignore[missing-task-done] settled by the caller
            if job is None:
                break
            if last and last == job:
                continue
            try:
                with open(self.path / self.key(job), "rb") as file, self.lock:
                    data = file.read()
                result = await self.handle(data, number)
            except (OSError, ValueError) as error:
                logger.error("failed: %s", error)
                raise
            except asyncio.CancelledError:
                return None
            else:
                last = result
            finally:
                self.queue.task_done()
        else:
            print("never")
        return last

    async def handle(self, data, number, timeout: float | None = None):
        def inner(part, scale=number):
            nonlocal total
            total += len(part) * scale
            return [self.decode(piece) for piece in part if piece and self.seen]

        total = 0
        parts = await asyncio.gather(*(asyncio.to_thread(inner, part) for part in data), return_exceptions=True)
        checks = {name: check(name) async for name, check in self.checks() if name}
        first, *rest = parts or [None]
        match first:
            case {"kind": kind, **others} if kind:
                await self.store.put(kind, others)
            case [Path() as path, _]:
                path.read_text()
            case str(text) | text:
                (lambda value=text: print(value))()
            case _:
                pass
        return total, checks, rest

    class Meta:
        ordering = sorted(["b", "a"])

        def describe(self):
            yield from self.ordering
            yield "end"


@asynccontextmanager
async def opened(path):
    handle = open(path)
    try:
        yield handle
    finally:
        handle.close()


def counted(start=0, step=lambda x: x + 1):
    global total
    total = start
    while (value := step(total)) < LIMIT:
        total = value
        del value
    return total


async def main():
    worker = await Worker.make(pending)
    job = worker.run(1) if LIMIT else None
    if job: await job
    async with opened(worker.path) as handle:
        async for line in handle:
            await pending.put(line); assert line, handle.name
    x = y = counted()
    return x + y


if __name__ == "__main__":
    asyncio.run(main())
`,
  "legacy.py": `#!/usr/bin/env python
# Written for Python 2, and read all the same.
import os, sys, urllib2
import time

try:
    import json
except ImportError, error:
    json = None

def fetch(url, (host, port)=("localhost", 80)):
    print "fetching", url
    print >>sys.stderr, "at %s" % time.time()
    data = urllib2.urlopen(url).read()
    if data <> "":
        exec "x = 1" in {}
    return data

class Old:
    def go(self):
        try:
            return fetch("http://example.org/")
        except IOError, e:
            raise RuntimeError, "no"
        time.sleep(1)
        return \`self\`

def last(): return Old().go()
`,
  "views.py": `import time
import requests
from flask import Flask, jsonify
from . import models as m, helpers
from ..shared.db import (
    connect,
    Session as DbSession,
)

app = Flask(__name__)
session = requests.Session()
sessions = [connect(name) for name in ("a", "b")]
handlers = {"get": lambda request: session.get(request.url), "post": None}

def retry(times):
    def wrap(func):
        def inner(*args, **kwargs):
            for attempt in range(times):
                try:
                    return func(*args, **kwargs)
                except Exception:
                    time.sleep(2 ** attempt)
        return inner
    return wrap

@app.route("/users/<int:id>", methods=["GET"])
@retry(3)
def user(id: int):
    with DbSession() as db:
        row = db.execute("select 1").fetchone() or m.User()
        rows = [r for r in db.execute("select 2") for _ in r.items()]
    response = session.get(f"https://example.org/{id}", timeout=(3, 5))
    data = response.json() if response.ok else {"error": response.text}
    return jsonify(data=data, row=row, rows=rows[0], more=rows[1:]), 200

class View(m.Base, metaclass=m.Meta):
    if app.debug:
        limit = 1
    else:
        limit = helpers.limit("x")

    def get(self, request):
        return handlers[request.method](request) and not self.limit

    post = get
    π = "größe 😀"
`,
};
