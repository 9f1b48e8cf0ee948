import { alike } from "../../model/table.js";
import type { Part } from "./part.js";

/** Classes and makers that are known only for what blocks on them. A callable that a call gives is named after it: `deasync()`. */
export const blocking: Part = {
  classes: {
    "adm-zip": ["adm-zip.AdmZip"],
    ...alike("", "adm-zip.AdmZip cosmiconfig.PublicExplorerSync lowdb.LowSync Bun.Transpiler @tensorflow/tfjs.Tensor", []),
  },
  returns: {
    "cosmiconfig.cosmiconfigSync": "cosmiconfig.PublicExplorerSync",
    "lilconfig.lilconfigSync": "cosmiconfig.PublicExplorerSync",
    ...alike("lowdb/node", "JSONFileSyncPreset", "lowdb.LowSync"),
    deasync: "call deasync()",
    "prompt-sync": "call prompt-sync()",
    "@kaciras/deasync.deasync": "call @kaciras/deasync.deasync()",
    "make-synchronized": "call make-synchronized()",
    "make-synchronous": "call make-synchronous()",
    "sync-rpc": "call sync-rpc()",
    "sync-threads.createSyncFn": "call sync-threads.createSyncFn()",
    "synckit.createSyncFn": "call synckit.createSyncFn()",
  },
};
