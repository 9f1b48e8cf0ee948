import type { Blocker, Blockers } from "../../../model/blocker.js";
import { alike } from "../../../model/table.js";
import { redisCommands } from "../../../python/library/redis.js";

/** Waits for the server. Connections and cursors may go from thread to thread, one at a time. */
const database: Blocker = { cost: "high", why: "database" };
/** A connection or cursor that belongs to the thread that made it, or an iterator. */
const bound: Blocker = { ...database, offload: "no" };

const execute = "execute executemany";
const fetch = "fetchall fetchmany fetchone";

/** A driver as the Python database API says. Rows are fetched from where the cursor stands, so a cursor stays in its thread. */
function driver(connect: string, connection: string, cursor: string): Blockers {
  return {
    [connect]: database,
    ...alike(connection, "commit rollback", database),
    ...alike(cursor, execute, database),
    ...alike(cursor, fetch, bound),
  };
}

const redis = "redis.Redis";
/** Databases by their drivers. */
export const databases: Blockers = {
  // Opens a file; it is the first statement that reads it. Its objects may be used in the thread that made them alone.
  "sqlite3.connect": { ...bound, cost: "medium" },
  ...alike("sqlite3.Connection", `backup commit executescript rollback ${execute}`, bound),
  // Leaving a `with` commits.
  "sqlite3.Connection.__exit__": bound,
  "sqlite3.Connection.iterdump.__iter__": bound,
  ...alike("sqlite3.Cursor", `executescript ${execute} ${fetch} __iter__`, bound),

  ...driver("psycopg2.connect", "psycopg2.extensions.connection", "psycopg2.extensions.cursor"),
  ...alike("psycopg2.extensions.cursor", "callproc copy_expert copy_from copy_to", database),
  ...alike("psycopg2.extras", "execute_batch execute_values", database),
  "psycopg2.extensions.connection.__exit__": bound,
  ...driver("psycopg.connect", "psycopg.Connection", "psycopg.Cursor"),
  ...alike("psycopg.Connection", "connect execute wait", database),
  "psycopg.Connection.__exit__": bound,
  ...driver("pymysql.connect", "pymysql.connections.Connection", "pymysql.cursors.Cursor"),
  ...alike("pymysql.connections.Connection", "begin ping query select_db", database),
  "pymysql.connections.Connection": database,
  ...driver("MySQLdb.connect", "MySQLdb.connections.Connection", "MySQLdb.cursors.Cursor"),
  ...driver("mysql.connector.connect", "mysql.connector.abstracts.MySQLConnectionAbstract", "mysql.connector.abstracts.MySQLCursorAbstract"),
  ...driver("oracledb.connect", "oracledb.Connection", "oracledb.Cursor"),
  ...driver("cx_Oracle.connect", "cx_Oracle.Connection", "cx_Oracle.Cursor"),
  ...driver("pyodbc.connect", "pyodbc.Connection", "pyodbc.Cursor"),
  "snowflake.connector.connect": database,
  // Run through with `for`, a cursor fetches as well. (mysql.connector's does so too, but not in its abstract class.)
  ...alike(
    "",
    "MySQLdb.cursors.Cursor.__iter__ cx_Oracle.Cursor.__iter__ oracledb.Cursor.__iter__ psycopg.Cursor.__iter__ psycopg2.extensions.cursor.__iter__ " +
      "pymysql.cursors.Cursor.__iter__ pyodbc.Cursor.__iter__",
    bound,
  ),

  // In this process: it computes and reads files.
  "duckdb.connect": { ...database, cost: "medium" },
  ...alike("duckdb", "execute query sql", database),
  ...alike("duckdb.DuckDBPyConnection", `commit df fetchdf query sql ${execute} ${fetch}`, database),

  // MongoClient() connects in the background; the operations wait. A cursor asks for its next batch.
  ...alike("pymongo.MongoClient", "drop_database list_database_names list_databases server_info", database),
  ...alike("pymongo.database.Database", "aggregate command create_collection drop_collection list_collection_names list_collections", database),
  ...alike(
    "pymongo.collection.Collection",
    "aggregate bulk_write count_documents create_index create_indexes delete_many delete_one distinct drop drop_index drop_indexes " +
      "estimated_document_count find_one find_one_and_delete find_one_and_replace find_one_and_update index_information insert_many " +
      "insert_one list_indexes rename replace_one update_many update_one",
    database,
  ),
  ...alike("pymongo", "cursor.Cursor.__iter__ cursor.Cursor.next command_cursor.CommandCursor.__iter__ command_cursor.CommandCursor.next", bound),

  // from_url and Redis() connect at the first command.
  ...alike(redis, redisCommands, database),
  ...alike(redis, "hscan_iter.__iter__ scan_iter.__iter__ sscan_iter.__iter__ zscan_iter.__iter__", bound),
  "redis.client.Pipeline.execute": database,
  ...alike("redis.client.PubSub", "psubscribe punsubscribe subscribe unsubscribe", database),
  "redis.client.PubSub.get_message": { ...database, only: ["1|timeout"], unless: ["1|timeout=0"] },
  "redis.client.PubSub.listen.__iter__": bound,
  "redis.lock.Lock.acquire": { cost: "high", why: "lock", offload: "no", unless: ["blocking=False"] },
  "redis.lock.Lock.__enter__": { cost: "high", why: "lock", offload: "no" },
};
