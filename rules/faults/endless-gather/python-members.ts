import type { Node } from "web-tree-sitter";
import { lineEnd, lineStart } from "../../python/write/file.js";
import type { PythonFile } from "../../python/write/file.js";
import { argumentsOf, bare, parts, upwards } from "../../python/write/tree.js";
import { heldBy, isOne, startedBy, stemOf, type Work } from "./python-work.js";

/** One member of a gather: the lines that start it, and how it is called from then on. `many`: it is a list (written with its star where it is finite). */
export interface Part { readonly endless: boolean; readonly many: boolean; readonly name: string; readonly before: readonly string[] }

/** The members of `gather(…)` in order; undefined where one may be endless or not. */
export function membersOf(work: Work, create: string, fresh: (stem: string) => string): Part[] | undefined {
  const { file, node: call } = work;
  const found: Part[] = [];
  for (const argument of argumentsOf(call)) {
    if (argument.type === "keyword_argument") continue;
    const part = memberOf(bare(argument), work, create, fresh);
    if (!part) return undefined;
    const { above, behind } = commentsOf(file, argument);
    const [first, ...more] = part.before;
    found.push({ ...part, before: first === undefined ? above : [...above, first + behind, ...more] });
  }
  return found;
}

function memberOf(node: Node, work: Work, create: string, fresh: (stem: string) => string): Part | undefined {
  const { members, others } = work.site;
  const task = (stem: string, text: string, endless: boolean): Part => {
    const name = fresh(`${stem}_task`);
    return { endless, many: false, name, before: [`${name} = ${text}`] };
  };
  if (node.type === "list_splat" || node.type === "dictionary_splat") return spread(bare(parts(node)[0]!), node, work, create, fresh);
  if (node.type === "identifier") {
    const [value, ...more] = valuesOf(node, work);
    const endless = value && heldBy(value, members);
    if (!endless) return plain(node);
    if (more.length > 0) return undefined;
    if (startedBy(value)) return { endless: true, many: false, name: node.text, before: [] };
    return isOne(value, members) ? task(stemOf(endless), `${create}(${node.text})`, true) : undefined;
  }
  const endless = heldBy(node, members);
  if (endless) {
    if (isOne(node, members)) return task(stemOf(endless), `${create}(${node.text})`, true);
    const started = startedBy(node);
    return started && isOne(started, members) ? task(stemOf(endless), node.text, true) : undefined;
  }
  const coroutine = isOne(node, others) ? heldBy(node, others)! : undefined;
  return coroutine ? task(stemOf(coroutine), `${create}(${node.text})`, false) : plain(node);
}

const plain = (node: Node): Part => ({ endless: false, many: node.type === "list_splat", name: node.text, before: [] });

/** `*workers`, `*[consumer(q) for _ in range(3)]`. */
function spread(list: Node, star: Node, work: Work, create: string, fresh: (stem: string) => string): Part | undefined {
  const { members } = work.site;
  if (list.type === "identifier") {
    const values = valuesOf(list, work);
    const held = values.map((value) => heldBy(value, members)).filter((member) => member !== undefined);
    if (held.length === 0) return plain(star);
    const elements = values.flatMap(elementsOf);
    if (elements.length === 0 || !elements.every((element) => heldBy(element, members))) return undefined;
    if (elements.every(startedBy)) return { endless: true, many: true, name: list.text, before: [] };
    if (!elements.every((element) => isOne(element, members))) return undefined;
    const [name, each] = [fresh(`${stemOf(held[0]!)}_tasks`), fresh("coroutine")];
    return { endless: true, many: true, name, before: [`${name} = [${create}(${each}) for ${each} in ${list.text}]`] };
  }
  const endless = heldBy(list, members);
  if (!endless) return plain(star);
  const [element, ...more] = elementsOf(list);
  if (!element || more.length > 0 || !/comprehension$|^generator_expression$/.test(list.type)) return undefined;
  const text = isOne(element, members) ? `${create}(${element.text})` : startedBy(element) ? element.text : undefined;
  if (text === undefined) return undefined;
  const name = fresh(`${stemOf(endless)}_tasks`);
  return { endless: true, many: true, name, before: [`${name} = [${text}${list.text.slice(element.endIndex - list.startIndex, -1)}]`] };
}

/** What may be in a list that is written out, or is computed; nothing in an empty one. */
function elementsOf(list: Node): Node[] {
  if (/^(?:list|tuple|set)$/.test(list.type)) return parts(list).map(bare);
  if (/comprehension$|^generator_expression$/.test(list.type)) return [bare(list.childForFieldName("body")!)];
  return [list];
}

/** All that is bound to a name in its function, or put into the list of that name. */
function valuesOf(name: Node, { statement }: Work): Node[] {
  const func = [...upwards(statement)].find(([parent]) => parent.type === "function_definition")?.[0];
  const assigned = func?.descendantsOfType("assignment").filter((each) => each.childForFieldName("left")?.text === name.text) ?? [];
  const filled = func?.descendantsOfType("call").filter((call) => call.childForFieldName("function")!.text === `${name.text}.append`) ?? [];
  return [...assigned.map((each) => each.childForFieldName("right")), ...filled.map((call) => argumentsOf(call)[0])].flatMap((value) => (value ? [bare(value)] : []));
}

/** The comments that belong to an argument: the lines above it, and what stands behind it on its line. */
function commentsOf(file: PythonFile, argument: Node): { readonly above: string[]; readonly behind: string } {
  const above: string[] = [];
  for (let before = argument.previousNamedSibling; before?.type === "comment"; before = before.previousNamedSibling) {
    if (/\S/.test(file.text.slice(lineStart(file, before.startIndex), before.startIndex))) break;
    above.unshift(before.text);
  }
  const behind = argument.nextNamedSibling;
  return { above, behind: behind?.type === "comment" && behind.startIndex <= lineEnd(file, argument.endIndex) ? `  ${behind.text}` : "" };
}
