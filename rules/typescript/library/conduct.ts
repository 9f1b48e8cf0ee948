import { alike } from "../../model/table.js";
import type { Part } from "./part.js";

const names = (of: string, list: string): readonly string[] => Object.keys(alike(of, list, true));

/** What can go on beside other work, and what cannot. */
export const conduct: Part = {
  quiet: new Set([
    ..."Array BigInt Boolean Buffer Date Intl JSON Math Number Object Promise Reflect RegExp String Symbol TextDecoder TextEncoder URL".split(" "),
    ..."URLSearchParams atob btoa console decodeURI decodeURIComponent encodeURI encodeURIComponent isFinite isNaN parseFloat parseInt performance".split(" "),
    ..."process.cwd process.env process.hrtime process.memoryUsage process.uptime setImmediate setTimeout clearTimeout structuredClone".split(" "),
    ...names("crypto", "createHash createHmac randomBytes randomUUID subtle"),
    ..."os path perf_hooks querystring timers.promises.setImmediate timers.promises.setTimeout url util".split(" "),
    ..."dayjs date-fns lodash luxon moment nanoid ramda uuid zod".split(" "),
  ]),
  single: new Set([
    ..."fs.Dir fs.promises.FileHandle ReadableStreamDefaultReader stream.Stream WebSocket readline.Interface readline.promises.Interface".split(" "),
  ]),
};
