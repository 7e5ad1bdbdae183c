/**
 * Says where JavaScript code fails to parse, which no browser tells of a module. The code is read
 * by acorn and not run; the worker and its time limit keep a hostile text from hurting the page.
 */
import { connect } from './connect';

interface IAcorn {
  parse(code: string, options: Record<string, unknown>): unknown;
}

async function main(): Promise<void> {
  const { parts, send, started } = await connect<'syntax'>();
  const acorn = (await import(parts.acornUrl)) as IAcorn;
  send({ type: 'ready' });
  const { code } = await started;
  let place: string | null = null;
  try {
    acorn.parse(code, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
  } catch (error) {
    const { loc } = error as { loc?: { line: number; column: number } };
    place = loc === undefined ? null : `${loc.line}:${loc.column + 1}`;
  }
  send({ type: 'ended', state: 'ok', error: place, unplaced: false });
}

void main();
