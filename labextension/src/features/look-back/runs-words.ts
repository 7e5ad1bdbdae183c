/** A run of a recording as the panel draws runs. */
import type { IRun, RunState } from '../../contract/protocol';
import type { Playback } from '../../playback/playback';
import type { IRunThen } from '../../playback/runs-then';

/** Its tests are drawn by themselves: a recording does not tell their values. */
export function drawnRun({ recording }: Playback, { run, pieces, hasEnded }: IRunThen): IRun {
  const began = recording.start?.at ?? 0;
  const iso = (at: number): string => new Date(began + at).toISOString();
  const { [run.who]: person } = recording.people;
  return {
    id: run.id,
    user: person ? { id: person.id, name: person.name ?? '', color: person.color ?? '' } : null,
    language: run.language ?? 'python',
    state: (hasEnded ? run.state : 'running') as RunState,
    source: (run.source ?? 'browser') as IRun['source'],
    startedAt: iso(run.at),
    endedAt: hasEnded && run.endAt !== null ? iso(run.endAt) : null,
    durationMs: hasEnded ? run.durationMs : null,
    outputs: run.output
      .slice(0, pieces)
      .map(({ stream, text }) => ({ stream: stream as 'stdout', text })),
    error: hasEnded ? run.error : null,
    truncated: hasEnded && run.isCut,
    offline: false,
    tests: hasEnded
      ? run.tests.map(({ name, passed }) => ({ name, passed, expected: '', got: '', ms: 0 }))
      : [],
    program: run.file === null ? null : { name: run.file, files: [], stateVector: null }
  };
}
