/** The `console` of a program: log, info and debug to stdout, warn and error to stderr. */
import { format } from './inspect/format';
import { inspect } from './inspect/inspect';
import { table } from './inspect/table';
import type { OutputStream } from '../types';
import type { IProgramFile } from './stack';

const now = performance.now.bind(performance);

export type Write = (stream: OutputStream, text: string, html?: string) => void;

export function createConsole(write: Write, file: IProgramFile): Record<string, unknown> {
  const options = { file };
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();
  let indentation = '';

  const print = (stream: OutputStream, text: string): void => {
    const indented = indentation === '' ? text : text.replace(/^/gm, indentation);
    write(stream, `${indented}\n`);
  };
  const out = (...values: unknown[]): void => print('stdout', format(values, options));
  const err = (...values: unknown[]): void => print('stderr', format(values, options));
  const elapsed = (label: unknown, values: unknown[]): void => {
    const start = timers.get(String(label));
    if (start === undefined) {
      err(`No such label '${String(label)}'`);
    } else {
      out(`${String(label)}: ${(now() - start).toFixed(3)}ms`, ...values);
    }
  };
  const group = (...values: unknown[]): void => {
    if (values.length > 0) {
      out(...values);
    }
    indentation += '  ';
  };

  return {
    log: out,
    info: out,
    debug: out,
    table: (value: unknown, columns?: unknown) => out(table(value, columns, options) ?? value),
    dirxml: out,
    warn: err,
    error: err,
    dir: (value: unknown) => print('stdout', inspect(value, options)),
    trace: (...values: unknown[]) => {
      const error = new Error(format(values, options));
      error.name = 'Trace';
      const stack = (error.stack ?? '').replace(/^Error/, 'Trace');
      Object.defineProperty(error, 'stack', { value: stack });
      print('stderr', inspect(error, options));
    },
    assert: (condition: unknown, ...values: unknown[]) => {
      if (!condition) {
        const [first, ...rest] = values;
        const failed = 'Assertion failed';
        err(
          ...(values.length === 0
            ? [failed]
            : typeof first === 'string'
              ? [`${failed}: ${first}`, ...rest]
              : [`${failed}:`, ...values])
        );
      }
    },
    count: (label: unknown = 'default') => {
      const count = (counts.get(String(label)) ?? 0) + 1;
      counts.set(String(label), count);
      out(`${String(label)}: ${count}`);
    },
    countReset: (label: unknown = 'default') => counts.delete(String(label)),
    time: (label: unknown = 'default') => timers.set(String(label), now()),
    timeLog: (label: unknown = 'default', ...values: unknown[]) => elapsed(label, values),
    timeEnd: (label: unknown = 'default') => {
      elapsed(label, []);
      timers.delete(String(label));
    },
    group,
    groupCollapsed: group,
    groupEnd: () => {
      indentation = indentation.slice(2);
    },
    clear: () => undefined
  };
}
