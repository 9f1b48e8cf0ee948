import assert from "node:assert/strict";
import { pythonBlockers as blockers } from "../../rules/faults/blocking-call/python-blockers/index.js";

/** Calls that make the same system call, or do the same work, whatever they are named. */
const same: readonly (readonly string[])[] = [
  [
    "os.stat", "os.lstat", "os.fstat", "os.DirEntry.stat", "os.access", "pathlib.Path.stat", "pathlib.Path.lstat", "pathlib.Path.exists",
    "pathlib.Path.is_file", "pathlib.Path.is_dir", "pathlib.Path.is_symlink", "pathlib.Path.owner", "os.path.exists", "os.path.lexists",
    "os.path.isfile", "os.path.isdir", "os.path.islink", "os.path.getsize", "os.path.getmtime", "os.path.samefile", "pathlib.Path.samefile",
  ],
  ["os.getcwd", "pathlib.Path.cwd"],
  ["os.chmod", "os.fchmod", "pathlib.Path.chmod", "pathlib.Path.lchmod", "shutil.copymode"],
  ["os.chown", "shutil.chown"],
  ["os.utime", "shutil.copystat"],
  ["os.statvfs", "shutil.disk_usage"],
  ["os.readlink", "pathlib.Path.readlink"],
  ["os.path.realpath", "pathlib.Path.resolve"],
  ["os.mkdir", "os.makedirs", "pathlib.Path.mkdir", "tempfile.mkdtemp", "tempfile.TemporaryDirectory"],
  ["os.rmdir", "os.removedirs", "pathlib.Path.rmdir"],
  ["os.unlink", "os.remove", "pathlib.Path.unlink"],
  ["os.rename", "os.replace", "os.renames", "pathlib.Path.rename", "pathlib.Path.replace"],
  ["os.link", "os.symlink", "pathlib.Path.hardlink_to", "pathlib.Path.link_to", "pathlib.Path.symlink_to"],
  ["os.listdir", "pathlib.Path.iterdir.__iter__", "os.scandir.__iter__"],
  [
    "os.walk.__iter__", "os.fwalk.__iter__", "pathlib.Path.walk.__iter__", "pathlib.Path.rglob.__iter__",
    "pathlib.Path.glob.__iter__", "glob.glob", "glob.iglob.__iter__",
  ],
  [
    "builtins.open", "os.open", "pathlib.Path.open", "pathlib.Path.touch", "codecs.open", "io.open_code", "os.fdopen", "tempfile.mkstemp",
    "tempfile.TemporaryFile", "tempfile.NamedTemporaryFile", "gzip.open", "gzip.GzipFile", "bz2.open", "bz2.BZ2File", "lzma.open",
    "lzma.LZMAFile", "zipfile.ZipFile", "tarfile.open", "PIL.Image.open", "sqlite3.connect", "shelve.open", "dbm.open",
  ],
  [
    "pathlib.Path.read_text", "pathlib.Path.read_bytes", "io.TextIOWrapper.read", "io.BufferedReader.read", "io.FileIO.readall",
    "io.TextIOWrapper.readlines", "io.TextIOWrapper.__iter__", "gzip.GzipFile.read", "json.load", "pickle.load", "pickle.Unpickler.load",
    "xml.etree.ElementTree.parse", "hashlib.file_digest", "zipfile.ZipFile.read",
  ],
  ["pathlib.Path.write_text", "pathlib.Path.write_bytes", "io.TextIOWrapper.writelines", "json.dump", "pickle.dump", "zipfile.ZipFile.writestr"],
  ["io.TextIOWrapper.write", "io.BufferedWriter.write", "os.write", "io.TextIOWrapper.flush"],
  ["io.TextIOWrapper.readline", "io.BufferedReader.readline", "os.read", "os.pread"],
  ["os.truncate", "os.ftruncate", "io.TextIOWrapper.truncate"],
  ["os.fsync", "os.fdatasync", "os.sync"],
  ["shutil.rmtree", "tempfile.TemporaryDirectory.cleanup", "tempfile.TemporaryDirectory.__exit__"],
  ["shutil.copy", "shutil.copy2", "shutil.copyfile", "shutil.copyfileobj", "os.copy_file_range", "pathlib.Path.copy", "filecmp.cmp"],
  ["shutil.move", "pathlib.Path.move", "shutil.copytree"],
  ["zipfile.ZipFile.extractall", "tarfile.TarFile.extractall", "shutil.unpack_archive"],

  [
    "subprocess.run", "subprocess.call", "subprocess.check_call", "subprocess.check_output", "subprocess.getoutput", "os.system",
    "pty.spawn", "pexpect.run",
  ],
  ["subprocess.Popen", "os.popen", "os.fork", "os.posix_spawn", "os.spawnv", "multiprocessing.Process.start", "pty.fork"],
  [
    "subprocess.Popen.wait", "subprocess.Popen.communicate", "subprocess.Popen.__exit__", "os.waitpid", "os.wait",
    "multiprocessing.Process.join", "psutil.Process.wait",
  ],
  ["subprocess.Popen.stdout.read", "subprocess.Popen.stdout.readline", "subprocess.Popen.stdout.__iter__", "os.popen.read"],

  [
    "threading.Lock.acquire", "threading.Lock.__enter__", "threading.Lock.acquire_lock", "threading.RLock.acquire",
    "threading.RLock.__enter__", "threading.Condition.__enter__",
  ],
  [
    "threading.Semaphore.acquire", "threading.Semaphore.__enter__", "threading.Event.wait", "threading.Condition.wait",
    "threading.Condition.wait_for", "threading.Barrier.wait",
  ],
  [
    "multiprocessing.Lock.acquire", "multiprocessing.Lock.__enter__", "filelock.BaseFileLock.acquire",
    "filelock.BaseFileLock.__enter__", "redis.lock.Lock.__enter__",
  ],
  ["queue.Queue.get", "queue.SimpleQueue.get", "multiprocessing.Queue.get", "multiprocessing.connection.Connection.recv"],
  ["queue.Queue.join", "multiprocessing.JoinableQueue.join", "multiprocessing.Pool.join", "threading.Thread.join"],
  [
    "concurrent.futures.Future.result", "concurrent.futures.wait", "concurrent.futures.as_completed.__iter__",
    "concurrent.futures.Executor.map.__iter__", "multiprocessing.pool.AsyncResult.get",
  ],
  ["concurrent.futures.Executor.shutdown", "concurrent.futures.Executor.__exit__"],
  ["multiprocessing.Pool.apply", "multiprocessing.Pool.map", "multiprocessing.Pool.starmap", "multiprocessing.Pool.imap.__iter__"],
  ["time.sleep", "signal.pause", "signal.sigwait", "psutil.cpu_percent", "sched.scheduler.run"],
  ["builtins.input", "getpass.getpass", "sys.stdin.readline", "click.prompt"],
  ["asyncio.run", "asyncio.Runner.run", "asyncio.AbstractEventLoop.run_until_complete", "anyio.run", "trio.run", "uvloop.run"],

  ["socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getfqdn", "dns.resolver.resolve"],
  [
    "socket.create_connection", "socket.socket.connect", "smtplib.SMTP", "smtplib.SMTP.connect", "ftplib.FTP", "imaplib.IMAP4",
    "http.client.HTTPConnection.connect",
  ],
  ["socket.socket.recv", "ssl.SSLSocket.read", "select.select", "selectors.BaseSelector.select", "http.client.HTTPResponse.read"],
  [
    "requests.get", "requests.Session.get", "httpx.get", "httpx.Client.get", "urllib.request.urlopen", "urllib3.PoolManager.request",
    "http.client.HTTPConnection.getresponse", "openai.resources.chat.Completions.create",
  ],
  [
    "psycopg2.extensions.cursor.execute", "psycopg.Cursor.execute", "pymysql.cursors.Cursor.execute", "sqlite3.Cursor.execute",
    "sqlalchemy.orm.Session.execute", "redis.Redis.get", "pymongo.collection.Collection.find_one", "django.db.models.QuerySet.get",
  ],

  [
    "hashlib.pbkdf2_hmac", "hashlib.scrypt", "bcrypt.hashpw", "bcrypt.checkpw", "argon2.PasswordHasher.verify",
    "passlib.hash.bcrypt.hash", "werkzeug.security.check_password_hash",
  ],
  ["zlib.compress", "gzip.compress", "bz2.compress", "lzma.compress"],
  ["zlib.decompress", "gzip.decompress", "lzma.decompress"],
];

