// Takes the place of VS Code's native logger, which would have to be built: what VS Code calls of it, in plain JavaScript.
const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");

const levels = ["trace", "debug", "info", "warn", "error", "critical"];

class Logger {
  constructor(file) {
    this.file = file;
    this.level = 0;
    this.bare = false;
    mkdirSync(dirname(file), { recursive: true });
  }
  setLevel(level) {
    this.level = level;
  }
  clearFormatters() {
    this.bare = true;
  }
  setPattern() {}
  flush() {}
  drop() {}
  write(level, text) {
    if (level >= this.level) appendFileSync(this.file, this.bare ? text : `${new Date().toISOString()} [${levels[level]}] ${text}\n`);
  }
}
levels.forEach((name, level) => (Logger.prototype[name] = function (text) {
  this.write(level, text);
}));

exports.setLevel = exports.setFlushOn = exports.shutdown = () => {};
exports.createRotatingLogger = exports.createAsyncRotatingLogger = async (_name, file) => new Logger(file);
