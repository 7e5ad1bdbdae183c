/** The client's end of WebSockets whose server is the test. */
export class FakeSocket {
  /** Every socket made since the last `FakeSocket.made.length = 0`. */
  static readonly made: FakeSocket[] = [];

  static get last(): FakeSocket {
    const last = FakeSocket.made.at(-1);
    if (!last) {
      throw new Error('No socket was made');
    }
    return last;
  }

  constructor(
    readonly url: string,
    readonly protocols: string[]
  ) {
    FakeSocket.made.push(this);
  }

  binaryType = 'blob';
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  readonly sent: unknown[] = [];
  isClosed = false;

  send(data: unknown): void {
    this.sent.push(data);
  }

  close(): void {
    this.isClosed = true;
  }

  /** The server accepts. */
  accept(): void {
    this.onopen?.();
  }

  hear(data: string | ArrayBuffer): void {
    this.onmessage?.({ data });
  }

  /** The server or the network closes. */
  end(code: number, reason = ''): void {
    this.onclose?.({ code, reason });
  }
}
