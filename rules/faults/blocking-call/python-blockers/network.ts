import type { Blocker, Blockers } from "../../../model/blocker.js";
import { alike } from "../../../model/table.js";

/** Waits for a peer: as long as it likes, or until a timeout of many seconds. */
const network: Blocker = { cost: "high", why: "network" };
const onSocket: Blocker = { ...network, unlessReady: true, calmedBy: ["setblocking=false", "setblocking=0", "settimeout=0"] };
const dns: Blocker = { cost: "high", why: "dns" };
const iterator: Blocker = { ...network, offload: "no" };
/** A constructor that connects where it is told a host. */
const withHost: Blocker = { ...network, only: ["0|host"] };

const answer = "read read1 readinto readline readlines";

/** The standard library's network. */
export const standardNetwork: Blockers = {
  "socket.create_connection": network,
  ...alike(
    "socket.socket",
    "accept connect connect_ex recv recv_into recvfrom recvfrom_into recvmsg recvmsg_into send sendall sendfile sendmsg " +
      "sendto",
    onSocket,
  ),
  ...alike("ssl.SSLSocket", "do_handshake read unwrap write", onSocket),
  "ssl.get_server_certificate": network,
  ...alike("socket", "getaddrinfo getfqdn gethostbyaddr gethostbyname gethostbyname_ex", dns),
  // The loop's own takes the same arguments; its getaddrinfo takes the family by keyword only, so it is no twin.
  "socket.getnameinfo": { ...dns, twin: { call: "asyncio.get_running_loop().getnameinfo", module: "asyncio" } },

  "select.select": { ...network, unless: ["3=0"] },
  "select.poll.poll": { ...network, unless: ["0=0"] },
  "select.epoll.poll": { ...network, unless: ["0|timeout=0"] },
  "select.kqueue.control": { ...network, unless: ["2=0"] },
  "selectors.BaseSelector.select": { ...network, unless: ["0|timeout=0"] },

  ...alike("urllib.request", "urlopen urlretrieve", network),
  "urllib.request.OpenerDirector.open": network,
  "urllib.robotparser.RobotFileParser.read": network,
  // putrequest and putheader only fill a buffer.
  ...alike("http.client.HTTPConnection", "connect endheaders getresponse request send", network),
  ...alike("http.client.HTTPResponse", answer, network),
  "http.client.HTTPResponse.__iter__": iterator,

  ...alike("smtplib", "SMTP SMTP_SSL LMTP", withHost),
  ...alike("smtplib.SMTP", "connect data docmd ehlo helo login mail noop quit rcpt rset send_message sendmail starttls verify", network),
  ...alike("ftplib", "FTP FTP_TLS", withHost),
  ...alike(
    "ftplib.FTP",
    "connect cwd delete dir login mkd nlst pwd quit rename retrbinary retrlines rmd sendcmd size storbinary storlines voidcmd",
    network,
  ),
  ...alike("imaplib", "IMAP4 IMAP4_SSL", network),
  ...alike(
    "imaplib.IMAP4",
    "append authenticate check close copy create delete expunge fetch list login logout lsub noop rename search select starttls status store uid",
    network,
  ),
  ...alike("poplib", "POP3 POP3_SSL", network),
  ...alike("poplib.POP3", "apop capa dele list noop pass_ quit retr rset stat stls top uidl user", network),
  "telnetlib.Telnet": withHost,
  ...alike("telnetlib.Telnet", "expect interact open read_all read_some read_until write", network),
  ...alike("nntplib", "NNTP NNTP_SSL", network),

  ...alike("socketserver.BaseServer", "handle_request serve_forever", network),
  "multiprocessing.connection.Client": network,
  "multiprocessing.connection.Listener.accept": network,
};
