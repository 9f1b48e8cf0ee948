import assert from "node:assert/strict";
import { pythonBlockers as blockers } from "../../rules/faults/blocking-call/python-blockers/index.js";
import { pythonLibrary as library } from "../../rules/python/library/index.js";
import { ask, asked, type Answer, type Fact } from "./python-names.js";

/** Names, modules or classes that came with a later Python than 3.10, by that version. */
const since: Readonly<Record<string, string>> = {
  "asyncio.AbstractEventLoop.sock_recvfrom": "3.11",
  "asyncio.AbstractEventLoop.sock_recvfrom_into": "3.11",
  "asyncio.AbstractEventLoop.sock_sendto": "3.11",
  "asyncio.Barrier": "3.11",
  "asyncio.Runner": "3.11",
  "asyncio.StreamWriter.start_tls": "3.11",
  "asyncio.TaskGroup": "3.11",
  "asyncio.Timeout": "3.11",
  "asyncio.eager_task_factory": "3.12",
  "asyncio.taskgroups": "3.11",
  "asyncio.timeout": "3.11",
  "asyncio.timeout_at": "3.11",
  "asyncio.timeouts": "3.11",
  "hashlib.file_digest": "3.11",
  "pathlib.Path.copy": "3.14",
  "pathlib.Path.copy_into": "3.14",
  "pathlib.Path.move": "3.14",
  "pathlib.Path.move_into": "3.14",
  "pathlib.Path.walk": "3.12",
  "pathlib.Path.with_segments": "3.12",
  "tomllib": "3.11",
  "typing.dataclass_transform": "3.11",
  "typing.override": "3.12",
  "warnings.deprecated": "3.13",
};

/** Names, modules or classes that went, by the first Python without them. */
const until: Readonly<Record<string, string>> = {
  "asyncio.AbstractEventLoopPolicy": "3.16",
  "asyncio.get_event_loop_policy": "3.16",
  "nntplib": "3.13",
  "pathlib.Path.link_to": "3.12",
  "telnetlib": "3.13",
};

/** Names of other systems. */
const only: Readonly<Record<string, string>> = {
  "asyncio.ProactorEventLoop": "win32",
  "select.kqueue": "darwin",
  "select.kqueue.control": "darwin",
  "selectors.KqueueSelector": "darwin",
};

/** In typing_extensions alone, which is an alias of typing. */
const extensions = new Set(["typing.deprecated"]);

/** Parameters by position, where Python cannot tell them: the function is written in C. */
const unsigned: Readonly<Record<string, readonly string[]>> = {
  "asyncio.Future.add_done_callback": ["fn"],
  "atexit.register": ["func"],
  "builtins.filter": ["function"],
  "builtins.map": ["function"],
  "builtins.max": [],
  "builtins.min": [],
  "contextvars.Context.run": ["callable"],
  "functools.reduce": ["function"],
  "itertools.filterfalse": ["function"],
  "select.poll.poll": ["timeout"],
  "threading.Lock.acquire": ["blocking", "timeout"],
  "threading.Lock.acquire_lock": ["blocking", "timeout"],
  "threading.RLock.acquire": ["blocking", "timeout"],
  "time.sleep": ["seconds"],
  "threading.Condition.acquire": ["blocking", "timeout"],
  "multiprocessing.Lock.acquire": ["block", "timeout"],
  "multiprocessing.RLock.acquire": ["block", "timeout"],
  "multiprocessing.Semaphore.acquire": ["block", "timeout"],
  "multiprocessing.Condition.acquire": ["block", "timeout"],
};

const number = (version: string): number => version.split(".").reduce((sum, part) => sum * 1000 + Number(part), 0);

