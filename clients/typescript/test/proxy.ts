import { type AddressInfo, type Socket, connect, createServer } from "node:net";

/** A wire between client and service that can be cut. */
export class Wire {
  readonly #server;
  readonly #ends = new Set<Socket>();
  cuts = 0;

  constructor(host: string, port: number) {
    this.#server = createServer((client) => {
      const service = connect(port, host);
      for (const [end, other] of [[client, service], [service, client]] as const) {
        this.#ends.add(end);
        end.on("error", () => {}).on("close", () => (this.#ends.delete(end), other.destroy()));
        end.pipe(other);
      }
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** In the middle of whatever is on it. */
  cut(): void {
    if (this.#ends.size > 0) this.cuts++;
    for (const end of this.#ends) end.resetAndDestroy();
  }

  close(): void {
    this.#server.close();
    this.cut();
  }
}
