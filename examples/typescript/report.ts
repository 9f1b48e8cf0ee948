import { createServer } from "node:http";
import { template } from "./templates.js";

function greeting(name: string): string {
  return template("hello").replace("NAME", name);
}

/** A server whose every answer waits for the disk, with all other answers behind it. */
export const server = createServer((request, response) => {
  response.end(greeting(request.url ?? "nobody"));
});

export async function preview(): Promise<string> {
  return greeting("preview");
}

// Found: blocking-call at `response.end(greeting(request.url ?? "nobody"));`
// Found: blocking-call at `return greeting("preview");`
