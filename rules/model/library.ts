/**
 * What is known of code that is not in the workspace: standard libraries and packages, by dotted name
 * (`pathlib.Path.read_text`, `fs.promises.readFile`, `express.Router`). Data, one per language.
 *
 * A Kind says what a value is, in words: `pathlib.Path` an instance of that class; `await K` something to be awaited that gives K
 * (`await` alone: gives something unknown); `list K` a container or iterator of K; `call X` the callable X itself; `?` unknown.
 */
export type Kind = string;

/** When a function that is handed over is run: now, before the call returns; later, by the loop; in a thread, process or worker. */
export type Runs = "inline" | "loop" | "elsewhere";

/**
 * Argument `at` (index, or keyword name; both where given as "1|key") of a call is a function that is run so.
 * JavaScript has no keywords: a name is that of a member of an object literal among the arguments.
 */
export interface Callback {
  readonly at: string;
  readonly runs: Runs;
  /** It is run when a socket or descriptor can be read or written without waiting. */
  readonly ready?: true;
}

/** What a decorator makes of a function: the same one; one that runs elsewhere and must be awaited; a context manager; something unknown. */
export type Decorated = "same" | "elsewhere" | "context" | "unknown";

/** The knowledge of one language. Keys are dotted names. */
export interface Library {
  /** Another name of the same thing, or of a whole module: `node:fs` → `fs`, `posixpath` → `os.path`. Longest prefix wins. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Library classes and the library classes they inherit from. Every class that has methods in any table must be here (with [] if none). */
  readonly classes: Readonly<Record<string, readonly string[]>>;
  /** What calling the name gives. Calling a name of `classes` gives an instance without being listed. */
  readonly returns: Readonly<Record<string, Kind>>;
  /** What calling the name gives where no function is handed over (JavaScript's two forms: with a callback it gives nothing). */
  readonly withoutCallback?: Readonly<Record<string, Kind>>;
  /** What an attribute (of a module or of an instance) is, where it is no callable: `subprocess.Popen.stdout` → `io.BufferedReader`. */
  readonly attributes: Readonly<Record<string, Kind>>;
  /** What iterating an instance gives. */
  readonly elements: Readonly<Record<string, Kind>>;
  /** What `with` (or `async with`) on an instance binds, where it is not the instance itself. */
  readonly enters: Readonly<Record<string, Kind>>;
  /** Callables that take functions. A method of any receiver whose kind is unknown is written `?.then`. */
  readonly callbacks: Readonly<Record<string, readonly Callback[]>>;
  readonly decorators: Readonly<Record<string, Decorated>>;
  /** Callables for which an argument is only an object to look at: `print`, `str`, `console.log`, `logging.Logger.info`. */
  readonly looks: ReadonlySet<string>;
  /** Callables that run what a lazy iterator holds: `list`, `sorted`, `next`, `sum`; the argument's index. */
  readonly consumes: Readonly<Record<string, number>>;
  /** Modules, classes and callables that change nothing anybody else could see: they compute, tell the time, wait for what they are handed, log. */
  readonly quiet?: ReadonlySet<string>;
  /** Classes of objects that bear one operation at a time: streams, connections, locks. */
  readonly single?: ReadonlySet<string>;
  /** Classes of files that live in memory. */
  readonly inMemory?: ReadonlySet<string>;
  /** What calling the name gives where it is handed one of `inMemory`, if that is something else than otherwise. */
  readonly overMemory?: Readonly<Record<string, Kind>>;
}
