import type { Blocker, Blockers } from "../../../model/blocker.js";
import { alike } from "../../../model/table.js";

/** Waits for a server: as long as it likes, or until a timeout of many seconds. */
const network: Blocker = { cost: "high", why: "network" };
const iterator: Blocker = { ...network, offload: "no" };

const verbs = "delete get head options patch post put request";

/** Packages that speak HTTP and WebSocket, and language models behind them. No twin: another library means other arguments and results. */
export const http: Blockers = {
  ...alike("requests", verbs, network),
  ...alike("requests.Session", `${verbs} send`, network),
  ...alike("requests.Response", "iter_content.__iter__ iter_lines.__iter__", iterator),

  ...alike("urllib3.PoolManager", "request urlopen", network),
  ...alike("urllib3.HTTPConnectionPool", "request urlopen", network),
  ...alike("urllib3.HTTPResponse", "read readinto", network),
  "urllib3.request": network,

  ...alike("httpx", verbs, network),
  ...alike("httpx.Client", `${verbs} send`, network),
  ...alike("httpx", "Client.stream.__enter__ stream.__enter__", iterator),
  // An answer that came in one piece is read already; asking for it once more costs nothing, so `read` is not here.
  ...alike("httpx.Response", "iter_bytes.__iter__ iter_lines.__iter__ iter_raw.__iter__ iter_text.__iter__", iterator),

  // The package of that name is websocket-client.
  "websocket.create_connection": network,
  ...alike("websocket.WebSocket", "connect recv recv_data send send_binary", network),
  "websockets.sync.client.connect": network,
  ...alike("websockets.sync.connection.Connection", "close recv send", network),
  "websockets.sync.connection.Connection.__iter__": iterator,

  ...alike("openai.resources.chat.Completions", "create parse", network),
  ...alike("openai.resources.responses.Responses", "create parse retrieve", network),
  ...alike("openai.resources", "embeddings.Embeddings.create images.Images.edit images.Images.generate", network),
  ...alike("anthropic.resources.Messages", "count_tokens create", network),
};
