import type { Blocker, Blockers } from "../../../model/blocker.js";
import { alike } from "../../../model/table.js";

const database: Blocker = { cost: "high", why: "database" };
/** Django keeps a connection per thread, and refuses its models in a running loop: the way out is an `a`-method or sync_to_async. */
const bound: Blocker = { ...database, offload: "no" };

const session = "sqlalchemy.orm.Session";
const engine = "sqlalchemy.engine";
const query = "django.db.models.QuerySet";

/** Databases by their models: SQLAlchemy, SQLModel, Django, peewee. */
export const models: Blockers = {
  ...alike(`${engine}.Engine`, "begin connect raw_connection", database),
  ...alike(`${engine}.Connection`, "commit exec_driver_sql execute rollback scalar scalars", database),
  // Results are mostly loaded when they come, so their fetching is not here.
  ...alike(
    session,
    "bulk_insert_mappings bulk_save_objects bulk_update_mappings commit execute flush get get_one merge refresh rollback " +
      "scalar scalars",
    database,
  ),
  "sqlmodel.Session.exec": database,
  // A query waits when it is run, not while it is put together.
  ...alike("sqlalchemy.orm.Query", "all count delete first get one one_or_none scalar update", database),
  "sqlalchemy.orm.Query.__iter__": bound,

  ...alike("django.db.models.Model", "delete refresh_from_db save", bound),
  ...alike(
    query,
    "aggregate bulk_create bulk_update contains count create delete earliest exists explain first get get_or_create in_bulk " +
      "last latest update update_or_create __iter__",
    bound,
  ),
  ...alike("django.shortcuts", "get_list_or_404 get_object_or_404", bound),
  "django.db.transaction.Atomic.__enter__": bound,
  ...alike("django.core.mail", "mail_admins mail_managers send_mail send_mass_mail EmailMessage.send", { cost: "high", why: "network" }),

  ...alike(
    "peewee.Model",
    "bulk_create bulk_update create create_table delete_by_id delete_instance drop_table get get_by_id get_or_create " +
      "get_or_none save set_by_id",
    database,
  ),
  "peewee.BaseQuery.execute": database,
  ...alike("peewee.ModelSelect", "count exists first get scalar", database),
  "peewee.BaseQuery.__iter__": bound,
  ...alike("peewee.Database", "connect create_tables execute_sql", database),
};
