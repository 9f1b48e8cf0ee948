export type { Blocker, Blockers, Cost, Twin, Why } from "../../model/blocker.js";
