import { limited } from "../scope.js";
import type { Piece, Pieces, Planter } from "../scope.js";

const row: Piece = (scope) => {
  const { words, name, chance } = scope;
  const names = Array.from({ length: 2 + chance.below(2) }, () => name("part"));
  const calls = names.map((_, at) => `${scope.leaf()}(${chance.pick(["total", String(at + 5)])})`);
  return [
    scope.choose(
      words.gather(names, calls),
      names.map((one, at) => (at === names.length - 1 ? scope.found(words.set(one, `await ${calls[at]}`)) : words.set(one, `await ${calls[at]}`))),
    ),
    ...scope.tell(`(${names.map((one, at) => `${one} * ${at + 2}`).join(" + ")}) % 97`),
  ];
};

const collected: Piece = (scope) => {
  const { name, language, type } = scope;
  const [found, load, item] = [name("found"), scope.leaf(), name("item")];
  const items = scope.chance.pick(["[total, 2, 3]", "[4, total]"]);
  if (language === "python") return [
    scope.choose(
      `${found} = await asyncio.gather(*[${load}(${item}) for ${item} in ${items}])`,
      [`${found} = []`, `for ${item} in ${items}:`, [scope.found(`${found}.append(await ${load}(${item}))`, "bare")]],
    ),
    ...scope.tell(`(${found}[0] * 2 + ${found}[1]) % 97`),
  ];
  return [
    scope.choose(
      `const ${found} = await Promise.all(${items}.map((${item}) => ${load}(${item})));`,
      [`const ${found}${type("number[]")} = [];`, scope.found(`for (const ${item} of ${items}) ${found}.push(await ${load}(${item}));`, "bare")],
    ),
    ...scope.tell(`${found}.reduce((sum, item) => sum * 2 + item, 0) % 97`),
  ];
};

/** Work whose results nobody wants: it must be seen to be no more than talk. */
const rounds: Piece = (scope) => {
  if (scope.quiet) return collected(scope);
  const { name, language, type, words } = scope;
  const [show, item] = [name("show"), name("item")];
  const body = [words.sleep(2), words.print("item", "number")];
  const items = "[total, 2, 3]";
  if (language === "python") {
    scope.define(`async def ${show}(number):`, body, "", "");
    return [scope.choose(`await asyncio.gather(*[${show}(${item}) for ${item} in ${items}])`, [`for ${item} in ${items}:`, [scope.found(`await ${show}(${item})`, "bare")]])];
  }
  scope.define(`async function ${show}(number${type("number")}) {`, body, "}", "");
  return [scope.choose(`await Promise.all(${items}.map((${item}) => ${show}(${item})));`, [`for (const ${item} of ${items}) {`, [scope.found(`await ${show}(${item});`, "bare")], "}"])];
};

// Who holds a lock takes turns with others: there it is meant.
const under = (piece: Piece): Piece => limited({ outside: "lock" }, piece);
const pieces: Pieces = { "in a row": under(row), "collected in a loop": under(collected), "in the rounds of a loop": under(rounds) };

/** One after another, though none needs another. */
export const serialAwaits: Planter = { python: pieces, typescript: pieces };
