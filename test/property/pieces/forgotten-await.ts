import type { Piece, Pieces, Planter, Scope } from "../scope.js";

/** A function of the program, which prints if that is allowed. */
const called = (scope: Scope): string => (scope.chance.chance(50)
  ? scope.leaf()
  : scope.chance.pick([scope.func, scope.method])(scope.chance.pick(["send", "save", "apply"]), (inner) => [inner.words.sleep(1), ...inner.tell(inner.value())]));

const statement: Piece = (scope) => {
  const call = `${called(scope)}(total)`;
  return [scope.choose(scope.words.run(`await ${call}`), scope.found(scope.words.run(call)))];
};

const kept: Piece = (scope) => {
  const [name, call] = [scope.name("value"), `${called(scope)}(total)`];
  return [scope.choose(scope.words.set(name, `await ${call}`), scope.found(scope.words.set(name, call))), ...scope.tell(`(${name} + ${scope.chance.below(30)}) % 97`)];
};

const asked: Piece = (scope) => {
  const [call, above] = [`${called(scope)}(total)`, scope.chance.chance(50) ? "" : ` > ${scope.chance.below(900)}`];
  const then = scope.tell(scope.value());
  const [from, to, end] = scope.language === "python" ? ["if ", ":", []] as const : ["if (", ") {", ["}"]] as const;
  return [scope.choose(`${from}await ${call}${above}${to}`, scope.found(`${from}${call}${above}${to}`)), then, ...end];
};

const added: Piece = (scope) => {
  const call = `${called(scope)}(total)`;
  return [scope.choose(scope.words.set("total", `(total + await ${call}) % 1009`), scope.found(scope.words.set("total", `(total + ${call}) % 1009`)))];
};

const pieces: Pieces = { "a statement": statement, "a result that gets a name": kept, "a condition": asked, "an operand": added };

/** An await that is left out. */
export const forgottenAwait: Planter = { python: pieces, typescript: pieces };
