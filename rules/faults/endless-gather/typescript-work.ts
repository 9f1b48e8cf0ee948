import ts from "typescript";
import { bindingOf } from "../../typescript/write/names.js";
import { quote, semicolon } from "../../typescript/write/style.js";
import type { EndlessSite, MemberPlace } from "./site.js";

/** What a fix is written from: the `await` that never ends, and its statement. */
export interface Work {
  readonly site: EndlessSite;
  readonly file: ts.SourceFile;
  readonly awaited: ts.AwaitExpression;
  readonly statement: ts.Statement;
}

/** The place whose call the node is. */
export const placeOf = (node: ts.Node, places: readonly MemberPlace[]): MemberPlace | undefined =>
  places.find(({ span }) => span[0] === node.getStart() && span[1] === node.end);

/** Calls that are started before the rest is waited for: the lines that do so, and those that stop them again, to stand in a `finally`; none where nothing can. */
export interface Started { readonly before: readonly string[]; readonly final: readonly string[] }

/** Starts endless calls. Undefined where one is stopped by a signal that comes from elsewhere: it is not for this function to do so. */
export function started(calls: readonly ts.CallExpression[], { site, file }: Work, unit: string, fresh: (stem: string) => string): Started | undefined {
  const [end, q] = [semicolon(file), quote(file)];
  const before: string[] = [];
  const aborts = new Set<string>();
  const waits: string[] = [];
  let made: string | undefined;
  for (const call of calls) {
    const place = placeOf(call, site.members)!;
    const given = place.signal === undefined ? undefined : call.arguments[place.signal];
    if (place.signal === undefined || (given === undefined && call.arguments.length < place.signal)) {
      before.push(`// \`${place.name}\` never ends: it goes on until the process does, for it takes no AbortSignal.`, `${call.getText()}.catch((error) => console.error(error))${end}`);
      continue;
    }
    const controller = given ? controllerOf(given) : (made ??= fresh("ac"));
    if (controller === undefined) return undefined;
    if (controller === made && aborts.size === 0) before.push(`const ${controller} = new AbortController()${end}`);
    aborts.add(controller);
    const name = fresh(`${stemOf(place)}Promise`);
    const text = given ? call.getText() : withArgument(call, `${controller}.signal`);
    before.push(`const ${name} = ${text}${end}`, `${name}.catch(() => {})${end}`);
    waits.push(`await ${name}.catch((error) => {`, `${unit}if (error.name !== ${q}AbortError${q}) throw error${end}`, `})${end}`);
  }
  return { before, final: [...[...aborts].map((controller) => `${controller}.abort()${end}`), ...waits] };
}

/** The AbortController that a signal is taken from, where it is made in this file. */
function controllerOf(signal: ts.Expression): string | undefined {
  if (!ts.isPropertyAccessExpression(signal) || signal.name.text !== "signal" || !ts.isIdentifier(signal.expression)) return undefined;
  const holder = bindingOf(signal.expression.text, signal)?.parent;
  const value = holder && ts.isVariableDeclaration(holder) ? holder.initializer : undefined;
  return value && ts.isNewExpression(value) && value.expression.getText() === "AbortController" ? signal.expression.text : undefined;
}

function withArgument(call: ts.CallExpression, argument: string): string {
  const text = call.getText();
  const last = call.arguments.at(-1);
  const at = last ? last.end - call.getStart() : text.lastIndexOf("(") + 1;
  return `${text.slice(0, at)}${last ? ", " : ""}${argument}${text.slice(at)}`;
}

/** The name of a callee for a variable: `ticker` of `this.ticker`. */
export const stemOf = ({ name }: MemberPlace): string => /[A-Za-z_$][\w$]*$/.exec(name)?.[0].replace(/^_+/, "") ?? "endless";

/** The title of a fix: what becomes of the endless calls. */
export function titleOf({ members, others }: EndlessSite, stopped: boolean): string {
  const of = stopped ? members.filter(({ signal }) => signal !== undefined) : members;
  const names = [...new Set(of.map(({ name }) => `\`${name}\``))];
  const [rest, many] = [others.length === 1 ? `\`${others[0]!.name}\`` : "the rest", names.length > 1];
  return stopped
    ? `Abort ${names.join(" and ")} when ${rest} is done (an error of ${many ? "theirs" : "its own"} surfaces then)`
    : `Wait for ${rest} alone; ${names.join(" and ")} ${many ? "go" : "goes"} on, and ${many ? "their" : "its"} errors are told`;
}
