/**
 * The lines that a program reads. Those that are there come at once; for one more the person who
 * pressed Run is asked.
 */
import type { IProgram } from '../sandbox/worker-messages';
import type { IConnection } from './connect';

export class ProgramInput {
  constructor(
    private _connection: Pick<IConnection, 'send' | 'answer'>,
    private _input: IProgram['input'],
    /** Everything printed must be on its way before the question is. */
    private _flush: () => void
  ) {}

  /**
   * The next line with its end, null after the last. Where the person must be asked this does not
   * come back: the program is run again from its start when the line is there.
   */
  now(prompt: string): string | null {
    const line = this._known();
    if (line !== undefined) {
      return line;
    }
    this._ask(prompt, true);
    for (;;) {
      // Until the supervisor ends this worker, which takes it a millisecond or two.
    }
  }

  /** The same for a program that can wait. */
  async later(prompt: string): Promise<string | null> {
    const line = this._known();
    if (line !== undefined) {
      return line;
    }
    this._ask(prompt, false);
    const answer = await this._connection.answer();
    this._input.open = answer !== null;
    return answer === null ? null : `${answer}\n`;
  }

  private _known(): string | null | undefined {
    return this._input.lines.shift() ?? (this._input.open ? undefined : null);
  }

  private _ask(prompt: string, again: boolean): void {
    this._flush();
    this._connection.send({ type: 'ask', prompt, again });
  }
}
