/**
 * Writes the result of each test into the output, a line for each, and at the end how many passed.
 */
import { host } from './host';

export class TestReport {
  suite(name: string, depth: number, isSkipped: boolean): void {
    this._line(depth, `${name}${isSkipped ? ' (skipped)' : ''}`);
  }

  passed(name: string, depth: number): void {
    this._passed++;
    this._line(depth, `✔ ${name}`);
  }

  skipped(name: string, depth: number, isTodo: boolean): void {
    this._skipped++;
    this._line(depth, `﹣ ${name} (${isTodo ? 'to do' : 'skipped'})`);
  }

  failed(name: string, depth: number, error: unknown): void {
    this._failed++;
    this._line(depth, `✖ ${name}`);
    this._line(depth + 2, told(error));
  }

  /** The last line of the output; null when there were no tests. */
  end(): string | null {
    const total = this._passed + this._failed + this._skipped;
    if (total === 0) {
      return null;
    }
    const skipped = this._skipped > 0 ? `, ${this._skipped} skipped` : '';
    const line = `${this._passed} passed, ${this._failed} failed${skipped}`;
    host.write('stdout', `\n${total} ${total === 1 ? 'test' : 'tests'}: ${line}\n`);
    return this._failed > 0 ? `${this._failed} of ${total} tests failed` : '';
  }

  private _line(depth: number, text: string): void {
    const indentation = '  '.repeat(depth);
    host.write('stdout', `${text.replace(/^(?=.)/gm, indentation)}\n`);
  }

  private _passed = 0;
  private _failed = 0;
  private _skipped = 0;
}

/** The error, and of an assertion what was expected and what there was. */
function told(error: unknown): string {
  const { inspect, eyes } = host.inspect;
  if (!(error instanceof Error)) {
    return inspect(error);
  }
  const text = eyes.stack(error);
  const { actual, expected } = error as { actual?: unknown; expected?: unknown };
  const isSaid = error.message.includes('\n') || !('expected' in error);
  return isSaid
    ? text
    : `${text}\n    expected: ${inspect(expected)}\n    actual:   ${inspect(actual)}`;
}
