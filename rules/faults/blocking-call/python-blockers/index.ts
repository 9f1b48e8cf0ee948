import type { Blockers } from "../../../model/blocker.js";
import { clients } from "./clients.js";
import { computing } from "./computing.js";
import { databases } from "./databases.js";
import { disk } from "./disk.js";
import { files } from "./files.js";
import { http } from "./http.js";
import { models } from "./models.js";
import { standardNetwork } from "./network.js";
import { processes } from "./processes.js";
import { threads } from "./threads.js";
import { waiting } from "./waiting.js";

/** The files of this folder; no name stands in two of them. */
export const parts: readonly Blockers[] = [waiting, disk, files, processes, threads, standardNetwork, http, databases, models, clients, computing];

/** The callables of Python's library and packages that hold an event loop. */
export const pythonBlockers: Blockers = Object.assign({}, ...parts);
