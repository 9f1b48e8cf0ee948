// `npm test`: sets up, builds, checks the types, runs every suite, and ends with the line that says what passed.
import { spawn } from "node:child_process";
import { globSync } from "node:fs";
