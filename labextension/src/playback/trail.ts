/**
 * A whole interview in one line, which can be copied into a table:
 * `00:00 py | 63+ R! 12+4- R4/8 ~2m | js 40+ P212 T8/8 | 54 min`.
 *
 * `63+` are characters that were typed, `4-` that were removed, `P212` that came in one change. `R` is a run
 * that went well, `R!` one that failed, `R4/8` one that passed four of eight tests, `R?` one that did not end;
 * `T4/8` are tests of a question. `~2m` is a pause. Another file begins behind a bar.
 *
 * The twin of `jupyter_interview/playback/trail.py`; `openapi/recordings` has lines of both.
 */
import { isMuchAtOnce } from '../contract/at-once';
import { fileIn } from '../contract/files';
import type { IFolder } from '../contract/protocol';
import type { IRecording } from '../recording/recording';
import type { Playback } from './playback';

/** Time in which nothing happens that the line tells. A shorter pause would say little. */
const PAUSE_MS = 60_000;
const MINUTE_MS = 60_000;

interface ITold {
  readonly at: number;
  /** The entry of the log; a pause is behind all that has happened by then. */
  readonly seq: number;
  /** A word of the line, or how many characters were typed and removed. */
  readonly word: string | null;
  readonly added: number;
  readonly removed: number;
}

export function trailOf(playback: Playback): string {
  const { recording } = playback;
  const start = recording.start === null ? null : folderAfter(playback, recording.start.seq);
  const words = ['00:00', start === null ? 'text' : endingShown(start), '|'];
  let [added, removed] = [0, 0];
  const flush = (): void => {
    if (added > 0 || removed > 0) {
      words.push(`${added > 0 ? `${added}+` : ''}${removed > 0 ? `${removed}-` : ''}`);
    }
    [added, removed] = [0, 0];
  };
  for (const told of toldIn(playback)) {
    if (told.word !== null) {
      flush();
      words.push(told.word);
    }
    added += told.added;
    removed += told.removed;
  }
  flush();
  const minutes = Math.max(start === null ? 0 : 1, minutesIn(playback.length));
  return [...words, '|', `${minutes} min`].join(' ');
}

/** What the line tells, in its order. */
function toldIn(playback: Playback): ITold[] {
  const told = [
    ...editsIn(playback),
    ...pausesIn(playback),
    ...attemptsIn(playback.recording),
    ...filesIn(playback)
  ];
  return told.sort((one, other) => one.at - other.at || bySeq(one, other));
}

/** The entry of a pause is infinite, which cannot be subtracted. */
function bySeq({ seq: one }: ITold, { seq: other }: ITold): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

function editsIn({ text }: Playback): ITold[] {
  const told: ITold[] = [];
  for (let index = 0; index < text.length; index++) {
    const { seq, at, who, inserted, deleted: removed } = text.edit(index);
    if (who >= 0) {
      const isMuch = isMuchAtOnce(inserted.length, inserted.split('\n').length);
      told.push(
        isMuch
          ? { seq, at, word: `P${inserted.length}`, added: 0, removed }
          : { seq, at, word: null, added: inserted.length, removed }
      );
    }
  }
  return told;
}

function attemptsIn({ runs, checks }: IRecording): ITold[] {
  return [
    ...runs.map(run => ({ ...worded(`R${resultOf(run)}`), ...placeOf(run) })),
    ...checks.map(check => ({
      ...worded(`T${check.passed}/${check.cases.length}`),
      ...placeOf(check)
    }))
  ];
}

function filesIn(playback: Playback): ITold[] {
  const { start, events } = playback.recording;
  let shown = start === null ? '' : folderAfter(playback, start.seq).shown;
  return events.flatMap(event => {
    const folder = folderAfter(playback, event.seq);
    if (folder.shown === shown) {
      return [];
    }
    ({ shown } = folder);
    return [{ ...worded(`| ${endingShown(folder)}`), ...placeOf(event) }];
  });
}

function pausesIn({ breaks }: Playback): ITold[] {
  return breaks.all
    .filter(({ from, to }) => to - from >= PAUSE_MS)
    .map(({ from, to }) => ({ ...worded(`~${minutesIn(to - from)}m`), at: from, seq: Infinity }));
}

function worded(word: string): Pick<ITold, 'word' | 'added' | 'removed'> {
  return { word, added: 0, removed: 0 };
}

function placeOf({ seq, at }: { seq: number; at: number }): Pick<ITold, 'seq' | 'at'> {
  return { seq, at };
}

function resultOf({ state, tests }: IRecording['runs'][number]): string {
  if (state !== 'ok' && state !== 'error') {
    return '?';
  }
  if (tests.length > 0) {
    return `${tests.filter(({ passed }) => passed).length}/${tests.length}`;
  }
  return state === 'ok' ? '' : '!';
}

function folderAfter(playback: Playback, seq: number): IFolder {
  return playback.folderAt({ ...playback.moments.first, seq });
}

/** The ending of the name of the file that is shown, or the name where it has none. */
function endingShown(folder: IFolder): string {
  const name = fileIn(folder, folder.shown)?.name;
  return name === undefined ? 'text' : name.slice(name.lastIndexOf('.') + 1);
}

function minutesIn(ms: number): number {
  return Math.floor(ms / MINUTE_MS + 0.5);
}
