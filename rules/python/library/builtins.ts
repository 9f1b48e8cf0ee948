import type { Callback } from "../../model/library.js";
import { alike } from "../../model/table.js";
import type { Part } from "./part.js";

const inline = (at: string): readonly Callback[] => [{ at, runs: "inline" }];

/** What looks at any object. */
const looking = "ascii bool callable dir format getattr hasattr hash id isinstance issubclass len print repr str type vars";
/** What wants a number. */
const reckoning = "abs bin chr complex divmod float hex int oct ord pow range round";
const logging = "critical debug error exception fatal info log warn warning";

/** Builtins and the modules that only hand values round: functools, itertools, contextlib, collections, logging. */
export const builtins: Part = {
  classes: {
    ...alike("builtins", "list str", []),
    "collections.deque": [],
    "contextlib.ExitStack": [],
    "contextlib.AsyncExitStack": [],
    "contextvars.Context": [],
    "logging.Logger": [],
    "logging.LoggerAdapter": [],
    "re.Pattern": [],
    "sched.scheduler": [],
    "configparser.RawConfigParser": [],
    "configparser.ConfigParser": ["configparser.RawConfigParser"],
    "pickle.Unpickler": [],
    "pickle.Pickler": [],
    "shelve.Shelf": [],
    "xml.etree.ElementTree.ElementTree": [],
    "ssl.SSLContext": [],
  },
  returns: {
    "xml.etree.ElementTree.parse": "xml.etree.ElementTree.ElementTree",
    "contextvars.copy_context": "contextvars.Context",
    "logging.getLogger": "logging.Logger",
    "logging.Logger.getChild": "logging.Logger",
    "re.compile": "re.Pattern",
    "ssl.create_default_context": "ssl.SSLContext",
    "shelve.open": "shelve.Shelf",
    "contextlib.AsyncExitStack.aclose": "await",
    "contextlib.AsyncExitStack.enter_async_context": "await",
    "builtins.anext": "await",
  },
  callbacks: {
    // map and filter are lazy, but nobody makes one without running it there and then.
    ...alike("", "builtins.map builtins.filter functools.reduce", inline("0")),
    ...alike("", "builtins.sorted builtins.min builtins.max builtins.list.sort ?.sort", inline("key")),
    ...alike("itertools", "dropwhile filterfalse starmap takewhile", inline("0")),
    "itertools.accumulate": inline("1|func"),
    "itertools.groupby": inline("1|key"),
    ...alike("heapq", "nlargest nsmallest", inline("2|key")),
    ...alike("re", "sub subn", inline("1|repl")),
    ...alike("re.Pattern", "sub subn", inline("0|repl")),
    ...alike("json", "dump dumps", inline("default")),
    ...alike("json", "load loads", inline("object_hook")),
    "contextvars.Context.run": inline("0"),
    "contextlib.ExitStack.callback": inline("0"),
    "contextlib.AsyncExitStack.callback": inline("0"),
    // At exit no loop runs any more.
    "atexit.register": [{ at: "0", runs: "elsewhere" }],
  },
  looks: new Set([
    ...Object.keys(alike("builtins", looking, true)),
    ...Object.keys(alike("builtins", reckoning, true)),
    "json.dump",
    "json.dumps",
    ...Object.keys(alike("logging", logging, true)),
    ...Object.keys(alike("logging.Logger", logging, true)),
    ...Object.keys(alike("logging.LoggerAdapter", "critical debug error exception info log warn warning", true)),
    "pprint.pprint",
    "pprint.pformat",
    "pprint.pp",
    "warnings.warn",
    "inspect.iscoroutine",
    "inspect.isawaitable",
    "asyncio.iscoroutine",
    "asyncio.isfuture",
    "sys.getsizeof",
    "sys.getrefcount",
  ]),
  consumes: {
    ...alike("builtins", "all any bytes dict frozenset list max min next set sorted sum tuple", 0),
    // Lazy themselves, but nobody makes one without running it there and then.
    ...alike("builtins", "enumerate zip", 0),
    ...alike("builtins", "filter map", 1),
    // Literals are of no kind: told by the method's name alone. (A thread's join takes no iterator.)
    ...alike("", "builtins.str.join ?.join builtins.list.extend ?.extend", 0),
    ...alike("collections", "Counter deque OrderedDict", 0),
    "functools.reduce": 1,
    ...alike("heapq", "nlargest nsmallest", 1),
  },
};
