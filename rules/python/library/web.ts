import type { Callback } from "../../model/library.js";
import { alike } from "../../model/table.js";
import type { Part } from "./part.js";

const elsewhere = (at: string): readonly Callback[] => [{ at, runs: "elsewhere" }];

/** Web frameworks: Starlette, FastAPI, aiohttp's server, Django's bridges, Flask, Home Assistant, tornado. */
export const web: Part = {
  classes: {
    "starlette.applications.Starlette": [],
    "starlette.routing.Router": [],
    "starlette.requests.Request": [],
    "starlette.websockets.WebSocket": [],
    "starlette.datastructures.UploadFile": [],
    "fastapi.datastructures.UploadFile": ["starlette.datastructures.UploadFile"],
    "starlette.background.BackgroundTasks": [],
    "fastapi.background.BackgroundTasks": ["starlette.background.BackgroundTasks"],
    "fastapi.FastAPI": ["starlette.applications.Starlette"],
    "fastapi.APIRouter": ["starlette.routing.Router"],
    ...alike("aiohttp.web", "AppRunner BaseSite Request RouteTableDef StreamResponse", []),
    "aiohttp.web.Response": ["aiohttp.web.StreamResponse"],
    "aiohttp.web.WebSocketResponse": ["aiohttp.web.StreamResponse"],
    ...alike("aiohttp.web", "SockSite TCPSite UnixSite", ["aiohttp.web.BaseSite"]),
    ...alike("", "flask.Flask flask.Blueprint quart.Quart quart.Blueprint sanic.Sanic sanic.Blueprint", []),
    ...alike(
      "",
      "uvicorn.Server socketio.AsyncServer discord.Client discord.ext.commands.Cog homeassistant.core.HomeAssistant " +
        "tornado.ioloop.IOLoop",
      [],
    ),
    "discord.ext.commands.Bot": ["discord.Client"],
  },
  returns: {
    "starlette.concurrency.run_in_threadpool": "await",
    ...alike("starlette.requests.Request", "body close is_disconnected json", "await"),
    ...alike(
      "starlette.websockets.WebSocket",
      "accept close receive receive_bytes receive_json receive_text send send_bytes send_json send_text",
      "await",
    ),
    ...alike("starlette.datastructures.UploadFile", "close read seek write", "await"),
    ...alike("aiohttp.web.Request", "json multipart post read text", "await"),
    ...alike("aiohttp.web.StreamResponse", "drain prepare write write_eof", "await"),
    ...alike(
      "aiohttp.web.WebSocketResponse",
      "close ping pong prepare receive receive_bytes receive_json receive_str send_bytes send_json send_str",
      "await",
    ),
    ...alike("aiohttp.web.AppRunner", "cleanup setup", "await"),
    ...alike("aiohttp.web.BaseSite", "start stop", "await"),
    "uvicorn.Server.serve": "await",
    // Runs already.
    "homeassistant.core.HomeAssistant.async_add_executor_job": "asyncio.Future",
    "homeassistant.core.HomeAssistant.async_create_task": "asyncio.Task",
    "tornado.ioloop.IOLoop.current": "tornado.ioloop.IOLoop",
    "tornado.ioloop.IOLoop.run_in_executor": "asyncio.Future",
  },
  callbacks: {
    "asgiref.sync.sync_to_async": elsewhere("0|func"),
    "starlette.concurrency.run_in_threadpool": elsewhere("0|func"),
    // Plain functions go to the thread pool; coroutine functions are found as such.
    "starlette.background.BackgroundTasks.add_task": elsewhere("0|func"),
    "starlette.background.BackgroundTask": elsewhere("0|func"),
    "fastapi.Depends": elsewhere("0|dependency"),
    "homeassistant.core.HomeAssistant.async_add_executor_job": elsewhere("0|target"),
    "tornado.ioloop.IOLoop.run_in_executor": elsewhere("1|func"),
    ...alike("tornado.ioloop.IOLoop", "add_callback add_callback_from_signal spawn_callback", [{ at: "0|callback", runs: "loop" }]),
    ...alike("tornado.ioloop.IOLoop", "call_later call_at add_timeout", [{ at: "1|callback", runs: "loop" }]),
  },
};
