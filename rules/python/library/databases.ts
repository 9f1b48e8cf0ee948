import { alike } from "../../model/table.js";
import type { Part } from "./part.js";

/** Drivers whose cursors come as the Python database API says: connection.cursor(), then cursor.execute(). */
const drivers = [
  ["MySQLdb.connections.Connection", "MySQLdb.cursors.Cursor"],
  ["cx_Oracle.Connection", "cx_Oracle.Cursor"],
  ["mysql.connector.abstracts.MySQLConnectionAbstract", "mysql.connector.abstracts.MySQLCursorAbstract"],
  ["oracledb.Connection", "oracledb.Cursor"],
  ["psycopg.Connection", "psycopg.Cursor"],
  ["psycopg2.extensions.connection", "psycopg2.extensions.cursor"],
  ["pymysql.connections.Connection", "pymysql.cursors.Cursor"],
  ["pyodbc.Connection", "pyodbc.Cursor"],
  ["sqlite3.Connection", "sqlite3.Cursor"],
] as const;

const collection = "pymongo.collection.Collection";
const asyncCollection = "pymongo.asynchronous.collection.AsyncCollection";

/** Databases by their drivers. */
export const databases: Part = {
  classes: {
    ...Object.fromEntries(drivers.flatMap(([connection, cursor]) => [[connection, []], [cursor, []]])),
    "sqlite3.Connection.iterdump": [],
    "psycopg.ServerCursor": ["psycopg.Cursor"],
    "psycopg.ClientCursor": ["psycopg.Cursor"],
    "psycopg.AsyncConnection": [],
    "psycopg.AsyncCursor": [],
    ...alike("psycopg2.extras", "DictCursor NamedTupleCursor RealDictCursor", ["psycopg2.extensions.cursor"]),
    ...alike("psycopg2.pool", "SimpleConnectionPool ThreadedConnectionPool", []),
    ...alike("pymysql.cursors", "DictCursor SSCursor", ["pymysql.cursors.Cursor"]),
    "duckdb.DuckDBPyConnection": [],
    "pymongo.MongoClient": [],
    "pymongo.AsyncMongoClient": [],
    "pymongo.database.Database": [],
    [collection]: [],
    ...alike("", "pymongo.cursor.Cursor pymongo.command_cursor.CommandCursor", []),
    "pymongo.asynchronous.database.AsyncDatabase": [],
    [asyncCollection]: [],
    ...alike("", "asyncpg.connection.Connection asyncpg.pool.Pool asyncpg.pool.PoolAcquireContext asyncpg.transaction.Transaction", []),
  },
  returns: {
    ...Object.fromEntries(drivers.map(([connection, cursor]) => [`${connection}.cursor`, cursor])),
    "MySQLdb.connect": "MySQLdb.connections.Connection",
    "cx_Oracle.connect": "cx_Oracle.Connection",
    "mysql.connector.connect": "mysql.connector.abstracts.MySQLConnectionAbstract",
    "oracledb.connect": "oracledb.Connection",
    "psycopg.connect": "psycopg.Connection",
    "psycopg.Connection.connect": "psycopg.Connection",
    "psycopg.Connection.execute": "psycopg.Cursor",
    "psycopg.Cursor.execute": "psycopg.Cursor",
    "psycopg2.connect": "psycopg2.extensions.connection",
    ...alike("psycopg2.pool", "SimpleConnectionPool.getconn ThreadedConnectionPool.getconn", "psycopg2.extensions.connection"),
    "pymysql.connect": "pymysql.connections.Connection",
    "pyodbc.connect": "pyodbc.Connection",
    "sqlite3.connect": "sqlite3.Connection",
    ...alike("sqlite3.Connection", "execute executemany executescript", "sqlite3.Cursor"),
    ...alike("sqlite3.Cursor", "execute executemany executescript", "sqlite3.Cursor"),
    "duckdb.connect": "duckdb.DuckDBPyConnection",
    ...alike("duckdb.DuckDBPyConnection", "cursor execute executemany", "duckdb.DuckDBPyConnection"),

    "pymongo.MongoClient.get_database": "pymongo.database.Database",
    "pymongo.MongoClient.get_default_database": "pymongo.database.Database",
    "pymongo.database.Database.get_collection": collection,
    [`${collection}.find`]: "pymongo.cursor.Cursor",
    ...alike("pymongo.cursor.Cursor", "batch_size hint limit skip sort", "pymongo.cursor.Cursor"),
    [`${collection}.aggregate`]: "pymongo.command_cursor.CommandCursor",

    // The same, asynchronous.
    "psycopg.AsyncConnection.connect": "await psycopg.AsyncConnection",
    "psycopg.AsyncConnection.cursor": "psycopg.AsyncCursor",
    "psycopg.AsyncConnection.execute": "await psycopg.AsyncCursor",
    ...alike("psycopg.AsyncConnection", "close commit rollback set_autocommit wait", "await"),
    "psycopg.AsyncCursor.execute": "await psycopg.AsyncCursor",
    ...alike("psycopg.AsyncCursor", "close executemany fetchall fetchmany fetchone scroll", "await"),
    "asyncpg.connect": "await asyncpg.connection.Connection",
    "asyncpg.create_pool": "asyncpg.pool.Pool",
    ...alike(
      "asyncpg.connection.Connection",
      "add_listener close copy_from_table copy_records_to_table execute executemany fetch fetchmany fetchrow fetchval prepare " +
        "reset",
      "await",
    ),
    "asyncpg.connection.Connection.transaction": "asyncpg.transaction.Transaction",
    ...alike("asyncpg.transaction.Transaction", "commit rollback start", "await"),
    ...alike("asyncpg.pool.Pool", "close execute executemany expire_connections fetch fetchmany fetchrow fetchval release", "await"),
    "asyncpg.pool.Pool.acquire": "asyncpg.pool.PoolAcquireContext",
    "pymongo.AsyncMongoClient.get_database": "pymongo.asynchronous.database.AsyncDatabase",
    ...alike("pymongo.AsyncMongoClient", "close drop_database list_database_names server_info", "await"),
    "pymongo.asynchronous.database.AsyncDatabase.get_collection": asyncCollection,
    ...alike("pymongo.asynchronous.database.AsyncDatabase", "command create_collection drop_collection list_collection_names", "await"),
    ...alike(
      asyncCollection,
      "aggregate bulk_write count_documents create_index create_indexes delete_many delete_one distinct drop drop_index " +
        "estimated_document_count find_one find_one_and_delete find_one_and_replace find_one_and_update insert_many insert_one " +
        "rename replace_one update_many update_one",
      "await",
    ),
  },
  elements: {
    // Subscripts, rather: `client["shop"]["orders"]`.
    "pymongo.MongoClient": "pymongo.database.Database",
    "pymongo.database.Database": collection,
    "pymongo.AsyncMongoClient": "pymongo.asynchronous.database.AsyncDatabase",
    "pymongo.asynchronous.database.AsyncDatabase": asyncCollection,
  },
  enters: {
    "asyncpg.pool.PoolAcquireContext": "asyncpg.connection.Connection",
  },
};
