import { alike } from "../../model/table.js";
import { later, type Part } from "./part.js";

const lookups =
  "lookup lookupService resolve resolve4 resolve6 resolveAny resolveCaa resolveCname resolveMx resolveNaptr resolveNs resolvePtr resolveSoa " +
  "resolveSrv resolveTxt reverse";
/** A Resolver asks name servers only: it has no `lookup`, which asks the system. */
const queries = lookups.replace("lookup lookupService ", "");

/** Node: sockets, HTTP, name look-ups. */
export const nodeNet: Part = {
  classes: {
    "net.Socket": ["stream.Duplex"],
    "net.Server": ["events.EventEmitter"],
    "tls.TLSSocket": ["net.Socket"],
    "tls.Server": ["net.Server"],
    "dgram.Socket": ["events.EventEmitter"],

    "http.Server": ["net.Server"],
    "https.Server": ["tls.Server"],
    "http.OutgoingMessage": ["stream.Stream"],
    "http.ClientRequest": ["http.OutgoingMessage"],
    "http.ServerResponse": ["http.OutgoingMessage"],
    "http.IncomingMessage": ["stream.Readable"],

    "http2.Http2Server": ["net.Server"],
    "http2.Http2SecureServer": ["tls.Server"],
    "http2.Http2ServerRequest": ["stream.Readable"],
    "http2.Http2ServerResponse": ["stream.Stream"],
    "http2.ClientHttp2Session": ["events.EventEmitter"],
    "http2.ClientHttp2Stream": ["stream.Duplex"],

    "dns.Resolver": [],
    "dns.promises.Resolver": [],
  },
  returns: {
    ...alike("net", "connect createConnection", "net.Socket"),
    "net.createServer": "net.Server",
    "tls.connect": "tls.TLSSocket",
    "tls.createServer": "tls.Server",
    "dgram.createSocket": "dgram.Socket",
    "http.createServer": "http.Server",
    "https.createServer": "https.Server",
    ...alike("http", "get request", "http.ClientRequest"),
    ...alike("https", "get request", "http.ClientRequest"),
    "http2.createServer": "http2.Http2Server",
    "http2.createSecureServer": "http2.Http2SecureServer",
    "http2.connect": "http2.ClientHttp2Session",
    "http2.ClientHttp2Session.request": "http2.ClientHttp2Stream",
    ...alike("dns.promises", lookups, "await"),
    ...alike("dns.promises.Resolver", queries, "await"),
  },
  attributes: {
    ...alike("http", "IncomingMessage.socket OutgoingMessage.socket", "net.Socket"),
  },
  callbacks: {
    ...alike("", "http.createServer https.createServer net.createServer tls.createServer", later(0, 1)),
    ...alike("http2", "createServer createSecureServer", later(0, 1)),
    ...alike("net", "connect createConnection Server.listen Socket.connect", later(0, 3)),
    "tls.connect": later(1, 3),
    ...alike("net", "Server.close Server.getConnections", later(0)),
    "net.Socket.setTimeout": later(1),
    ...alike("http", "get request", later(1, 2)),
    ...alike("https", "get request", later(1, 2)),
    ...alike("http", "OutgoingMessage.write OutgoingMessage.end", later(0, 2)),
    ...alike("http", "ClientRequest.setTimeout ServerResponse.setTimeout IncomingMessage.setTimeout Server.setTimeout", later(1)),
    "http2.connect": later(1, 2),
    "dgram.createSocket": later(1),
    ...alike("dgram.Socket", "bind send", later(0, 5)),
    ...alike("dns", lookups, later(1, 2)),
    ...alike("dns.Resolver", queries, later(1, 2)),
  },
};
