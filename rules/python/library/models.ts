import { alike } from "../../model/table.js";
import type { Part } from "./part.js";

const query = "django.db.models.QuerySet";

/** Databases by their models: SQLAlchemy, SQLModel, Django, peewee. */
export const models: Part = {
  classes: {
    ...alike("sqlalchemy.engine", "Connection CursorResult Engine Result ScalarResult", []),
    ...alike("sqlalchemy.orm", "Query Session", []),
    "sqlmodel.Session": ["sqlalchemy.orm.Session"],
    ...alike("sqlalchemy.ext.asyncio", "AsyncConnection AsyncEngine AsyncSession", []),
    "sqlmodel.ext.asyncio.session.AsyncSession": ["sqlalchemy.ext.asyncio.AsyncSession"],
    "django.db.models.Model": [],
    [query]: [],
    "django.db.models.Manager": [query],
    "django.db.transaction.Atomic": [],
    "django.core.mail.EmailMessage": [],
    "django.core.mail.EmailMultiAlternatives": ["django.core.mail.EmailMessage"],
    "peewee.Model": [],
    ...alike("peewee", "BaseQuery Database", []),
    "peewee.Query": ["peewee.BaseQuery"],
    "peewee.ModelSelect": ["peewee.Query"],
    ...alike("peewee", "MySQLDatabase PostgresqlDatabase SqliteDatabase", ["peewee.Database"]),
  },
  returns: {
    "sqlalchemy.create_engine": "sqlalchemy.engine.Engine",
    "sqlmodel.create_engine": "sqlalchemy.engine.Engine",
    "sqlalchemy.engine.Engine.connect": "sqlalchemy.engine.Connection",
    // Opens the connection when it is entered; what is bound is the connection.
    "sqlalchemy.engine.Engine.begin": "sqlalchemy.engine.Connection",
    // What a factory makes is called like the class.
    "sqlalchemy.orm.sessionmaker": "call sqlalchemy.orm.Session",
    "sqlalchemy.orm.Session.query": "sqlalchemy.orm.Query",
    ...alike(
      "sqlalchemy.orm.Query",
      "distinct filter filter_by group_by having join limit offset options order_by outerjoin select_from with_entities with_for_update",
      "sqlalchemy.orm.Query",
    ),

    "sqlalchemy.ext.asyncio.create_async_engine": "sqlalchemy.ext.asyncio.AsyncEngine",
    "sqlalchemy.ext.asyncio.async_sessionmaker": "call sqlalchemy.ext.asyncio.AsyncSession",
    "sqlalchemy.ext.asyncio.AsyncEngine.dispose": "await",
    // To be entered or awaited.
    "sqlalchemy.ext.asyncio.AsyncEngine.begin": "sqlalchemy.ext.asyncio.AsyncConnection",
    "sqlalchemy.ext.asyncio.AsyncEngine.connect": "sqlalchemy.ext.asyncio.AsyncConnection",
    ...alike("sqlalchemy.ext.asyncio.AsyncConnection", "aclose close commit exec_driver_sql execute rollback run_sync scalar scalars", "await"),
    ...alike(
      "sqlalchemy.ext.asyncio.AsyncSession",
      "aclose close commit connection delete execute flush get get_one invalidate merge refresh reset rollback run_sync scalar " +
        "scalars stream stream_scalars",
      "await",
    ),
    "sqlmodel.ext.asyncio.session.AsyncSession.exec": "await",

    ...alike(
      query,
      "alias all annotate defer difference distinct exclude extra filter intersection none only order_by prefetch_related raw reverse " +
        "select_for_update select_related union using values values_list",
      query,
    ),
    ...alike(
      query,
      "aaggregate abulk_create abulk_update acontains acount acreate adelete aearliest aexists aexplain afirst aget " +
        "aget_or_create ain_bulk alast alatest aupdate aupdate_or_create",
      "await",
    ),
    ...alike("django.db.models.Model", "adelete arefresh_from_db asave", "await"),
    "django.db.transaction.atomic": "django.db.transaction.Atomic",

    ...alike("peewee.Model", "select filter raw", "peewee.ModelSelect"),
    ...alike("peewee.Model", "delete insert insert_many replace replace_many update", "peewee.Query"),
    ...alike("peewee.ModelSelect", "distinct group_by having join limit offset order_by paginate switch where", "peewee.ModelSelect"),
  },
};
