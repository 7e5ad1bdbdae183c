/** `readline`: lines of standard input, each asked for when the program is ready for it. */
import EventEmitter from 'events/events.js';
import { host } from './host';
import { stdin } from './streams';

interface IOptions {
  input?: unknown;
  output?: { write?(text: string): unknown } | null;
  prompt?: string;
}

type Answered = (line: string) => void;

class Interface extends EventEmitter {
  constructor(options: IOptions) {
    super();
    this._output = options.output ?? null;
    this._prompt = options.prompt ?? '> ';
    const { input } = options;
    if (input !== undefined && input !== stdin) {
      this._listen(input as EventEmitter);
    }
  }

  closed = false;
  line = '';
  terminal = false;

  override on(name: string | symbol, listener: (...args: never[]) => void): this {
    super.on(name, listener);
    if (name === 'line') {
      this._wake();
    }
    return this;
  }

  addListener(name: string, listener: (...args: never[]) => void): this {
    return this.on(name, listener);
  }

  question(query: string, options: unknown, answered?: Answered): unknown {
    this._write(query);
    this._questions.push([query, (typeof options === 'function' ? options : answered) as Answered]);
    this._wake();
    return undefined;
  }

  setPrompt(prompt: string): void {
    this._prompt = prompt;
  }

  getPrompt(): string {
    return this._prompt;
  }

  prompt(): void {
    this._write(this._prompt);
    this._wake();
  }

  write(text: string): void {
    this._write(text);
  }

  pause(): this {
    this._paused = true;
    this.emit('pause');
    return this;
  }

  resume(): this {
    this._paused = false;
    this.emit('resume');
    this._wake();
    return this;
  }

  close(): void {
    if (!this.closed) {
      this.closed = true;
      this.emit('close');
      this._waiting.splice(0).forEach(resolve => resolve(null));
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    try {
      for (;;) {
        if (this.closed && this._lines.length === 0) {
          return;
        }
        const line = await this._next();
        if (line === null) {
          return;
        }
        yield line;
      }
    } finally {
      this.close();
    }
  }

  private _next(): Promise<string | null> {
    return new Promise(resolve => {
      this._waiting.push(resolve);
      this._wake();
    });
  }

  private _write(text: string): void {
    if (typeof this._output?.write === 'function') {
      this._output.write(text);
    }
  }

  private get _isWanted(): boolean {
    const isHeard = this.listenerCount('line') > 0 && !this._paused;
    return !this.closed && (this._questions.length > 0 || this._waiting.length > 0 || isHeard);
  }

  /** Another stream than standard input brings its text when it likes. */
  private _listen(input: EventEmitter): void {
    const decoder = new TextDecoder();
    let text = '';
    this._foreign = true;
    input.on('data', (chunk: unknown) => {
      text +=
        typeof chunk === 'string' ? chunk : decoder.decode(chunk as Uint8Array, { stream: true });
      const lines = text.split(/\r\n|\n|\r/);
      text = lines.pop() ?? '';
      lines.forEach(line => this._give(line));
    });
    input.on('end', () => {
      if (text !== '') {
        this._give(text);
      }
      this.close();
    });
  }

  private _wake(): void {
    if (this._foreign) {
      const line = this._waiting.length > 0 ? this._lines.shift() : undefined;
      if (line !== undefined) {
        this._waiting.shift()?.(line);
      }
      return;
    }
    if (!this._reading) {
      this._reading = true;
      const end = host.begin();
      host.immediate(() => void this._read().finally(end));
    }
  }

  private async _read(): Promise<void> {
    while (this._isWanted) {
      const line = await host.lineLater(this._questions[0]?.[0] ?? '');
      if (line === null) {
        this.close();
      } else {
        this._give(line.replace(/\r?\n$/, ''));
        // What waits for this line may ask for the next.
        await new Promise<void>(resolve => host.immediate(resolve));
      }
    }
    this._reading = false;
  }

  private _give(line: string): void {
    const question = this._questions.shift();
    if (question !== undefined) {
      question[1](line);
    } else if (this._waiting.length > 0) {
      this._waiting.shift()?.(line);
    } else if (!this.emit('line', line)) {
      this._lines.push(line);
    }
  }

  private _output: IOptions['output'];
  private _prompt: string;
  private _questions: [query: string, answered: Answered][] = [];
  private _waiting: ((line: string | null) => void)[] = [];
  /** Lines of another stream that nobody has wanted yet. */
  private _lines: string[] = [];
  private _paused = false;
  private _reading = false;
  private _foreign = false;
}

class PromisesInterface extends Interface {
  override question(query: string): unknown {
    return new Promise<string>(resolve => super.question(query, resolve));
  }
}

const optionsOf = (input: unknown, output: unknown): IOptions =>
  typeof (input as { on?: unknown } | null)?.on === 'function'
    ? { input, output: output as IOptions['output'] }
    : (input ?? {});

const nothing = (): boolean => true;
const screen = {
  clearLine: nothing,
  clearScreenDown: nothing,
  cursorTo: nothing,
  moveCursor: nothing
};

export const readlinePromises = {
  Interface: PromisesInterface,
  createInterface: (input: unknown, output: unknown) =>
    new PromisesInterface(optionsOf(input, output))
};

export const readline = {
  ...screen,
  Interface,
  promises: readlinePromises,
  emitKeypressEvents: nothing,
  createInterface: (input: unknown, output: unknown) => new Interface(optionsOf(input, output))
};
