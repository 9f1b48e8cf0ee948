import type { Planter, Scope } from "../scope.js";
import type { Lines } from "../text.js";

/** A function for the pool, and one that gives it work in a thread: the statements that run it. */
function weighed(scope: Scope, body: (weigh: string) => Lines): Lines {
  const [weigh, all, name] = [scope.name("weigh"), scope.name("weigh_all"), scope.name("weight")];
  scope.define(`def ${weigh}(parcel):`, [`return parcel * ${2 + scope.chance.below(5)}`], "", "");
  scope.define(`def ${all}(parcels):`, ["with ThreadPool(2) as pool:", body(weigh)], "", "");
  return [`${name} = await asyncio.to_thread(${all}, [total, 2, 3])`, ...scope.tell(`${name} % 1009`)];
}

/** Work that is given to a pool one by one. */
export const serialPool: Planter = {
  python: {
    "a list filled in a loop": (scope) => weighed(scope, (weigh) => [
      scope.choose(`weights = pool.map(${weigh}, parcels)`, ["weights = []", "for parcel in parcels:", [scope.found(`weights.append(pool.apply(${weigh}, (parcel,)))`)]]),
      "return sum(weights) + weights[0]",
    ]),
    "a comprehension": (scope) => weighed(scope, (weigh) => [
      scope.choose(`return sum(pool.map(${weigh}, parcels))`, scope.found(`return sum([pool.apply(${weigh}, (parcel,)) for parcel in parcels])`)),
    ]),
    "a sum": (scope) => weighed(scope, (weigh) => [
      "whole = 0",
      scope.choose(
        [`results = [pool.apply_async(${weigh}, (parcel,)) for parcel in parcels]`, "for result in results:", ["whole += result.get()"]],
        ["for parcel in parcels:", [scope.found(`weight = pool.apply(${weigh}, (parcel,))`), "whole += weight"]],
      ),
      "return whole",
    ]),
    "a row": (scope) => weighed(scope, (weigh) => [
      scope.choose(
        [`result = pool.apply_async(${weigh}, (parcels[0],))`, `other = pool.apply_async(${weigh}, (parcels[1],))`, "first = result.get()", "second = other.get()"],
        [`first = pool.apply(${weigh}, (parcels[0],))`, scope.found(`second = pool.apply(${weigh}, (parcels[1],))`)],
      ),
      "return first * 2 + second",
    ]),
  },
};
