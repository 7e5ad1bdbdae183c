/** Runs a program of the past in a sandbox of one's own. It is told to nobody and kept nowhere. */
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

export function useOwnTry(createRunner: (() => IRunner) | null): IOwnTries {
  const [current, setCurrent] = React.useState<IOwnTry | null>(null);
  const runner = React.useRef<IRunner | null>(null);
  const stop = React.useRef<(() => void) | null>(null);
  React.useEffect(
    () => () => {
      stop.current?.();
      runner.current?.dispose();
      runner.current = null;
    },
    []
  );
  const start = React.useCallback<IOwnTries['start']>(
    (program, clock) => {
      if (createRunner === null || stop.current !== null) {
        return;
      }
      const made = (runner.current ??= createRunner());
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
        show({ state, error, durationMs, truncated });
      });
    },
    [createRunner]
  );
  const end = React.useCallback(() => {
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
