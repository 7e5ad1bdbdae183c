/**
 * A whole interview in one line, which can be copied into a table:
 * `00:00 py | 63+ R! 12+4- R4/8 | js 40+ P212 R8/8 | 54 min`.
 *
 * `63+` are characters that were typed, `4-` that were removed, `P212` that came in one change, `R` is a run,
 * `R!` one that did not end well, `R4/8` one with tests, `T4/8` tests of a question. A bar stands where another
 * file is shown, and a pause of a minute and more is `~2m`.
 */
import { fileIn } from '../contract/files';
import type { Entry } from './entries';
import { isFailing } from './marks';
import { clockOf } from './links';
import type { Playback } from './playback';

const MINUTE_MS = 60_000;

export function trailOf(playback: Playback): string {
  const { moments, recording } = playback;
  const words = [clockOf(0), shownName(playback, moments.first.seq), '|'];
  let [added, removed] = [0, 0];
  const flush = (): void => {
    if (added > 0 || removed > 0) {
      words.push(`${added > 0 ? `${added}+` : ''}${removed > 0 ? `${removed}-` : ''}`);
    }
    [added, removed] = [0, 0];
  };
  let shown = playback.folderAt(moments.first).shown;
  for (const entry of playback.entries ?? []) {
    const folder = playback.folderAt({ ...moments.first, seq: entry.seq });
    if (entry.kind === 'event' && folder.shown !== shown) {
      flush();
      ({ shown } = folder);
      words.push('|', shownName(playback, entry.seq));
    }
    if (entry.kind === 'typed' && entry.who >= 0) {
      added += entry.added;
      removed += entry.removed;
    }
    const word = wordOf(entry);
    if (word !== null) {
      flush();
      words.push(word);
    }
  }
  flush();
  const minutes = Math.max(1, Math.round(playback.length / MINUTE_MS));
  return [...words, '|', recording.start === null ? '0 min' : `${minutes} min`].join(' ');
}

function wordOf(entry: Entry): string | null {
  switch (entry.kind) {
    case 'inserted':
      return `P${entry.added}`;
    case 'ran': {
      const { tests } = entry.run;
      const passed = tests.filter(test => test.passed).length;
      return tests.length > 0 ? `R${passed}/${tests.length}` : isFailing(entry) ? 'R!' : 'R';
    }
    case 'tested':
      return `T${entry.check.passed}/${entry.check.cases.length}`;
    case 'pause': {
      const minutes = Math.round((entry.until - entry.at) / MINUTE_MS);
      return minutes > 0 ? `~${minutes}m` : null;
    }
    default:
      return null;
  }
}

/** The ending of the file that is shown, or its name where it has none. */
function shownName(playback: Playback, seq: number): string {
  const folder = playback.folderAt({ ...playback.moments.first, seq });
  const name = fileIn(folder, folder.shown)?.name ?? '';
  return name.slice(name.lastIndexOf('.') + 1);
}
