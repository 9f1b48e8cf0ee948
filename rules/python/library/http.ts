import { alike } from "../../model/table.js";
import type { Part } from "./part.js";

const verbs = "delete get head options patch post put request";

/** Packages that speak HTTP and WebSocket: requests, urllib3, httpx, aiohttp's client, websockets. */
export const http: Part = {
  classes: {
    "requests.Session": [],
    "requests.Response": [],
    // The body of a streamed answer, read as it is run through.
    ...alike("requests.Response", "iter_content iter_lines", []),
    "urllib3.PoolManager": [],
    "urllib3.ProxyManager": ["urllib3.PoolManager"],
    "urllib3.HTTPConnectionPool": [],
    "urllib3.HTTPSConnectionPool": ["urllib3.HTTPConnectionPool"],
    "urllib3.HTTPResponse": ["io.IOBase"],
    ...alike("httpx", "AsyncClient Client Response", []),
    ...alike("httpx", "AsyncClient.stream Client.stream stream", []),
    ...alike("httpx.Response", "iter_bytes iter_lines iter_raw iter_text", []),
    ...alike("aiohttp", "ClientResponse ClientSession ClientWebSocketResponse StreamReader", []),
    "aiohttp.client._RequestContextManager": [],
    "aiohttp.client._WSRequestContextManager": [],
    ...alike("websockets", "ClientConnection ServerConnection connect", []),
    "websockets.sync.connection.Connection": [],
    "websocket.WebSocket": [],
    "websockets.sync.client.ClientConnection": ["websockets.sync.connection.Connection"],
    "websockets.sync.server.ServerConnection": ["websockets.sync.connection.Connection"],
  },
  returns: {
    ...alike("requests", verbs, "requests.Response"),
    ...alike("requests.Session", `${verbs} send`, "requests.Response"),
    "requests.session": "requests.Session",
    "urllib3.request": "urllib3.HTTPResponse",
    ...alike("urllib3.PoolManager", "request urlopen", "urllib3.HTTPResponse"),
    ...alike("urllib3.HTTPConnectionPool", "request urlopen", "urllib3.HTTPResponse"),
    "websocket.create_connection": "websocket.WebSocket",
    "urllib3.connection_from_url": "urllib3.HTTPConnectionPool",

    ...alike("httpx", verbs, "httpx.Response"),
    ...alike("httpx.Client", `${verbs} send`, "httpx.Response"),
    ...alike("httpx.AsyncClient", `${verbs} send`, "await httpx.Response"),
    "httpx.AsyncClient.aclose": "await",
    ...alike("httpx.Response", "aclose aread", "await"),

    // To be awaited or entered; a request that is not is never sent, but these are no coroutines.
    ...alike("aiohttp.ClientSession", verbs, "aiohttp.client._RequestContextManager"),
    "aiohttp.ClientSession.ws_connect": "aiohttp.client._WSRequestContextManager",
    "aiohttp.request": "aiohttp.client._RequestContextManager",
    "aiohttp.ClientSession.close": "await",
    ...alike("aiohttp.ClientResponse", "json read text", "await"),
    ...alike("aiohttp.StreamReader", "read readany readchunk readexactly readline readuntil", "await"),
    ...alike(
      "aiohttp.ClientWebSocketResponse",
      "close ping pong receive receive_bytes receive_json receive_str send_bytes send_json send_str",
      "await",
    ),

    ...alike("websockets.ClientConnection", "close ping pong recv send wait_closed", "await"),
    ...alike("websockets.ServerConnection", "close ping pong recv send wait_closed", "await"),
    "websockets.sync.client.connect": "websockets.sync.client.ClientConnection",
  },
  attributes: {
    "aiohttp.ClientResponse.content": "aiohttp.StreamReader",
    "requests.Response.raw": "urllib3.HTTPResponse",
  },
  enters: {
    "httpx.stream": "httpx.Response",
    "httpx.Client.stream": "httpx.Response",
    "httpx.AsyncClient.stream": "httpx.Response",
    "aiohttp.client._RequestContextManager": "aiohttp.ClientResponse",
    "aiohttp.client._WSRequestContextManager": "aiohttp.ClientWebSocketResponse",
    "websockets.connect": "websockets.ClientConnection",
  },
};
