/**
 * Keeps in order what a worker says while a piece of its output waits for its final text. The worker
 * knows that text a moment later; one that computes instead is not waited for long.
 */
import type { FromWorker, IHeldOutput } from './worker-messages';

export const HOLD_MS = 100;

export class HeldOutput {
  /**
   * `unsettled` remembers pieces that were given on as they were: when the program is run again for
   * its input, they must be the same.
   */
  constructor(
    private _unsettled: Set<number>,
    private _emit: (message: FromWorker) => void
  ) {}

  hear(message: FromWorker): void {
    switch (message.type) {
      case 'hold':
        this._queue.push(message);
        this._timer ??= setTimeout(() => this._giveUp(), HOLD_MS);
        break;
      case 'settled':
        this._settle(message.hold, message.text);
        break;
      case 'output':
        this._queue.push(message);
        this._drain();
        break;
      default:
        // A question and an end do not wait.
        this._giveUp();
        this._emit(message);
    }
  }

  private _settle(hold: number, text: string): void {
    const held = this._queue.find(each => each.type === 'hold' && each.hold === hold);
    if (held?.type === 'hold') {
      const { stream } = held;
      const settled = { type: 'output' as const, stream, text };
      this._queue[this._queue.indexOf(held)] = this._unsettled.has(hold) ? output(held) : settled;
      this._drain();
    }
  }

  private _giveUp(): void {
    this._queue.forEach(each => each.type === 'hold' && this._unsettled.add(each.hold));
    const queue = this._queue.splice(0);
    this._drain();
    queue.forEach(each => this._emit(each.type === 'hold' ? output(each) : each));
  }

  private _drain(): void {
    while (this._queue.length > 0 && this._queue[0].type !== 'hold') {
      this._emit(this._queue.shift() as FromWorker);
    }
    if (this._queue.length === 0) {
      clearTimeout(this._timer);
      this._timer = undefined;
    }
  }

  private _queue: FromWorker[] = [];
  private _timer: ReturnType<typeof setTimeout> | undefined;
}

function output({ stream, text }: IHeldOutput): FromWorker {
  return { type: 'output', stream, text };
}
