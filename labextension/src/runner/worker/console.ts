/** The `console` of a program: log, info and debug to stdout, warn and error to stderr. */
import { eyes, format, inspect } from './inspect/inspect';
import type { IInspectOptions } from './inspect/inspect';
import type { PromiseWatch } from './inspect/promise-watch';
import { table } from './inspect/table';
import type { OutputStream } from '../types';

const now = performance.now.bind(performance);

export type Write = (stream: OutputStream, text: string, html?: string) => void;

export interface IConsoleOutput {
  write: Write;
  /** Writes what a better text may soon take the place of. */
  hold: (stream: OutputStream, text: string) => (text: string) => void;
}

export function createConsole(
  output: IConsoleOutput,
  watch: PromiseWatch,
  tidy: (text: string) => string
): Record<string, unknown> {
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();
  let indentation = '';

  const print = (stream: OutputStream, make: () => string): void => {
    const indent = indentation;
    const line = (): string => {
      const text = tidy(make());
      return `${indent === '' ? text : text.replace(/^/gm, indent)}\n`;
    };
    watch.print(
      line,
      inspect,
      text => output.write(stream, text),
      text => output.hold(stream, text)
    );
  };
  const out = (...values: unknown[]): void => print('stdout', () => format(values));
  const err = (...values: unknown[]): void => print('stderr', () => format(values));
  const elapsed = (label: unknown, values: unknown[]): void => {
    const start = timers.get(String(label));
    if (start === undefined) {
      err(`No such label '${String(label)}'`);
    } else {
      out(`${String(label)}: ${duration(now() - start)}`, ...values);
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
    table: (value: unknown, columns?: unknown) => out(table(value, columns) ?? value),
    dirxml: out,
    warn: err,
    error: err,
    dir: (value: unknown, options?: IInspectOptions) =>
      print('stdout', () => inspect(value, { customInspect: false, ...options })),
    trace: (...values: unknown[]) => {
      const error = new Error(format(values));
      error.name = 'Trace';
      print('stderr', () => eyes.stack(error).replace(/^Error\b/, 'Trace'));
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

/** As Node: "12.345ms", "1.234s", "1:02.345 (m:ss.mmm)". */
function duration(ms: number): string {
  if (ms < 1000) {
    return `${Number(ms.toFixed(3))}ms`;
  }
  if (ms < 60_000) {
    return `${(ms / 1000).toFixed(3)}s`;
  }
  const minutes = Math.floor(ms / 60_000);
  return `${minutes}:${((ms % 60_000) / 1000).toFixed(3).padStart(6, '0')} (m:ss.mmm)`;
}
