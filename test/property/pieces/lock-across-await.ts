import { limited } from "../scope.js";
import type { Pieces, Planter, Scope } from "../scope.js";
import type { Lines } from "../text.js";

const kind = ({ chance }: Scope): string => chance.pick(["Lock()", "Semaphore(1)"]);

const pieces: Pieces = {
  "a lock of an object": (scope) => {
    const [account, made] = [scope.name("Account"), kind(scope)];
    const name = scope.name("account");
    scope.define(
      `class ${account}:`,
      [
        "def __init__(self):", [scope.choose(`self._lock = asyncio.${made}`, `self._lock = threading.${made}`), "self.money = 5"], "",
        "async def pay(self, amount):",
        [scope.choose("async with self._lock:", scope.found("with self._lock:")), ["before = self.money", "await asyncio.sleep(0.002)", "self.money = before + amount"]],
      ],
      "", "",
    );
    return [`${name} = ${account}()`, `await asyncio.gather(${name}.pay(total), ${name}.pay(2))`, ...scope.tell(`${name}.money % 1009`)];
  },
  "a lock of the module": (scope) => {
    const [lock, pay, seen, made] = [scope.name("_lock"), scope.name("pay"), scope.name("seen"), kind(scope)];
    scope.define(
      scope.choose(`${lock} = asyncio.${made}`, `${lock} = threading.${made}`), "", "",
      `async def ${pay}(amount, ${seen}):`,
      [scope.choose(`async with ${lock}:`, scope.found(`with ${lock}:`)), [`before = len(${seen})`, "await asyncio.sleep(0.002)", `${seen}.append(before + amount)`]],
      "", "",
    );
    return [`${seen} = []`, `await asyncio.gather(${pay}(total, ${seen}), ${pay}(2, ${seen}))`, ...scope.tell(`sum(${seen}) % 1009`)];
  },
  "a lock of the function": (scope) => {
    const [places, pay, made] = [scope.name("places"), scope.name("pay"), kind(scope)];
    return [
      scope.choose(`${places} = asyncio.${made}`, `${places} = threading.${made}`),
      `async def ${pay}(amount):`,
      [scope.choose(`async with ${places}:`, scope.found(`with ${places}:`)), ["await asyncio.sleep(0.002)", "return amount * 2"]],
      ...both(scope, pay),
    ];
  },
  "acquired and released": (scope) => {
    const [log, name, made] = [scope.name("Log"), scope.name("log"), kind(scope)];
    scope.define(
      `class ${log}:`,
      [
        "def __init__(self):", [scope.choose(`self._lock = asyncio.${made}`, `self._lock = threading.${made}`)], "",
        "async def write(self, amount):",
        [
          scope.choose("await self._lock.acquire()", scope.found("self._lock.acquire()")),
          "try:", ["await asyncio.sleep(0.002)", "return amount + 1"], "finally:", ["self._lock.release()"],
        ],
      ],
      "", "",
    );
    return [`${name} = ${log}()`, ...both(scope, `${name}.write`)];
  },
};

function both(scope: Scope, call: string): Lines {
  const names = [scope.name("first"), scope.name("second")];
  return [scope.words.gather(names, [`${call}(total)`, `${call}(4)`]), ...scope.tell(`(${names.join(" * 2 + ")}) % 1009`)];
}

/** A lock for threads that a coroutine holds while it waits. One of asyncio serves one loop. */
export const lockAcrossAwait: Planter = {
  python: Object.fromEntries(Object.entries(pieces).map(([name, piece]) => [name, limited({ without: /asyncio\.run\([^]*asyncio\.run\(/ }, piece)])),
};
