import type { Decorated } from "../../model/library.js";
import { alike } from "../../model/table.js";

const same = (of: string, names: string): Readonly<Record<string, Decorated>> => alike(of, names, "same");

const routes = "api_route delete get head on_event options patch post put trace websocket websocket_route";

/**
 * What decorators make of a function. "same" is said where a call still runs the function, in the same way, whatever else is done
 * (caching, retrying, registering). What turns it into an object of another kind (`click.command`, `celery.shared_task`) is left out.
 */
export const decorators: Readonly<Record<string, Decorated>> = {
  ...same("functools", "cache lru_cache singledispatch singledispatchmethod total_ordering wraps"),
  ...same("typing", "dataclass_transform deprecated final no_type_check overload override runtime_checkable"),
  "warnings.deprecated": "same",
  ...same("abc", "abstractmethod"),
  ...same("dataclasses", "dataclass"),
  ...same("enum", "unique"),
  ...same("atexit", "register"),
  "contextlib.contextmanager": "context",
  "contextlib.asynccontextmanager": "context",

  "unittest.mock.patch": "same",
  ...same("unittest.mock.patch", "dict multiple object"),
  ...same("unittest", "expectedFailure skip skipIf skipUnless"),
  ...same("pytest", "fixture"),
  ...same("pytest.mark", "anyio asyncio django_db filterwarnings flaky integration parametrize skip skipif slow timeout trio usefixtures xfail"),
  ...same("pytest_asyncio", "fixture"),
  ...same("hypothesis", "example given settings"),

  ...same("tenacity", "retry"),
  ...same("backoff", "on_exception on_predicate"),
  ...same("cachetools", "cached"),
  ...same("cachetools.func", "lru_cache ttl_cache"),
  ...same("async_lru", "alru_cache"),
  ...same("aiocache", "cached"),
  ...same("beartype", "beartype"),
  ...same("pydantic", "computed_field field_serializer field_validator model_serializer model_validator root_validator validate_call validator"),
  ...same("attr", "s attrs define"),
  ...same("attrs", "define frozen mutable"),
  ...same("click", "argument option pass_context pass_obj password_option version_option"),

  // The thread pool runs it; what is called is a coroutine function.
  "asgiref.sync.sync_to_async": "elsewhere",
  // A plain function that runs a loop of its own.
  "asgiref.sync.async_to_sync": "unknown",

  ...same("fastapi.FastAPI", `${routes} exception_handler middleware`),
  ...same("fastapi.APIRouter", routes),
  ...same("starlette.applications.Starlette", "exception_handler middleware on_event route websocket_route"),
  ...same("starlette.routing.Router", "on_event route websocket_route"),
  ...same("flask.Flask", "after_request before_request context_processor delete errorhandler get patch post put route teardown_request"),
  ...same("flask.Blueprint", "after_request before_request context_processor delete errorhandler get patch post put route teardown_request"),
  ...same("quart.Quart", "after_request after_serving before_request before_serving delete errorhandler get patch post put route websocket"),
  ...same("quart.Blueprint", "after_request before_request delete errorhandler get patch post put route websocket"),
  ...same("sanic.Sanic", "delete exception get head listener middleware options patch post put route websocket"),
  ...same("sanic.Blueprint", "delete exception get head listener middleware options patch post put route websocket"),
  ...same("aiohttp.web", "middleware"),
  ...same("aiohttp.web.RouteTableDef", "delete get head options patch post put route view"),
  ...same("socketio.AsyncServer", "event on"),
  ...same("discord.Client", "event"),
  ...same("discord.ext.commands.Bot", "event listen"),
  ...same("discord.ext.commands.Cog", "listener"),
  ...same("homeassistant.core", "callback"),
  ...same("django.contrib.auth.decorators", "login_required permission_required user_passes_test"),
  ...same("django.db.transaction", "atomic"),
  ...same("django.dispatch", "receiver"),
  ...same("django.views.decorators.cache", "cache_page never_cache"),
  ...same("django.views.decorators.csrf", "csrf_exempt csrf_protect"),
  ...same("django.views.decorators.http", "require_GET require_POST require_http_methods require_safe"),
  ...same("rest_framework.decorators", "action api_view permission_classes"),
  ...same("sqlalchemy.event", "listens_for"),
};
