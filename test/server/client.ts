import type { Readable, Writable } from "node:stream";

/** A message as it is on the wire. */
export interface Message { readonly id?: number | string; readonly method?: string; readonly params?: any; readonly result?: any; readonly error?: { readonly code: number; readonly message: string } }

/** The server's answer was an error. */
export class AnswerError extends Error {
  constructor(readonly code: number, message: string) {
    super(message);
  }
}

interface Waiter { readonly wanted: (message: Message) => boolean; readonly resolve: (message: Message) => void; readonly reject: (error: Error) => void }

/** A language client that knows the wire and nothing else: headers, JSON, and which answer belongs to which question. */
export class Client {
  /** What the server asks, by method; whatever is not here is answered with null. */
  readonly answers = new Map<string, (params: any) => unknown>();
  /** Every message of the server's own that came. */
  readonly received: Message[] = [];
  #bytes = Buffer.alloc(0);
  #untaken: Message[] = [];
  #waiters: Waiter[] = [];
  readonly #pending = new Map<number, Waiter>();
  #lastId = 0;
  #ended: Error | undefined;

  constructor(readonly input: Readable, readonly output: Writable) {
    input.on("data", (chunk: Buffer) => this.#read(chunk));
    input.on("close", () => this.#end(new Error("the server has ended")));
    output.on("error", (error) => this.#end(error));
  }

  notify(method: string, params: unknown = {}): void {
    this.#write({ method, params });
  }

  /** Asks, and gives the answer. `id` of the promise cancels it. */
  request(method: string, params?: unknown): Promise<any> & { readonly id: number } {
    const id = ++this.#lastId;
    const answer = new Promise<any>((resolve, reject) => {
      if (this.#ended) return reject(this.#ended);
      this.#pending.set(id, {
        wanted: () => true, reject,
        resolve: ({ error, result }) => (error ? reject(new AnswerError(error.code, error.message)) : resolve(result)),
      });
      this.#write({ id, method, ...(params === undefined ? {} : { params }) });
    });
    return Object.assign(answer, { id });
  }

  cancel(id: number): void {
    this.notify("$/cancelRequest", { id });
  }

  /** The parameters of the next message of this method that nobody has waited for yet, be it here already or still to come. */
  async next(method: string, test: (params: any) => boolean = () => true): Promise<any> {
    const wanted = (message: Message): boolean => message.method === method && test(message.params);
    const at = this.#untaken.findIndex(wanted);
    if (at >= 0) return this.#untaken.splice(at, 1)[0]!.params;
    if (this.#ended) throw this.#ended;
    const message = await new Promise<Message>((resolve, reject) => this.#waiters.push({ wanted, resolve, reject }));
    return message.params;
  }

  /** How many messages of this method came and were not waited for. */
  waiting(method: string): number {
    return this.#untaken.filter((message) => message.method === method).length;
  }

  #read(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    for (;;) {
      const head = this.#bytes.indexOf("\r\n\r\n");
      if (head < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#bytes.toString("latin1", 0, head))?.[1]);
      if (Number.isNaN(length)) return this.#end(new Error(`this is no header: ${this.#bytes.toString("utf8", 0, head)}`));
      const end = head + 4 + length;
      if (this.#bytes.length < end) return;
      const text = this.#bytes.toString("utf8", head + 4, end);
      this.#bytes = this.#bytes.subarray(end);
      this.#take(JSON.parse(text) as Message);
    }
  }

  #take(message: Message): void {
    if (message.method === undefined) {
      const waiter = this.#pending.get(message.id as number);
      this.#pending.delete(message.id as number);
      return waiter?.resolve(message);
    }
    this.received.push(message);
    if (message.id !== undefined) void this.#answer(message);
    const at = this.#waiters.findIndex(({ wanted }) => wanted(message));
    if (at >= 0) this.#waiters.splice(at, 1)[0]!.resolve(message);
    else this.#untaken.push(message);
  }

  async #answer({ id, method, params }: Message): Promise<void> {
    const result = (await this.answers.get(method!)?.(params)) ?? null;
    this.#write({ id: id!, result });
  }

  #write(message: Message): void {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    if (!this.#ended) this.output.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const waiter of [...this.#pending.values(), ...this.#waiters.splice(0)]) waiter.reject(error);
    this.#pending.clear();
  }
}
