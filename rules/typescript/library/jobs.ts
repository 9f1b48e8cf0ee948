import { alike } from "../../model/table.js";
import { atOnce, later, type Part } from "./part.js";

/** Packages that take functions to call them when their turn comes: queues, pools, schedules, watchers, components. And loggers. */
export const jobs: Part = {
  classes: {
    // Where a package is itself the class, both names are here.
    "p-queue": ["p-queue.PQueue"],
    "p-queue.PQueue": [],
    ...alike("bullmq", "Queue QueueEvents Worker", ["events.EventEmitter"]),
    bull: ["bull.Queue"],
    "bull.Queue": ["events.EventEmitter"],
    ...alike("amqplib", "Channel Connection ConfirmChannel", ["events.EventEmitter"]),
    "workerpool.Pool": [],
    "chokidar.FSWatcher": ["events.EventEmitter"],
    "cron.CronJob": [],
    "pino.Logger": [],
    "winston.Logger": [],
  },
  returns: {
    ...alike("", "p-map p-retry p-props p-all", "await"),
    "p-limit": "call p-limit()",
    "p-limit()": "await",
    // Not `add`: what it gives is dropped by design, `onIdle` is waited for.
    ...alike("p-queue.PQueue", "onEmpty onIdle", "await"),
    ...alike("bullmq.Queue", "add addBulk", "await"),
    "bull.Queue.add": "await",
    "amqplib.connect": "await amqplib.Connection",
    "amqplib.Connection.createChannel": "await amqplib.Channel",
    "amqplib.Connection.createConfirmChannel": "await amqplib.ConfirmChannel",
    // Not `consume` and `prefetch`: commands keep their order without being awaited.
    ...alike("amqplib.Channel", "assertExchange assertQueue bindQueue get", "await"),
    "workerpool.pool": "workerpool.Pool",
    "chokidar.watch": "chokidar.FSWatcher",
    pino: "pino.Logger",
    "pino.Logger.child": "pino.Logger",
    "winston.createLogger": "winston.Logger",
    "winston.Logger.child": "winston.Logger",
    debug: "call debug()",
  },
  callbacks: {
    "p-limit()": later(0),
    "p-map": later(1),
    "p-retry": later(0),
    "p-queue.PQueue.add": later(0),
    "bullmq.Worker": later(1),
    "bull.Queue.process": later(0, 2),
    "amqplib.Channel.consume": later(1),
    // The function's text is sent to the worker.
    "workerpool.Pool.exec": [{ at: "0", runs: "elsewhere" }],
    ...alike("", "node-cron.schedule node-schedule.scheduleJob", later(1, 2)),
    "cron.CronJob": later(1, 2),
    ...alike("async", "concat detect each eachSeries every filter filterSeries map mapSeries mapValues reject some", later(1, 2)),
    ...alike("async", "concatLimit eachLimit filterLimit mapLimit reduce", later(2, 3)),
    ...alike("async", "priorityQueue queue", later(0)),

    // Effects run when the page has been drawn, memos while it is.
    ...alike("react", "useEffect useInsertionEffect useLayoutEffect", later(0)),
    ...alike("react", "useMemo useState", atOnce(0)),
    ...alike("vue", "nextTick onBeforeMount onBeforeUnmount onMounted onUnmounted onUpdated", later(0)),
    "vue.watch": later(1),

    ...alike("lodash", "debounce throttle defer delay", later(0)),
    ...alike(
      "lodash",
      "countBy each every filter find findIndex flatMap forEach forOwn groupBy keyBy map mapKeys mapValues maxBy minBy omitBy orderBy " +
        "partition pickBy reduce reject remove some sortBy sumBy times transform uniqBy",
      atOnce(1),
    ),
  },
  looks: new Set([
    ...Object.keys({
      ...alike("pino.Logger", "debug error fatal info trace warn", 0),
      ...alike("winston.Logger", "debug error http info log silly verbose warn", 0),
    }),
    "debug()",
  ]),
};
