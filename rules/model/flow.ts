import type { Enter, Jump, Step, Try } from "./step.js";

/**
 * A point of the flow graph: one step that holds no others, or a place where ways part or meet (no step). `next` is where control goes
 * from there, `thrown` where it goes when the step raises.
 */
export interface FlowNode { readonly step?: Step; readonly next: FlowNode[]; readonly thrown: FlowNode[] }

/** The flow graph of a function: `exit` is its normal end (a `return` too), `raised` the end by an exception. */
export interface Flow { readonly entry: FlowNode; readonly exit: FlowNode; readonly raised: FlowNode }

/** Where control goes when it leaves the current list of steps other than at its end. */
interface Ways {
  readonly returned: () => FlowNode;
  readonly raised: () => FlowNode;
  readonly broken: (label: string | undefined) => FlowNode;
  readonly continued: (label: string | undefined) => FlowNode;
}

/** The flow graph of a function's steps. A `finally` stands in it once for each way that leads through it. */
export function flow(steps: readonly Step[]): Flow {
  const exit = point([]);
  const raised = point([]);
  const ways: Ways = { returned: () => exit, raised: () => raised, broken: () => exit, continued: () => exit };
  return { entry: list(steps, exit, ways), exit, raised };
}

/** Where control may go from a point, an exception included. */
export const everyWay = ({ next, thrown }: FlowNode): readonly FlowNode[] => [...next, ...thrown];

/** The points that can be reached from some, these included; `ways` says where one goes on from a point. */
export function reachable(from: readonly FlowNode[], ways = everyWay): readonly FlowNode[] {
  const seen = new Set(from);
  for (const node of seen) for (const next of ways(node)) seen.add(next);
  return [...seen];
}

const point = (next: FlowNode[], step?: Step, thrown: FlowNode[] = []): FlowNode => (step ? { step, next, thrown } : { next, thrown });

/** The graph is built from its end: each step is given what follows it. */
function list(steps: readonly Step[], after: FlowNode, ways: Ways): FlowNode {
  let next = after;
  for (let i = steps.length - 1; i >= 0; i--) next = one(steps[i]!, next, ways);
  return next;
}

function one(step: Step, next: FlowNode, ways: Ways): FlowNode {
  switch (step.is) {
    case "branch": return point(step.arms.map((arm) => list(arm, next, ways)));
    case "loop": return loop(step, next, ways);
    case "try": return tried(step, next, ways);
    case "enter": return point([list((step satisfies Enter).body, next, ways)], step, [ways.raised()]);
    case "jump": return point([jumped(step, ways)], step);
    case "bind": return point([next], step);
    default: return point([next], step, [ways.raised()]);
  }
}

function jumped(step: Jump, ways: Ways): FlowNode {
  switch (step.to) {
    case "return": return ways.returned();
    case "raise": return ways.raised();
    case "break": return ways.broken(step.label);
    case "continue": return ways.continued(step.label);
  }
}

function loop(step: Step & { is: "loop" }, next: FlowNode, ways: Ways): FlowNode {
  const head = point([]);
  const round = list(step.after ?? [], head, ways);
  const mine = (label: string | undefined): boolean => label === undefined || label === step.label;
  const within: Ways = {
    ...ways,
    broken: (label) => (mine(label) ? next : ways.broken(label)),
    continued: (label) => (mine(label) ? round : ways.continued(label)),
  };
  const body = list(step.body, round, within);
  const parting = point(step.endless ? [body] : [body, list(step.otherwise, next, ways)]);
  head.next.push(list(step.test, parting, ways));
  return head;
}

function tried(step: Try, next: FlowNode, ways: Ways): FlowNode {
  const outer = step.final.length > 0 ? through(step, ways) : ways;
  const end = step.final.length > 0 ? list(step.final, next, ways) : next;
  const handlers = step.handlers.map((handler) => list(handler.body, end, outer));
  const all = step.handlers.some(({ catches }) => catches === undefined);
  const dispatch = point(all ? handlers : [...handlers, outer.raised()]);
  const otherwise = list(step.otherwise, end, outer);
  return list(step.body, otherwise, { ...outer, raised: () => (step.handlers.length > 0 ? dispatch : outer.raised()) });
}

/** The ways out of a try statement, each through its `finally`, which is built when a way is first taken. */
function through(step: Try, ways: Ways): Ways {
  const built = new Map<FlowNode, FlowNode>();
  const via = (target: FlowNode): FlowNode => {
    let entry = built.get(target);
    if (!entry) built.set(target, (entry = list(step.final, target, ways)));
    return entry;
  };
  return {
    returned: () => via(ways.returned()),
    raised: () => via(ways.raised()),
    broken: (label) => via(ways.broken(label)),
    continued: (label) => via(ways.continued(label)),
  };
}
