import type { Callback } from "../../model/library.js";
import { alike } from "../../model/table.js";
import type { Part } from "./part.js";

const elsewhere = (at: string): readonly Callback[] => [{ at, runs: "elsewhere" }];

const path = "anyio.Path";

/** Other ways to be asynchronous: anyio, trio, aiofiles. */
export const asyncLibraries: Part = {
  classes: {
    ...alike("anyio", "AsyncFile CapacityLimiter Condition Event Lock Path Semaphore", []),
    ...alike("trio", "CapacityLimiter Condition Event Lock Semaphore", []),
    "aiofiles.open": [],
    "aiofiles.tempfile.NamedTemporaryFile": [],
    "aiofiles.tempfile.TemporaryFile": [],
    "aiofiles.threadpool.text.AsyncTextIOWrapper": [],
  },
  returns: {
    ...alike(
      "anyio",
      "aclose_forcefully connect_tcp connect_unix create_tcp_listener create_udp_socket create_unix_listener getaddrinfo getnameinfo " +
        "open_process run_process sleep sleep_forever sleep_until wait_all_tasks_blocked",
      "await",
    ),
    "anyio.open_file": "await anyio.AsyncFile",
    "anyio.to_thread.run_sync": "await",
    "anyio.to_process.run_sync": "await",
    ...alike("anyio", "Condition.acquire Condition.wait Event.wait Lock.acquire Semaphore.acquire CapacityLimiter.acquire", "await"),
    ...alike("anyio.AsyncFile", "aclose flush read read1 readinto readline readlines seek tell truncate write writelines", "await"),
    ...alike(
      path,
      "chmod exists group hardlink_to is_block_device is_char_device is_dir is_fifo is_file is_mount is_socket is_symlink lchmod lstat " +
        "mkdir owner read_bytes read_text rmdir samefile stat symlink_to touch unlink write_bytes write_text",
      "await",
    ),
    ...alike(path, "absolute cwd expanduser home readlink rename replace resolve", `await ${path}`),
    ...alike(path, "__truediv__ __rtruediv__ joinpath relative_to with_name with_stem with_suffix", path),
    [`${path}.open`]: "await anyio.AsyncFile",

    ...alike(
      "trio",
      "aclose_forcefully open_file open_ssl_over_tcp_stream open_tcp_listeners open_tcp_stream open_unix_socket run_process " +
        "serve_listeners serve_tcp sleep sleep_forever sleep_until",
      "await",
    ),
    "trio.to_thread.run_sync": "await",
    ...alike("trio", "Condition.acquire Condition.wait Event.wait Lock.acquire Semaphore.acquire CapacityLimiter.acquire", "await"),

    // `open` is to be awaited or entered: a class of its own, not a coroutine.
    ...alike(
      "aiofiles.os",
      "access getcwd link listdir makedirs mkdir readlink remove removedirs rename renames replace rmdir scandir stat statvfs symlink unlink",
      "await",
    ),
    ...alike(
      "aiofiles.threadpool.text.AsyncTextIOWrapper",
      "close flush read readable readline readlines seek seekable tell truncate writable write writelines",
      "await",
    ),
  },
  attributes: {
    [`${path}.parent`]: path,
    [`${path}.parents`]: `list ${path}`,
  },
  enters: {
    "aiofiles.open": "aiofiles.threadpool.text.AsyncTextIOWrapper",
    "aiofiles.tempfile.NamedTemporaryFile": "aiofiles.threadpool.text.AsyncTextIOWrapper",
    "aiofiles.tempfile.TemporaryFile": "aiofiles.threadpool.text.AsyncTextIOWrapper",
  },
  callbacks: {
    "anyio.to_thread.run_sync": elsewhere("0|func"),
    "anyio.to_process.run_sync": elsewhere("0|func"),
    "trio.to_thread.run_sync": elsewhere("0|sync_fn"),
    // From a worker thread back to the loop.
    "anyio.from_thread.run_sync": [{ at: "0|func", runs: "loop" }],
    "trio.from_thread.run_sync": [{ at: "0|fn", runs: "loop" }],
  },
};
