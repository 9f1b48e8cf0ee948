import type { Call } from "../../model/step.js";
import { walk } from "../../model/walk.js";
import type { FuncNode, Scope } from "../../resolve/node.js";
import type { Analysis } from "../../summary/analysis.js";
import { receiverOf } from "../../summary/frame.js";

// These raise where no loop runs, and a thread has none.
const asking = /^asyncio\.(?:all_tasks|create_task|current_task|ensure_future|gather|get_event_loop|get_running_loop|shield|wrap_future|Future)$/;
// Only the thread of the loop may call these: another one's call is lost until the loop happens to wake, or breaks what it meets.
const unsafe = new RegExp(`^asyncio\\.(?:${[
  String.raw`AbstractEventLoop\.(?:add_(?:reader|writer|signal_handler)|call_(?:at|later|soon)|create_(?:future|task)|remove_(?:reader|writer)|stop)`,
  String.raw`(?:Future|Task)\.(?:cancel|set_exception|set_result)`, String.raw`TaskGroup\.create_task`, String.raw`Event\.(?:clear|set)`,
  String.raw`\w*Queue\.(?:get_nowait|put_nowait|task_done)`, String.raw`(?:Condition|Lock|\w*Semaphore)\.(?:notify|notify_all|release)`,
  String.raw`StreamWriter\.(?:close|write|write_eof|writelines)`,
].join("|")})$`);
// A handler can be set by the main thread alone.
const main = /^signal\.(?:signal|set_wakeup_fd)$/;

/** Whether what a Python call sets off touches the running loop, or what belongs to it: another thread may not do that. */
export function isLoopBound(callees: readonly FuncNode[], { summaries, world }: Analysis): boolean {
  const seen = new Set(callees);
  for (const node of seen) {
    const { func } = node;
    // A coroutine that is only made does nothing yet.
    if (!func || func.async) continue;
    const self = receiverOf(node, world);
    const scope: Scope = { path: node.path, func, ...(self ? { self } : {}) };
    let found = false;
    walk(func.steps, (step) => void (found ||= step.is === "call" && touches(step, scope, world)));
    if (found) return true;
    for (const callee of summaries.resolved(node).calls) seen.add(callee);
  }
  return false;
}

const touches = ({ ref }: Call, scope: Scope, world: Analysis["world"]): boolean =>
  world.evaluate(ref.callee, scope).some((value) => value.is === "external" && [asking, unsafe, main].some((names) => names.test(value.name)));
