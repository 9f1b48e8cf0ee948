import type { Callback } from "../../model/library.js";
import { alike } from "../../model/table.js";
import type { Part } from "./part.js";

const loop = "asyncio.AbstractEventLoop";
const runsBy = (at: string): readonly Callback[] => [{ at, runs: "loop" }];

/** The event loop and its servers. Every loop has the methods of the abstract one. */
export const asyncioLoop: Part = {
  classes: {
    [loop]: [],
    "asyncio.BaseEventLoop": [loop],
    "asyncio.SelectorEventLoop": ["asyncio.BaseEventLoop"],
    "asyncio.ProactorEventLoop": ["asyncio.BaseEventLoop"],
    "uvloop.Loop": [loop],
    ...alike("asyncio", "AbstractEventLoopPolicy AbstractServer Handle Runner", []),
    "asyncio.Server": ["asyncio.AbstractServer"],
    "asyncio.TimerHandle": ["asyncio.Handle"],
  },
  returns: {
    ...alike("asyncio", "get_event_loop get_running_loop new_event_loop", loop),
    "asyncio.Runner.get_loop": loop,
    "asyncio.get_event_loop_policy": "asyncio.AbstractEventLoopPolicy",
    "asyncio.AbstractEventLoopPolicy.get_event_loop": loop,
    "asyncio.AbstractEventLoopPolicy.new_event_loop": loop,
    "asyncio.Future.get_loop": loop,
    "uvloop.new_event_loop": loop,

    // These run already.
    [`${loop}.create_task`]: "asyncio.Task",
    [`${loop}.create_future`]: "asyncio.Future",
    [`${loop}.run_in_executor`]: "asyncio.Future",
    [`${loop}.call_soon`]: "asyncio.Handle",
    [`${loop}.call_soon_threadsafe`]: "asyncio.Handle",
    [`${loop}.call_at`]: "asyncio.TimerHandle",
    [`${loop}.call_later`]: "asyncio.TimerHandle",

    ...alike(
      loop,
      "connect_accepted_socket connect_read_pipe connect_write_pipe create_connection create_datagram_endpoint create_unix_connection " +
        "getaddrinfo getnameinfo sendfile shutdown_asyncgens shutdown_default_executor sock_connect sock_recv sock_recv_into " +
        "sock_recvfrom sock_recvfrom_into sock_sendall sock_sendfile sock_sendto start_tls subprocess_exec subprocess_shell",
      "await",
    ),
    ...alike(loop, "create_server create_unix_server", "await asyncio.Server"),
    [`${loop}.sock_accept`]: "await list socket.socket",
    ...alike("asyncio.AbstractServer", "serve_forever start_serving wait_closed", "await"),
  },
  callbacks: {
    ...alike(loop, "call_soon call_soon_threadsafe", runsBy("0|callback")),
    ...alike(loop, "call_at call_later", runsBy("1|callback")),
    ...alike<readonly Callback[]>(loop, "add_reader add_writer", [{ at: "1|callback", runs: "loop", ready: true }]),
    [`${loop}.add_signal_handler`]: runsBy("1|callback"),
    [`${loop}.set_exception_handler`]: runsBy("0|handler"),
    ...alike(
      loop,
      "create_server create_unix_server create_connection create_unix_connection create_datagram_endpoint",
      runsBy("0|protocol_factory"),
    ),
    [`${loop}.run_in_executor`]: [{ at: "1|func", runs: "elsewhere" }],
  },
};
