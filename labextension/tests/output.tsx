/** Runs, and the list of them, for specs of the output. */
import * as React from 'react';
import type { IRun } from '../src/contract/protocol';
import { OutputPane } from '../src/features/output/output-pane';
import type { IOutputPaneProps } from '../src/features/output/output-pane';

/** A run of Python that has ended and printed nothing. */
export function endedRun(id: string, more: Partial<IRun> = {}): IRun {
  return {
    id,
    user: { id: 'p-bo', name: 'Bo', color: '#d62728' },
    language: 'python',
    state: 'ok',
    source: 'browser',
    startedAt: '2026-09-30T10:00:00.000Z',
    endedAt: '2026-09-30T10:00:00.250Z',
    durationMs: 250,
    outputs: [],
    error: null,
    truncated: false,
    tests: [],
    program: null,
    offline: false,
    ...more
  };
}

const FILES = ['solution.py'];
const notTyping = (): boolean => false;

/** The list as a person sees it who may run, and whose program asks nothing. */
export function outputPane(
  runs: readonly IRun[],
  more: Partial<IOutputPaneProps> = {}
): JSX.Element {
  return (
    <OutputPane
      runs={runs}
      runner={{ phase: 'ready', progress: 1, message: '' }}
      language="python"
      files={FILES}
      isOver={false}
      canRun
      location="browser"
      hasLocations={false}
      runKeys="Ctrl+Enter"
      question={null}
      onAnswer={() => undefined}
      onStop={null}
      onPosition={() => undefined}
      myId="p-me"
      isTyping={notTyping}
      {...more}
    />
  );
}
