import { alike } from "../../model/table.js";

/** Node's modules. (`sqlite` and `test` must be imported with `node:`; what Node's have, the packages of these names have not.) */
const modules =
  "assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs http http2 https " +
  "inspector module net os path perf_hooks process punycode querystring readline repl sqlite stream string_decoder sys test timers tls " +
  "trace_events tty url util v8 vm wasi worker_threads zlib";

/** Modules whose promise forms live in `<module>/promises` and, where it can be reached so, in `<module>.promises`. */
const withPromises = "dns fs inspector readline stream timers";

/** What may also be written with the global object in front. */
const globals =
  "addEventListener alert Atomics Bun clearTimeout confirm console crypto Deno document fetch JSON Promise process prompt queueMicrotask " +
  "requestAnimationFrame requestIdleCallback setImmediate setInterval setTimeout WebAssembly XMLHttpRequest";

/** Functions that fs-extra passes on from fs as they are (its others give promises where fs's want a callback). */
const passedOn =
  "accessSync appendFileSync chmodSync chownSync closeSync copyFileSync cpSync createReadStream createWriteStream existsSync fchmodSync " +
  "fchownSync fdatasyncSync fstatSync fsyncSync ftruncateSync futimesSync lchownSync linkSync lstatSync lutimesSync mkdirSync mkdtempSync " +
  "openSync opendirSync promises readFileSync readSync readdirSync readlinkSync readvSync realpathSync renameSync rmSync rmdirSync statSync " +
  "statfsSync symlinkSync truncateSync unlinkSync utimesSync watch watchFile writeFileSync writeSync writevSync " +
  "Dir Dirent ReadStream Stats WriteStream";

/** Each name as itself under another prefix. */
const moved = (from: string, names: string, to: string): Record<string, string> =>
  Object.fromEntries(names.split(" ").map((name) => [from + name, to + name]));

const promised = (prefix: string): Record<string, string> =>
  Object.fromEntries(withPromises.split(" ").map((name) => [`${prefix}${name}/promises`, `${name}.promises`]));

/** Other names of the same things. An alias is followed once: what stands on the right is no alias itself. */
export const aliases: Readonly<Record<string, string>> = {
  ...moved("node:", modules, ""),
  ...promised("node:"),
  ...promised(""),
  ...moved("globalThis.", globals, ""),
  ...moved("global.", globals, ""),
  ...moved("window.", globals, ""),
  ...moved("self.", globals, ""),
  // Globals that are also there to be imported. An alias is followed once, so the node: form has a row of its own.
  ...moved("timers.", "setTimeout setInterval setImmediate", ""),
  ...moved("node:timers.", "setTimeout setInterval setImmediate", ""),
  ...alike("", "crypto.webcrypto.subtle node:crypto.webcrypto.subtle", "crypto.subtle"),
  // Packages that are fs with repairs.
  "graceful-fs": "fs",
  "original-fs": "fs",
  ...moved("fs-extra.", passedOn, "fs."),
  "fs-extra/esm": "fs-extra",
  // Forks with the same interface, older names, one-letter names.
  ...alike("", "better-sqlite3-multiple-ciphers libsql", "better-sqlite3"),
  "better-sqlite3.Database.Database": "better-sqlite3.Database",
  "got.got": "got",
  "pino.pino": "pino",
  "lodash-es": "lodash",
  "koa-router": "@koa/router",
  ...alike("", "hono/tiny hono/quick", "hono"),
  "amqplib.ChannelModel": "amqplib.Connection",
  "express-serve-static-core": "express",
  ...alike("", "ws.Server ws.WebSocket.Server ws.WebSocket.WebSocketServer", "ws.WebSocketServer"),
  "tar.c": "tar.create", "tar.x": "tar.extract", "tar.t": "tar.list", "tar.u": "tar.update", "tar.r": "tar.replace",
};
