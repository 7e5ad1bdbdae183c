/**
 * Runs a program of the past in a sandbox of one's own. It is told to nobody and kept nowhere. One runs at a time:
 * whoever starts another one wants that, and the one that runs is stopped for it.
 */
import * as React from 'react';
import type { IRun, Language } from '../../contract/protocol';
import type { IRunner } from '../../model/ports';
import type { IRunRequest } from '../../runner/types';

export interface IOwnTry {
  readonly run: IRun;
  /** The time of the moment whose program it is. */
  readonly clock: string;
}

export interface IOwnTries {
  readonly current: IOwnTry | null;
  readonly start: (
    program: Pick<IRunRequest, 'language' | 'code' | 'name' | 'files'>,
    clock: string
  ) => void;
  /** Stops it, or clears it away. */
  readonly end: () => void;
}

interface IWish {
  readonly program: Parameters<IOwnTries['start']>[0];
  readonly clock: string;
}

export function useOwnTry(createRunner: (() => IRunner) | null): IOwnTries {
  const [current, setCurrent] = React.useState<IOwnTry | null>(null);
  const runner = React.useRef<IRunner | null>(null);
  const stop = React.useRef<(() => void) | null>(null);
  const next = React.useRef<IWish | null>(null);
  React.useEffect(
    () => () => {
      next.current = null;
      stop.current?.();
      runner.current?.dispose();
      runner.current = null;
    },
    []
  );
  const begin = React.useCallback(({ program, clock }: IWish, make: () => IRunner): void => {
    const made = (runner.current ??= make());
    let run = begun(program.language);
    const show = (change: Partial<IRun>): void => {
      run = { ...run, ...change };
      setCurrent({ run, clock });
    };
    show({});
    const handle = made.run({
      ...program,
      onOutput: output => show({ outputs: [...run.outputs, output] })
    });
    stop.current = () => handle.stop();
    void handle.finished.then(({ state, error, durationMs, truncated }) => {
      stop.current = null;
      const { current: wish } = next;
      next.current = null;
      if (wish === null) {
        show({ state, error, durationMs, truncated });
      } else {
        begin(wish, make);
      }
    });
  }, []);
  const start = React.useCallback<IOwnTries['start']>(
    (program, clock) => {
      if (createRunner === null) {
        return;
      }
      if (stop.current === null) {
        begin({ program, clock }, createRunner);
      } else {
        next.current = { program, clock };
        stop.current();
      }
    },
    [createRunner, begin]
  );
  const end = React.useCallback(() => {
    next.current = null;
    if (stop.current === null) {
      setCurrent(null);
    } else {
      stop.current();
    }
  }, []);
  return { current, start, end };
}

function begun(language: Language): IRun {
  return {
    id: 'own-try',
    user: null,
    language,
    state: 'running',
    source: 'browser',
    startedAt: new Date().toISOString(),
    endedAt: null,
    durationMs: null,
    outputs: [],
    error: null,
    truncated: false,
    offline: false,
    tests: [],
    program: null
  };
}