describe("knowledge of Python: as Python itself has it", function () {
  this.timeout(60_000);
  let answer: Answer;
  let here: (name: string) => boolean;
  let fact: (name: string) => Fact;

  before(() => {
    answer = ask();
    const version = number(answer.version.join("."));
    const modules = new Set(answer.modules);
    const within = (name: string, table: Readonly<Record<string, string>>): string | undefined =>
      Object.entries(table).find(([prefix]) => name === prefix || name.startsWith(`${prefix}.`))?.[1];
    const went = (name: string): boolean => version >= number(within(name, until) ?? "4.0");
    const comes = (name: string): boolean => version < number(within(name, since) ?? "3.0");
    const foreign = (name: string): boolean => Object.hasOwn(only, name) && answer.platform !== only[name];
    // Attributes that an instance gets when it is made are looked at in samples.
    const sampled = (name: string): boolean => Object.hasOwn(library.attributes, name) && answer.gives[name] === null;
    const inLibrary = (name: string): boolean => modules.has(name.split(".")[0]!) || Object.keys(until).includes(name.split(".")[0]!);
    here = (name) => inLibrary(name) && !went(name) && !comes(name) && !foreign(name) && !sampled(name) && !extensions.has(name);
    fact = (name) => {
      const found = answer.facts[name];
      assert.ok(found, `${name} is not in Python ${answer.version.join(".")}`);
      return found;
    };
  });

  const known = (table: object): string[] => Object.keys(table).filter((name) => !/[?|]/.test(name) && here(name));

  it("finds every name of the standard library", () => {
    assert.ok(asked.names.filter(here).length > 900, "too few names were looked at");
    assert.deepEqual(asked.names.filter((name) => here(name) && answer.facts[name] === null), []);
  });

  it("does not find those that this Python should not have", () => {
    const [, minor] = answer.version;
    const absent = Object.entries(since).filter(([, version]) => number(version) > number(`3.${minor}`)).map(([name]) => name);
    assert.deepEqual(absent.filter((name) => answer.facts[name]), [], "they came earlier than the test says");
  });

  it("can call what is called", () => {
    const called = [library.returns, library.callbacks, library.consumes, library.decorators, blockers].flatMap(known);
    // `sys.stdin.__iter__` and its like are methods of what the attribute holds.
    assert.deepEqual([...called, ...[...library.looks].filter(here)].filter((name) => !fact(name).callable), []);
  });

  it("has classes where the tables have classes, with their bases", () => {
    assert.deepEqual(known(library.classes).filter((name) => !fact(name).class), []);
    const wrong = asked.inherits.filter(([cls, base], i) => !cls.includes("|") && here(cls) && here(base) && !answer.inherits[i]);
    assert.deepEqual(wrong, []);
  });

  it("gives things the aliases that the tables give them", () => {
    assert.deepEqual(asked.same.filter(([alias], i) => here(alias) && !answer.same[i]), []);
  });

  it("gives a coroutine where the tables say `await`, and nowhere else", () => {
    // Written in C, but what it gives must be awaited all the same.
    const awaitable = new Set(["builtins.anext"]);
    const awaited = known(library.returns).filter((name) => library.returns[name]!.startsWith("await") && !awaitable.has(name));
    assert.ok(awaited.length > 50);
    assert.deepEqual(awaited.filter((name) => !fact(name).coroutine), []);
    assert.deepEqual([...known(library.returns), ...known(blockers)].filter((name) => fact(name).coroutine && !awaited.includes(name)), []);
  });

  it("has no public coroutine function in asyncio that the tables lack", () => {
    assert.ok(answer.coroutines.length > 50);
    const missing = answer.coroutines.filter((name) => {
      const [owner, method] = [name.slice(0, name.lastIndexOf(".")), name.slice(name.lastIndexOf(".") + 1)];
      const line = [owner, ...ancestors(owner)];
      return !line.some((cls) => library.returns[`${cls}.${method}`]?.startsWith("await"));
    });
    assert.deepEqual(missing, []);
  });

  it("gives values of the kinds that the tables say", () => {
    assert.ok(Object.keys(answer.gives).length > 60);
    assert.deepEqual(Object.entries(answer.gives).filter(([, other]) => other !== null), []);
  });

  it("takes the arguments that conditions and callbacks name", () => {
    const conditions = Object.entries(blockers).flatMap(([name, { unless = [], only: needed = [] }]) =>
      [...unless, ...needed].map((text) => [name, text.split("=")[0]!] as const));
    const handed = Object.entries(library.callbacks).flatMap(([name, list]) => list.map(({ at }) => [name, at] as const));
    const checked = [...conditions, ...handed].filter(([name]) => !name.startsWith("?") && here(name));
    assert.ok(checked.length > 80);
    assert.deepEqual(checked.filter(([name, at]) => !takes(name, at)).map(([name, at]) => `${name}(${at})`), []);
  });

  it("gives a twin the same positional arguments", () => {
    const twins: Readonly<Record<string, string>> = { "asyncio.get_running_loop().getnameinfo": "asyncio.AbstractEventLoop.getnameinfo" };
    for (const [name, { twin }] of Object.entries(blockers)) {
      if (!twin) continue;
      const call = twins[twin.call] ?? twin.call;
      assert.ok(library.returns[call]?.startsWith("await"), `${name}: ${call} gives no coroutine`);
      const positional = (fact(call).parameters ?? []).filter((param) => param.only !== "key").length;
      // `time.sleep` and `socket.getnameinfo` take one and two, and tell nobody.
      assert.ok(positional >= { "time.sleep": 1, "socket.getnameinfo": 2 }[name]!, `${name}: ${call} takes ${positional}`);
    }
  });

  function ancestors(cls: string): string[] {
    return (library.classes[cls] ?? []).flatMap((base) => [base, ...ancestors(base)]);
  }

  /** Whether a call of `name` takes the argument `at`: an index, a keyword, or both for the same parameter. */
  function takes(name: string, at: string): boolean {
    const [first = "", ...rest] = at.split("|");
    const index = Number.isInteger(Number(first)) ? Number(first) : undefined;
    const keywords = index === undefined ? [first, ...rest] : rest;
    const signature = fact(name).parameters;
    if (!signature) {
      const params = unsigned[name];
      if (!params) return false;
      return index === undefined ? true : index < params.length && (rest.length === 0 || rest[0] === params[index]);
    }
    const param = index === undefined ? undefined : signature.filter(({ only }) => only !== "key")[index];
    if (index !== undefined && !param) return false;
    return keywords.every((key) => signature.some((other) => other.name === key && other.only !== "index" && (param === undefined || other === param)));
  }
});
