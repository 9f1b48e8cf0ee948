import { alike } from "../../model/table.js";
import { later, type Part } from "./part.js";

/**
 * What browsers offer, and Node, Deno and Bun with them. Left out are promises that are dropped by design: `audio.play()`,
 * `navigator.clipboard.writeText()`, `writer.write()` (its `ready` is what one waits for), `stream.cancel()`.
 */
export const web: Part = {
  classes: {
    EventTarget: [],
    ...alike("", "AbortSignal BroadcastChannel EventSource MessagePort Notification WebSocket Worker XMLHttpRequest", ["EventTarget"]),
    // What Request and Response share (`Body` is no global, it is the standard's name for it).
    Body: [],
    Request: ["Body"],
    Response: ["Body"],
    // What fetch gives is a class of its own here: `Response.json(data)` is also a static method, which makes a Response and no promise,
    // and a method and a static of one name are one entry.
    "fetch.Response": ["Response"],
    Blob: [],
    File: ["Blob"],
    ReadableStream: [],
    ReadableStreamDefaultReader: [],
  },
  returns: {
    fetch: "await fetch.Response",
    ...alike("Body", "arrayBuffer bytes formData text", "await"),
    "Body.blob": "await Blob",
    "Request.json": "await",
    "fetch.Response.json": "await",
    "fetch.Response.clone": "fetch.Response",
    ...alike("Blob", "arrayBuffer bytes text", "await"),
    "ReadableStream.getReader": "ReadableStreamDefaultReader",
    "ReadableStream.pipeTo": "await",
    "ReadableStreamDefaultReader.read": "await",
    ...alike(
      "crypto.subtle",
      "decrypt deriveBits deriveKey digest encrypt exportKey generateKey importKey sign unwrapKey verify wrapKey",
      "await",
    ),
    ...alike("WebAssembly", "compile compileStreaming instantiate instantiateStreaming", "await"),
    createImageBitmap: "await",
  },
  callbacks: {
    ...alike("", "requestAnimationFrame requestIdleCallback", later(0)),
    ...alike("", "addEventListener document.addEventListener EventTarget.addEventListener", later(1)),
    ...alike("", "IntersectionObserver MutationObserver PerformanceObserver ResizeObserver", later(0)),
  },
};
