/** What a callable's name promises. Where nothing else is known of it, this is all there is to go by. */
export type Promised = "reads" | "acts" | undefined;

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));

/** Words for what leaves everything as it was. */
const reading = set(
  "get fetch load read find list search lookup look count exists exist has is are stat lstat access realpath readdir download retrieve describe " +
    "head peek glob scan detect translate embed compute calculate calc estimate predict parse render compare summarize first last scalar scalars select " +
    "aget alist afind afirst acount aexists aread aload afetch",
);

/** Words for what leaves something behind, asks in turn, or waits for others. */
const acting = set(
  "set save write create insert update upsert delete remove add append send post put patch push publish emit dispatch commit rollback close aclose open " +
    "connect disconnect start stop begin end init initialize initialise setup teardown acquire release lock unlock enqueue dequeue pop shift unshift splice " +
    "recv receive consume drain flush clear reset refresh sync subscribe unsubscribe register unregister mark apply install uninstall upload notify broadcast " +
    "record track store persist login logout sign invalidate revalidate navigate redirect next advance move rename copy mkdir makedirs rmdir unlink touch " +
    "symlink link chmod chown kill terminate cancel abort pause resume join wait sleep delay seek feed ack nack reject move swap invoke trigger migrate seed " +
    "incr increment decr decrement expire toggle enable disable lpush rpush lpop rpop sadd srem hset hdel del exit quit shutdown destroy dispose cleanup",
);

/** Words that tell of a check that stands before what follows for a reason. */
const guarding = /^(?:check|verify|validate|ensure|assert|require|authenticate|authorize|authorise|auth|guard|confirm|expect|permit|deny|must|can|may|login)$/;

/** Names of what only lets time pass. */
const pausing = /sleep|delay|wait|pause|back_?off|throttl|tick|settle|idle|until|rate_?limit|nap\b/i;

/** The words of a name, in small letters: `getUserById`, `_get_user`, `async_get_user`. */
export function wordsOf(name: string): readonly string[] {
  const words = name.replace(/([a-z\d])([A-Z])/g, "$1_$2").toLowerCase().split(/[_$#\d]+/).filter((word) => word !== "");
  return words.length > 1 && words[0] === "async" ? words.slice(1) : words;
}

/** What a name promises. One that goes on to something else (`get_or_create`, `fetchAndStore`, `getNextPage`) promises nothing. */
export function promised(name: string): Promised {
  const [first, ...rest] = wordsOf(name);
  if (first === undefined) return undefined;
  if (acting.has(first)) return "acts";
  if (!reading.has(first)) return undefined;
  const more = rest.findIndex((word) => word === "or" || word === "and");
  const after = more < 0 ? undefined : rest[more + 1];
  if (after !== undefined && acting.has(after)) return "acts";
  return rest[0] === "next" || rest.includes("lock") ? undefined : "reads";
}

/** Whether what follows is not to begin before it is over, though it needs nothing of it: it checks, or lets time pass. */
export const holdsBack = (name: string): boolean => pausing.test(name) || wordsOf(name).some((word, i) => i < 2 && guarding.test(word));
