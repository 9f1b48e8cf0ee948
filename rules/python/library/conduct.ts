import { alike } from "../../model/table.js";
import type { Part } from "./part.js";

const names = (of: string, list: string): readonly string[] => Object.keys(alike(of, list, true));

/** What can go on beside other work, and what cannot. */
export const conduct: Part = {
  quiet: new Set([
    ...names(
      "builtins",
      "abs all any ascii bin bool bytearray bytes callable chr complex dict dir divmod enumerate filter float format frozenset getattr hasattr " +
        "hash hex id int isinstance issubclass iter len list map max memoryview min object oct ord pow print property range repr reversed round " +
        "set slice sorted str sum super tuple type vars zip",
    ),
    ..."base64 binascii bisect calendar collections colorsys contextlib copy csv dataclasses datetime decimal difflib enum fractions functools hashlib hmac html"
      .split(" "),
    ..."inspect io itertools json logging math mimetypes numbers operator os.environ.get os.getenv os.getpid os.path pathlib platform pprint random re".split(" "),
    ..."secrets shlex statistics string struct textwrap time traceback types typing typing_extensions unicodedata urllib.parse uuid warnings".split(" "),
    ...names(
      "asyncio",
      "all_tasks as_completed create_task current_task ensure_future gather get_event_loop get_running_loop shield sleep timeout timeout_at wait wait_for",
    ),
    ..."time.sleep anyio.sleep trio.sleep anyio.fail_after anyio.move_on_after async_timeout.timeout".split(" "),
    ..."asyncpg.pool.Pool.acquire structlog loguru numpy orjson ujson pydantic yarl multidict attrs attr dateutil pytz zoneinfo".split(" "),
  ]),
  single: new Set([
    ...names("asyncio", "Barrier Condition Event Lock Queue StreamReader StreamWriter subprocess.Process"),
    ...names("anyio", "AsyncFile Condition Event Lock"),
    ...names("trio", "Condition Event Lock"),
    ..."asyncpg.connection.Connection asyncpg.transaction.Transaction psycopg.AsyncConnection psycopg.AsyncCursor".split(" "),
    ..."aiohttp.ClientResponse aiohttp.StreamReader aiohttp.ClientWebSocketResponse websockets.ClientConnection websockets.ServerConnection".split(" "),
    "aiofiles.threadpool.text.AsyncTextIOWrapper",
  ]),
};
