import { alike } from "../../model/table.js";
import { later, type Part } from "./part.js";

/** Commands that only read, or write what somebody relies on next; ioredis queues them, so that each gives a promise at once. */
const redisCommands =
  "decr del exists expire get getdel hdel hexists hget hgetall hincrby hkeys hmget hset hvals incr incrby keys lindex llen lpop lpush lrange " +
  "mget mset persist publish rpop rpush sadd scard set setex setnx sismember smembers srem ttl type xadd zadd zcard zrange zrem zscore";

/** Of node-redis only what version 3 has not: there the others take callbacks and give no promise. */
const nodeRedisCommands =
  "connect hDel hExists hGet hGetAll hIncrBy hKeys hLen hSet hVals incrBy lIndex lLen lPop lPush lRange mGet mSet pExpire rPop rPush sAdd " +
  "sCard sIsMember sMembers sRem setEx setNX xAdd zAdd zCard zRange zRem zScore";

/**
 * Databases. `end`, `close`, `quit` and `disconnect` are left out: they are dropped by design when a program ends. Likewise mongoose's
 * `connect` (its commands wait for it by themselves) and lazy queries (knex, mongoose, prisma), which run only when they are awaited.
 */
export const databases: Part = {
  classes: {
    // Where a package is itself the class, both names are here.
    "better-sqlite3": ["better-sqlite3.Database"],
    "better-sqlite3.Database": [],
    "better-sqlite3.Statement": [],
    "sqlite.DatabaseSync": [],
    "sqlite.StatementSync": [],
    "pg-native": ["pg-native.Client"],
    "pg-native.Client": ["events.EventEmitter"],

    ...alike("pg", "Client Pool", ["events.EventEmitter"]),
    "pg.PoolClient": ["pg.Client"],
    "mysql2/promise.Connection": [],
    "mysql2/promise.PoolConnection": ["mysql2/promise.Connection"],
    "mysql2/promise.Pool": [],
    ioredis: ["ioredis.Redis"],
    "ioredis.Redis": ["events.EventEmitter"],
    "ioredis.Cluster": ["ioredis.Redis"],
    "redis.RedisClientType": ["events.EventEmitter"],
    "mongodb.MongoClient": ["events.EventEmitter"],
    "mongodb.Db": [],
    "mongodb.Collection": [],
    "mongodb.AbstractCursor": [],
    ...alike("mongodb", "AggregationCursor FindCursor", ["mongodb.AbstractCursor"]),
  },
  returns: {
    "better-sqlite3.Database.prepare": "better-sqlite3.Statement",
    // These give the receiver.
    ...alike("better-sqlite3.Statement", "bind expand pluck raw safeIntegers", "better-sqlite3.Statement"),
    "better-sqlite3.Database.transaction": "call better-sqlite3.Database.transaction()",
    "sqlite.DatabaseSync.prepare": "sqlite.StatementSync",

    ...alike("mysql2/promise", "createConnection", "await mysql2/promise.Connection"),
    "mysql2/promise.createPool": "mysql2/promise.Pool",
    ...alike("mysql2/promise.Connection", "beginTransaction commit execute ping prepare query rollback", "await"),
    ...alike("mysql2/promise.Pool", "execute query", "await"),
    "mysql2/promise.Pool.getConnection": "await mysql2/promise.PoolConnection",

    "redis.createClient": "redis.RedisClientType",
    ...alike("redis.RedisClientType", nodeRedisCommands, "await"),

    "mongodb.MongoClient.db": "mongodb.Db",
    "mongodb.Db.collection": "mongodb.Collection",
    "mongodb.Collection.aggregate": "mongodb.AggregationCursor",
    "mongodb.Collection.find": "mongodb.FindCursor",
    ...alike("mongodb.FindCursor", "filter limit project skip sort", "mongodb.FindCursor"),
  },
  withoutCallback: {
    ...alike("pg.Client", "connect query", "await"),
    "pg.Pool.query": "await",
    "pg.Pool.connect": "await pg.PoolClient",
    ...alike("ioredis.Redis", redisCommands, "await"),
    "mongodb.MongoClient.connect": "await mongodb.MongoClient",
    ...alike(
      "mongodb.Collection",
      "bulkWrite countDocuments deleteMany deleteOne distinct estimatedDocumentCount findOne findOneAndDelete findOneAndReplace " +
        "findOneAndUpdate insertMany insertOne replaceOne updateMany updateOne",
      "await",
    ),
    ...alike("mongodb.AbstractCursor", "forEach hasNext next toArray", "await"),
  },
  callbacks: {
    ...alike("pg.Client", "connect query", later(0, 2)),
    "pg.Pool.connect": later(0),
    "pg.Pool.query": later(1, 2),
    // Runs once for each document, but in turns of the loop.
    "mongodb.AbstractCursor.forEach": later(0),
  },
};
