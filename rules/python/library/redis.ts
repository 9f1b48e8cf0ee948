import { alike } from "../../model/table.js";
import type { Part } from "./part.js";

/** Redis's commands: methods that wait, or, in `redis.asyncio`, coroutines. */
export const redisCommands =
  "append blmove blpop brpop brpoplpush bzpopmax bzpopmin config_get dbsize decr decrby delete dump eval evalsha execute_command exists " +
  "expire expireat flushall flushdb get getdel getex getrange getset hdel hexists hget hgetall hincrby hincrbyfloat hkeys hlen hmget " +
  "hmset hscan hset hsetnx hvals incr incrby incrbyfloat info keys lindex linsert llen lmove lpop lpush lpushx lrange lrem lset ltrim " +
  "mget mset msetnx persist pexpire pfadd pfcount ping psetex pttl publish randomkey rename renamenx restore rpop rpoplpush rpush " +
  "rpushx sadd scan scard script_load sdiff set setbit setex setnx setrange sinter sismember smembers smove spop srandmember srem " +
  "sscan strlen sunion time touch ttl type unlink xack xadd xclaim xdel xgroup_create xlen xpending xrange xread xreadgroup " +
  "xrevrange xtrim zadd zcard zcount zincrby zpopmax zpopmin zrange zrangebyscore zrank zrem zremrangebyrank zremrangebyscore " +
  "zrevrange zrevrangebyscore zrevrank zscan zscore";

const scans = "hscan_iter scan_iter sscan_iter zscan_iter";

/** Redis, blocking and asynchronous. */
export const redis: Part = {
  classes: {
    "redis.Redis": [],
    ...alike("redis.Redis", scans, []),
    // A pipeline has the commands too, but keeps them until it is executed.
    ...alike("redis.client", "Pipeline PubSub PubSub.listen", []),
    "redis.lock.Lock": [],
    "redis.asyncio.Redis": [],
    ...alike("redis.asyncio.client", "Pipeline PubSub", []),
    "redis.asyncio.lock.Lock": [],
  },
  returns: {
    "redis.from_url": "redis.Redis",
    "redis.Redis.from_url": "redis.Redis",
    "redis.Redis.pipeline": "redis.client.Pipeline",
    "redis.Redis.pubsub": "redis.client.PubSub",
    "redis.Redis.lock": "redis.lock.Lock",

    "redis.asyncio.from_url": "redis.asyncio.Redis",
    "redis.asyncio.Redis.from_url": "redis.asyncio.Redis",
    "redis.asyncio.Redis.pipeline": "redis.asyncio.client.Pipeline",
    "redis.asyncio.Redis.pubsub": "redis.asyncio.client.PubSub",
    "redis.asyncio.Redis.lock": "redis.asyncio.lock.Lock",
    ...alike("redis.asyncio.Redis", `${redisCommands} aclose close`, "await"),
    "redis.asyncio.client.Pipeline.execute": "await",
    ...alike("redis.asyncio.client.PubSub", "aclose get_message psubscribe punsubscribe subscribe unsubscribe", "await"),
    ...alike("redis.asyncio.lock.Lock", "acquire extend locked owned release", "await"),
  },
};
