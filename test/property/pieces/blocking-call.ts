import { dataSize } from "../library.js";
import { limited } from "../scope.js";
import type { Planter, Scope } from "../scope.js";

function data({ language, once }: Scope): void {
  if (language === "python") once("data", 'DATA = Path(__file__).with_name("data.txt")', "", "");
  else once("data", 'const DATA = fileURLToPath(new URL("./data.txt", import.meta.url));', "");
}

function reader({ language, once }: Scope): void {
  if (language === "python") once("reader", "READER = Reader(DATA)", "", "");
  else once("reader", "const READER = new Reader(DATA);", "");
}

const milliseconds = ({ chance }: Scope): number => 1 + chance.below(4);

/** What holds the loop: directly, through helpers, through other files. */
export const blockingCall: Planter = {
  python: {
    "a nap": (scope) => {
      const seconds = milliseconds(scope) / 1000;
      return [scope.choose(`await asyncio.sleep(${seconds})`, scope.found(`time.sleep(${seconds})`))];
    },
    "a nap of a helper": (scope) => {
      const seconds = milliseconds(scope) / 1000;
      const pause = scope.chance.pick(["slow.pause", "pause"]);
      const right = scope.chance.pick([
        `await asyncio.to_thread(${pause}, ${seconds})`, `await asyncio.to_thread(lambda: ${pause}(${seconds}))`,
        `await asyncio.get_running_loop().run_in_executor(None, ${pause}, ${seconds})`,
      ]);
      return [scope.choose(right, scope.found(`${pause}(${seconds})`))];
    },
    "a file that is read in place": (scope) => {
      data(scope);
      const [name, index] = [scope.name("value"), `(total + ${scope.chance.below(dataSize)}) % ${dataSize}`];
      return [scope.choose(`${name} = int((await asyncio.to_thread(DATA.read_text)).split()[${index}])`, scope.found(`${name} = int(DATA.read_text().split()[${index}])`)), ...scope.tell(name)];
    },
    "a file that is opened": (scope) => {
      data(scope);
      const name = scope.name("text");
      return [
        scope.choose(`${name} = await asyncio.to_thread(DATA.read_text)`, [scope.found("with open(DATA) as file:"), [scope.found(`${name} = file.read()`)]]),
        ...scope.tell(`len(${name})`),
      ];
    },
    "a file that a function reads": (scope) => {
      data(scope);
      const [name, index] = [scope.name("value"), `(total + ${scope.chance.below(dataSize)}) % ${dataSize}`];
      return [scope.choose(`${name} = await asyncio.to_thread(read_number, DATA, ${index})`, scope.found(`${name} = read_number(DATA, ${index})`)), ...scope.tell(name)];
    },
    "a file that a method reads": (scope) => {
      data(scope);
      reader(scope);
      const [name, index] = [scope.name("value"), `(total + ${scope.chance.below(dataSize)}) % ${dataSize}`];
      return [scope.choose(`${name} = await asyncio.to_thread(READER.load, ${index})`, scope.found(`${name} = READER.load(${index})`)), ...scope.tell(name)];
    },
  },
  typescript: {
    "work for a nap": (scope) => {
      const ms = milliseconds(scope);
      return [scope.choose(`await sleep(${ms});`, scope.found(`gzipSync("nap".repeat(${ms * 100}));`))];
    },
    "work of a function beside": (scope) => {
      const [ms, doze] = [milliseconds(scope), scope.name("doze")];
      scope.define(`function ${doze}(ms${scope.type("number")}) {`, ['gzipSync("doze".repeat(ms * 100));'], "}", "");
      return [scope.choose(`await sleep(${ms});`, scope.found(`${doze}(${ms});`))];
    },
    "a file that is read in place": (scope) => {
      data(scope);
      const [name, index] = [scope.name("value"), `(total + ${scope.chance.below(dataSize)}) % ${dataSize}`];
      return [
        scope.choose(`const ${name} = Number((await readFile(DATA, "utf8")).split(" ")[${index}]);`, scope.found(`const ${name} = Number(readFileSync(DATA, "utf8").split(" ")[${index}]);`)),
        ...scope.tell(name),
      ];
    },
    // A helper that other files may use stays as it is: only one of the same file is made async.
    "a nap of a helper": limited({ foundOnly: true }, (scope) => {
      const ms = milliseconds(scope);
      return [scope.choose(`await sleep(${ms});`, scope.found(`pause(${ms});`))];
    }),
    "a file that a function reads": limited({ foundOnly: true }, (scope) => {
      data(scope);
      const [name, index] = [scope.name("value"), `(total + ${scope.chance.below(dataSize)}) % ${dataSize}`];
      return [scope.choose(`const ${name} = await readNumberLater(DATA, ${index});`, scope.found(`const ${name} = readNumber(DATA, ${index});`)), ...scope.tell(name)];
    }),
    "a file that a method reads": limited({ foundOnly: true }, (scope) => {
      data(scope);
      reader(scope);
      const [name, index] = [scope.name("value"), `(total + ${scope.chance.below(dataSize)}) % ${dataSize}`];
      return [scope.choose(`const ${name} = await READER.loadLater(${index});`, scope.found(`const ${name} = READER.load(${index});`)), ...scope.tell(name)];
    }),
  },
};
