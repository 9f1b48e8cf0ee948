import type { Piece, Scope } from "./scope.js";
import type { Lines } from "./text.js";

/** What surrounds a piece: plain statements. */
export const fillers: readonly Piece[] = [
  function sum({ words, value }) { return [words.set("total", value())]; },
  function tell({ tell, value }) { return tell(value()); },
  function remark({ words, name, value }) { return [words.noted("", name("note")).trim(), words.set("total", value())]; },
  function rest({ words, chance }) { return [words.sleep(1 + chance.below(2))]; },
  function ask({ words, leaf, name }) {
    const got = name("got");
    return [words.set(got, `await ${leaf()}(total)`), words.set("total", `(total + ${got}) % 1009`)];
  },
  function askInPlace({ words, leaf }) { return [words.set("total", `(total + await ${leaf()}(total)) % 1009`)]; },
  function decide({ words, chance, value, tell }) { return words.branch(`total > ${chance.below(900)}`, tell(value()), chance.chance(50) ? [words.set("total", value())] : []); },
  function count({ words, name, chance }) {
    const index = name("i");
    return words.repeat(index, 2 + chance.below(3), [words.set("total", `(total + ${index}) % 97`)]);
  },
];

/** What may stand around a piece: each writes `inner` into something. */
export const wraps: Readonly<Record<string, (scope: Scope, inner: (scope: Scope) => Lines) => Lines>> = {
  loop: (scope, inner) => scope.words.repeat(scope.name("round"), 2, inner(scope)),
  branch: (scope, inner) => scope.words.branch("total >= 0", inner(scope), scope.chance.chance(40) ? scope.tell(scope.value()) : []),
  otherwise: (scope, inner) => scope.words.branch("total < 0", scope.tell(scope.value()), inner(scope)),
  attempt(scope, inner) {
    const { words, chance } = scope;
    return words.attempt([...inner(scope), ...words.fail(`total % 2 == ${chance.below(2)}`), ...scope.tell(scope.value())], [words.set("total", scope.value())]);
  },
  caught: (scope, inner) => scope.words.attempt(scope.words.fail("total >= 0"), inner(scope)),
  lastly: (scope, inner) => scope.words.lastly(inner(scope), scope.tell(scope.value())),
  call(scope, inner) {
    const called = scope.func(scope.chance.pick(["work", "step", "handle"]), inner);
    return [scope.words.set("total", `await ${called}(total)`)];
  },
  method(scope, inner) {
    const called = scope.method(scope.chance.pick(["run", "save", "update"]), inner);
    return [scope.words.set("total", `await ${called}(total)`)];
  },
  closure(scope, inner) {
    const name = scope.name("part");
    return [...scope.words.func(name, inner(scope), true), scope.words.set("total", `await ${name}(total)`)];
  },
  // Others run beside it, and print nothing.
  gather(scope, inner) {
    const { words, name } = scope;
    const names = [name("one"), name("two")];
    const calls = [`${scope.func("work", inner)}(total)`, `${scope.leaf()}(total)`];
    return [words.gather(names, scope.chance.chance(50) ? calls : calls.reverse()), words.set("total", `(${names.join(" + ")}) % 1009`)];
  },
  task(scope, inner) {
    const { words } = scope;
    const task = scope.name("task");
    return [...words.start(task, `${scope.func("work", inner)}(total)`), words.sleep(1), words.set("total", `(total + await ${task}) % 1009`)];
  },
};