describe("knowledge of Python: the costs", () => {
  for (const group of same) {
    it(`${group[0]}: ${group.length} names for the same work cost the same`, () => {
      const costs = new Map(group.map((name) => [name, blockers[name]?.cost]));
      assert.deepEqual([...costs].filter(([, cost]) => cost === undefined), [], "not in the table");
      assert.equal(new Set(costs.values()).size, 1, JSON.stringify(Object.fromEntries(costs)));
    });
  }

  it("keeps what asks one question below what changes a directory, and that below a whole file", () => {
    const ordered = ["os.stat", "os.mkdir", "pathlib.Path.read_text"].map((name) => blockers[name]?.cost);
    assert.deepEqual(ordered, ["low", "medium", "high"]);
  });

  it("never sends to another thread what belongs to one", () => {
    const bound = [
      "sqlite3.Cursor.execute", "sqlite3.connect", "threading.Lock.acquire", "concurrent.futures.Future.result", "os.walk.__iter__",
      "psycopg2.extensions.cursor.fetchall", "asyncio.run",
    ];
    for (const name of bound) assert.equal(blockers[name]?.offload, "no", name);
  });

  it("is silent where the arguments say that it will not wait", () => {
    const harmless: readonly (readonly [string, string])[] = [
      ["queue.Queue.get", "0|block=False"], ["queue.Queue.get", "1|timeout=0"], ["threading.Lock.acquire", "0|blocking=False"], ["time.sleep", "0=0"],
      ["threading.Thread.join", "0|timeout=0"], ["concurrent.futures.Future.result", "0|timeout=0"], ["select.select", "3=0"],
      ["concurrent.futures.Executor.shutdown", "0|wait=False"],
    ];
    for (const [name, condition] of harmless) assert.ok(blockers[name]?.unless?.includes(condition), `${name}: ${condition}`);
  });
});
