import ts from "typescript";
import type { Edit, Fix } from "../../rule.js";
import { ordered, replace } from "../../typescript/write/edits.js";
import { bindingOf, freshName, usesOf } from "../../typescript/write/names.js";
import { isAsync, placeOf } from "../../typescript/write/place.js";
import { indentation, inList, lineEnd, semicolon } from "../../typescript/write/style.js";
import { chainMadeAsync, type Inner } from "./typescript-chain.js";

/** `xhr.open(method, url, false); xhr.send();` → `const response = await fetch(url, { method });`, where the file shows all that is done with the request. */
export function fetched(open: ts.CallExpression): Fix | undefined {
  const place = placeOf(open);
  const inner = place && !ts.isSourceFile(place) && isAsync(place) ? inFetch(open, place) : undefined;
  return inner && { title: "Await `fetch` instead of `XMLHttpRequest`", edits: ordered(inner.edits), safe: false };
}

/** Makes the helper that sends the request async. */
export const helperFetches = (call: ts.CallExpression): Fix | undefined => chainMadeAsync(call, (helper) => {
  const opens: ts.CallExpression[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === "open") opens.push(node);
    ts.forEachChild(node, look);
  };
  look(helper);
  const [open, ...others] = opens;
  return open && others.length === 0 ? inFetch(open, helper) : undefined;
});

/** What is told to a request before it is sent, each a statement of its own. */
interface Request { readonly first: ts.Statement; readonly last: ts.Statement; readonly options: readonly string[]; readonly url: string; readonly uses: readonly ts.Identifier[] }

function inFetch(open: ts.CallExpression, place: ts.Node): Inner | undefined {
  const request = requestOf(open);
  const file = open.getSourceFile();
  // One after another: the next one must see what names the first took.
  if (!request || file.text.slice(place.getStart(), request.first.getStart()).includes("new XMLHttpRequest")) return undefined;
  if (bindingOf("fetch", open) || /\/[/*]/.test(file.text.slice(request.first.getStart(), request.last.end).replace(/(["'`]).*?\1/g, ""))) return undefined;
  const response = freshName(file, "response");
  const text = freshName(file, "text");
  const reads = request.uses.map((use) => read(use, response, text, request.last, place));
  if (!reads.every((edit) => edit !== undefined)) return undefined;
  const end = semicolon(file);
  const line = `${lineEnd(file.text)}${indentation(file.text, request.first.getStart())}`;
  const options = request.options.length > 0 ? `, { ${request.options.join(", ")} }` : "";
  const body = reads.some((edit) => edit.text === text) ? `${line}const ${text} = await ${response}.text()${end}` : "";
  const written: Edit = { span: [request.first.getStart(), request.last.end], text: `const ${response} = await fetch(${request.url}${options})${end}${body}` };
  return { name: "fetch", edits: [written, ...reads] };
}

/** `const xhr = new XMLHttpRequest();`, `xhr.open(…)`, any number of `xhr.setRequestHeader(…)`, `xhr.send(…)`: one after another, and nothing else. */
function requestOf(open: ts.CallExpression): Request | undefined {
  const name = ts.isPropertyAccessExpression(open.expression) ? open.expression.expression : undefined;
  const binding = name && ts.isIdentifier(name) ? bindingOf(name.text, name) : undefined;
  const declared = binding?.parent;
  if (!binding || !declared || !ts.isVariableDeclaration(declared) || declared.type || !isRequest(declared.initializer)) return undefined;
  const first = declared.parent.parent;
  if (!ts.isVariableDeclarationList(declared.parent) || !ts.isVariableStatement(first) || declared.parent.declarations.length > 1 || !inList(first)) return undefined;
  const { statements } = first.parent as ts.Block;
  const at = statements.indexOf(first);
  const [method, url, , ...credentials] = open.arguments;
  if (statements[at + 1] !== open.parent || !ts.isExpressionStatement(open.parent) || !method || !url || !ts.isStringLiteral(method) || credentials.length > 0) return undefined;
  const headers: string[] = [];
  for (const statement of statements.slice(at + 2)) {
    const call = ts.isExpressionStatement(statement) ? callOf(statement.expression, binding) : undefined;
    const [one, two] = call?.arguments ?? [];
    if (call?.name === "setRequestHeader" && one && two && ts.isStringLiteral(one)) headers.push(`${one.getText()}: ${two.getText()}`);
    else if (call?.name === "send") {
      const names = headers.map((header) => header.slice(0, header.indexOf(":")).toLowerCase());
      const body = one && one.kind !== ts.SyntaxKind.NullKeyword && one.getText() !== "undefined" ? one.getText() : undefined;
      const bare = /^(?:GET|HEAD)$/i.test(method.text);
      // Sent with these, a body is ignored by the one and refused by the other.
      if ((bare && body !== undefined) || new Set(names).size < names.length) return undefined;
      const options = [
        ...(method.text.toUpperCase() === "GET" ? [] : [`method: ${method.getText()}`]), ...(headers.length > 0 ? [`headers: { ${headers.join(", ")} }`] : []), ...(body === undefined ? [] : [`body: ${body}`]),
      ];
      const uses = usesOf(binding).filter((use) => use.pos >= statement.end || use.end <= first.pos);
      return { first, last: statement, options, url: url.getText(), uses };
    } else return undefined;
  }
  return undefined;
}

const isRequest = (node: ts.Expression | undefined): boolean =>
  node !== undefined && ts.isNewExpression(node) && !node.arguments?.length && /^(?:(?:window|globalThis|self)\.)?XMLHttpRequest$/.test(node.expression.getText());

/** `xhr.name(…)`. */
function callOf(node: ts.Expression, binding: ts.Identifier): { readonly name: string; readonly arguments: readonly ts.Expression[] } | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression: of, name } = node.expression;
  return ts.isIdentifier(of) && bindingOf(of.text, of) === binding ? { name: name.text, arguments: node.arguments } : undefined;
}

/** What is read of the answer, from the other kind of answer. */
function read(use: ts.Identifier, response: string, text: string, last: ts.Statement, place: ts.Node): Edit | undefined {
  const access = use.parent;
  if (!ts.isPropertyAccessExpression(access) || access.expression !== use || use.pos < last.end || placeOf(use) !== place || isWritten(access)) return undefined;
  switch (access.name.text) {
    case "status": case "statusText": return replace(use, response);
    case "responseText": case "response": return replace(access, text);
    case "getResponseHeader":
      return ts.isCallExpression(access.parent) && access.parent.expression === access ? replace(access, `${response}.headers.get`) : undefined;
    default: return undefined;
  }
}

const isWritten = (access: ts.Expression): boolean =>
  ts.isBinaryExpression(access.parent) && access.parent.left === access && access.parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && access.parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
