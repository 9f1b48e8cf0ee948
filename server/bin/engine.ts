import { setFlagsFromString } from "node:v8";

// A run of the command is over in seconds: on its first rounds through a workspace V8 would spend a quarter of all processor time on optimizing
// code that is soon not called any more, or optimized again because it meets objects of further shapes. With less put into each other's
// bodies, and later, half of that is saved, and nothing is slower. Measured with `npm run bench -- --only a`.
setFlagsFromString("--max-inlined-bytecode-size-cumulative=150");
// Later versions have other means to that end, and complain of flags that they do not know. And what the young generation leaves behind is
// carried over by one thread: where several do it, they wait for each other as much as they work, and nothing is done sooner.
if (process.versions.v8.startsWith("11.")) {
  setFlagsFromString("--interrupt-budget=300000");
  setFlagsFromString("--no-parallel-scavenge");
}
