import { alike } from "../../model/table.js";
import { later, type Part } from "./part.js";

const verbs = "all delete get head options patch post put";

/** Servers that call handlers: express, koa, fastify, hono, ws, socket.io. */
export const servers: Part = {
  classes: {
    // The names of express's types: an annotation is as good as a call.
    "express.IRouter": [],
    "express.IRoute": [],
    "express.Router": ["express.IRouter"],
    "express.Application": ["express.IRouter", "events.EventEmitter"],
    "express.Express": ["express.Application"],
    "express.Request": ["http.IncomingMessage"],
    "express.Response": ["http.ServerResponse"],

    "koa.Application": ["events.EventEmitter"],
    // The package is the class.
    koa: ["koa.Application"],
    "@koa/router.Router": [],
    "@koa/router": ["@koa/router.Router"],
    "fastify.FastifyInstance": [],
    "hono.Hono": [],

    ...alike("ws", "WebSocket WebSocketServer", ["events.EventEmitter"]),
    ws: ["ws.WebSocket"],
    ...alike("socket.io", "Namespace Server Socket", ["events.EventEmitter"]),
    "socket.io-client.Socket": ["events.EventEmitter"],
  },
  returns: {
    express: "express.Express",
    "express.IRouter.route": "express.IRoute",
    ...alike("express.IRoute", verbs, "express.IRoute"),
    "express.Application.listen": "http.Server",
    "koa.Application.listen": "http.Server",
    ...alike("", "fastify fastify.fastify", "fastify.FastifyInstance"),
    ...alike("", "socket.io-client socket.io-client.connect socket.io-client.io", "socket.io-client.Socket"),
    "socket.io.Server.of": "socket.io.Namespace",
  },
  attributes: { "fastify.FastifyInstance.server": "http.Server" },
  callbacks: {
    // Handlers may stand in any number behind the path; `use` takes them without one too.
    ...alike("express.IRouter", verbs, later(1, 8)),
    "express.IRouter.use": later(0, 8),
    "express.IRouter.param": later(1),
    ...alike("express.IRoute", verbs, later(0, 8)),
    "express.Application.listen": later(0, 3),
    "express.Application.engine": later(1),
    ...alike("express.Response", "download render sendFile", later(1, 3)),

    "koa.Application.use": later(0),
    "koa.Application.listen": later(0, 3),
    ...alike("@koa/router.Router", `${verbs} register use`, later(0, 8)),
    "@koa/router.Router.param": later(1),

    // (path, handler) or (path, options, handler).
    ...alike("fastify.FastifyInstance", verbs, [...later(1, 2), { at: "handler", runs: "loop" }]),
    "fastify.FastifyInstance.route": [{ at: "handler", runs: "loop" }],
    ...alike("fastify.FastifyInstance", "addContentTypeParser addHook", later(1, 2)),
    ...alike("fastify.FastifyInstance", "setErrorHandler setNotFoundHandler", later(0, 1)),
    "fastify.FastifyInstance.listen": later(0, 3),

    // It answers HEAD by what is given for GET.
    ...alike("hono.Hono", `${verbs.replace("head ", "")} use`, later(0, 8)),
    "hono.Hono.on": later(2, 8),
    ...alike("hono.Hono", "notFound onError", later(0)),

    ...alike("socket.io", "Namespace.use Server.use Socket.use", later(0)),
  },
};
