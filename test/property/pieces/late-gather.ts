import type { Piece, Planter } from "../scope.js";

const pair: Piece = (scope) => {
  const { words, name, language } = scope;
  const [user, orders, picture, task] = [name("user"), name("orders"), name("picture"), name("task")];
  const [loadUser, loadOrders, loadPicture] = [scope.leaf(), scope.leaf(), scope.leaf()];
  const between = scope.chance.chance(40) ? scope.tell(user) : [];
  const both = words.gather([user, orders], [`${loadUser}(total)`, `${loadOrders}(7)`]);
  const number = name("number");
  const rest = [words.set(number, `(${user} * 3) % 97`), ...between, words.set(picture, `await ${loadPicture}(${number})`)];
  const started = language === "python" ? [`${task} = asyncio.create_task(${loadOrders}(7))`] : words.start(task, `${loadOrders}(7)`);
  return [
    scope.choose([...started, words.set(user, `await ${loadUser}(total)`), ...rest, words.set(orders, `await ${task}`)], [scope.found(both), ...rest]),
    ...scope.tell(`(${picture} * 2 + ${orders}) % 97`),
  ];
};

const three: Piece = (scope) => {
  const { words, name } = scope;
  const [user, orders, other, picture, task] = [name("user"), name("orders"), name("other"), name("picture"), name("task")];
  const [load, loadOrders, loadPicture] = [scope.leaf(), scope.leaf(), scope.leaf()];
  const rest = [words.set(picture, `await ${loadPicture}((${user} * 2 + ${other}) % 89)`), ...scope.tell(picture)];
  return [
    scope.choose(
      [...words.start(task, `${loadOrders}(7)`), words.gather([user, other], [`${load}(total)`, `${load}(8)`]), ...rest, words.set(orders, `await ${task}`)],
      [scope.found(words.gather([user, orders, other], [`${load}(total)`, `${loadOrders}(7)`, `${load}(8)`])), ...rest],
    ),
    ...scope.tell(orders),
  ];
};

const pieces = { "one of two": pair, "two of three": three };

/** All are waited for, though the next step needs only some. */
export const lateGather: Planter = { python: pieces, typescript: pieces };
