import assert from "node:assert/strict";
import { typescriptBlockers as blockers } from "../../rules/faults/blocking-call/typescript-blockers/index.js";
import { shelf } from "./shelf.js";

/** Calls that make the same system call, or do the same work, whatever they are named. */
const same: readonly (readonly string[])[] = [
  [
    "fs.readFileSync", "graceful-fs.readFileSync", "fs-extra.readFileSync", "fs-extra.readJsonSync", "fs-extra.readJSONSync",
    "jsonfile.readFileSync",
    "load-json-file.loadJsonFileSync", "read-pkg.readPackageSync", "Deno.readFileSync", "Deno.readTextFileSync", "shelljs.cat",
  ],
  [
    "fs.writeFileSync", "fs.appendFileSync", "fs-extra.writeFileSync", "fs-extra.outputFileSync", "fs-extra.writeJsonSync",
    "fs-extra.outputJsonSync",
    "jsonfile.writeFileSync", "write-json-file.writeJsonFileSync", "write-file-atomic.sync", "Deno.writeFileSync", "Deno.writeTextFileSync",
  ],
  ["fs.copyFileSync", "fs.cpSync", "fs-extra.copySync", "Deno.copyFileSync", "shelljs.cp"],
  [
    "fs.rmSync", "fs-extra.removeSync", "fs-extra.emptyDirSync", "rimraf.sync", "rimraf.rimrafSync", "del.deleteSync",
    "Deno.removeSync", "shelljs.rm",
  ],
  ["fs.globSync", "glob.sync", "glob.globSync", "fast-glob.sync", "globby.globbySync", "tinyglobby.globSync", "shelljs.find"],
  ["fs.fsyncSync", "fs.fdatasyncSync", "Deno.FsFile.syncSync", "Deno.FsFile.syncDataSync"],
  [
    "fs.mkdirSync", "fs.mkdtempSync", "fs-extra.ensureDirSync", "fs-extra.mkdirsSync", "fs-extra.mkdirpSync", "mkdirp.sync",
    "mkdirp.mkdirpSync",
    "make-dir.makeDirectorySync", "tmp.dirSync", "Deno.mkdirSync", "Deno.makeTempDirSync", "shelljs.mkdir", "proper-lockfile.lockSync",
  ],
  ["fs.renameSync", "fs-extra.moveSync", "Deno.renameSync", "shelljs.mv"],
  ["fs.readdirSync", "fs.Dir.readSync", "fs.opendirSync", "Deno.readDirSync", "shelljs.ls"],
  ["fs.openSync", "fs-extra.ensureFileSync", "tmp.fileSync", "Deno.openSync", "Deno.createSync", "shelljs.touch"],
  [
    "fs.linkSync", "fs.symlinkSync", "fs-extra.ensureLinkSync", "fs-extra.ensureSymlinkSync", "Deno.linkSync", "Deno.symlinkSync",
    "shelljs.ln",
  ],
  ["fs.readSync", "fs.readvSync", "fs.writeSync", "fs.writevSync", "Deno.FsFile.readSync", "Deno.FsFile.writeSync"],
  ["fs.truncateSync", "fs.ftruncateSync", "Deno.truncateSync", "Deno.FsFile.truncateSync"],
  [
    "fs.existsSync", "fs.accessSync", "fs.statSync", "fs.lstatSync", "fs.fstatSync", "fs-extra.pathExistsSync",
    "path-exists.pathExistsSync",
    "Deno.statSync", "Deno.lstatSync", "Deno.FsFile.statSync", "shelljs.test",
  ],
  ["fs.realpathSync", "fs.realpathSync.native", "fs.readlinkSync", "Deno.realPathSync", "Deno.readLinkSync"],
  [
    "fs.chmodSync", "fs.fchmodSync", "fs.chownSync", "fs.utimesSync", "fs.futimesSync", "Deno.chmodSync", "Deno.chownSync",
    "Deno.utimeSync", "shelljs.chmod",
  ],
  [
    "child_process.execSync", "child_process.execFileSync", "child_process.spawnSync", "execa.execaSync", "execa.sync",
    "cross-spawn.sync", "shelljs.exec",
    "Deno.Command.outputSync", "Bun.spawnSync",
  ],
  ["zlib.gzipSync", "zlib.zstdCompressSync", "Bun.gzipSync", "Bun.zstdCompressSync", "fflate.gzipSync", "pako.gzip", "snappy.compressSync"],
  [
    "crypto.pbkdf2Sync", "crypto.scryptSync", "bcrypt.hashSync", "bcryptjs.hashSync", "crypto-js.PBKDF2", "node-forge.pkcs5.pbkdf2",
    "Bun.password.hashSync",
  ],
  ["better-sqlite3.Statement.all", "libsql.Statement.all", "sqlite.StatementSync.all", "bun:sqlite.Statement.all"],
  [
    "better-sqlite3.Statement.get", "better-sqlite3.Statement.run", "sqlite.StatementSync.get", "sqlite.StatementSync.run",
    "bun:sqlite.Statement.run",
  ],
  ["better-sqlite3.Database.exec", "sqlite.DatabaseSync.exec", "bun:sqlite.Database.exec"],
  ["better-sqlite3", "sqlite.DatabaseSync", "bun:sqlite.Database"],
];

describe("knowledge of JavaScript: what blocking costs", () => {
  it("is the same for the same work", () => {
    for (const group of same) {
      for (const name of group) {
        const blocker = blockers[shelf.canonical(name)];
        assert.ok(blocker, name);
        assert.equal(blocker.cost, blockers[group[0]!]!.cost, `${name} and ${group[0]}`);
      }
    }
  });

  it("is high for what grows or waits, medium for one operation, low for one look", () => {
    const costs = {
      "fs.readFileSync": "high", "child_process.execSync": "high", "Atomics.wait": "high", "fs.mkdirSync": "medium", "fs.existsSync": "low",
    };
    for (const [name, cost] of Object.entries(costs)) assert.equal(blockers[name]?.cost, cost, name);
    for (const [name, { cost, why }] of Object.entries(blockers)) {
      if (["sleep", "network", "process", "lock", "future", "input"].includes(why)) assert.equal(cost, "high", `${name} waits on others`);
    }
  });

  it("sends work to a worker, and nothing that belongs to its thread", () => {
    for (const [name, { why, offload }] of Object.entries(blockers)) {
      if (why === "database" || why === "dialog" || why === "input" || why === "sleep") assert.equal(offload, "no", name);
      if (why === "cpu" && name !== "v8.writeHeapSnapshot") assert.equal(offload, "process", name);
    }
  });
});
