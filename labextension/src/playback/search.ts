/**
 * Where words first appear: in the code, in what programs printed, and in what is said of the entries.
 * Upper and lower case are the same.
 */
import type { Entry } from './entries';
import type { IMoment } from './moments';
import type { Playback } from './playback';
import { momentOf } from './steps';

export interface IHit {
  readonly moment: IMoment;
  readonly where: 'code' | 'output' | 'entry';
  /** The file, the run or the entry, by its place in the recording or in the entries. */
  readonly place: number;
  /** The line in which it was found. */
  readonly line: string;
}

/** More are not looked for. */
export const MOST_HITS = 200;
/** A line is told up to here. */
const LINE_CHARACTERS = 200;

/**
 * Finds pieces of hits, one after the other, so that whoever asks can stop between them. `sentences` are
 * those of the entries.
 */
export function* search(
  playback: Playback,
  words: string,
  sentences: readonly string[],
  edits = 2000
): Generator<readonly IHit[], void> {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') {
    return;
  }
  yield inEntries(playback, wanted, sentences);
  yield inOutput(playback, wanted);
  for (let first = 0; first < playback.text.length; first += edits) {
    yield inEdits(playback, wanted, first, Math.min(first + edits, playback.text.length));
  }
}

export function inOrder(hits: readonly IHit[]): readonly IHit[] {
  return [...hits].sort((one, other) => one.moment.at - other.moment.at).slice(0, MOST_HITS);
}

function inEntries(playback: Playback, wanted: string, sentences: readonly string[]): IHit[] {
  const entries = playback.entries ?? [];
  return sentences.flatMap((sentence, place) => {
    const entry: Entry | undefined = entries[place];
    return entry !== undefined && sentence.toLowerCase().includes(wanted)
      ? [{ moment: momentOf(playback, entry), where: 'entry', place, line: sentence } as const]
      : [];
  });
}

/** A hit is where it has been printed whole. */
function inOutput(playback: Playback, wanted: string): IHit[] {
  return playback.recording.runs.flatMap(({ output, error, endSeq }, place) => {
    const hits: IHit[] = [];
    let printed = '';
    for (const { at, text } of output) {
      const before = Math.max(0, printed.length - wanted.length + 1);
      printed += text;
      const found = printed.toLowerCase().indexOf(wanted, before);
      if (found >= 0) {
        const line = lineAround(printed, found);
        hits.push({ moment: playback.moments.at(at), where: 'output', place, line });
      }
    }
    const failed = (error ?? '').toLowerCase().indexOf(wanted);
    if (failed >= 0 && endSeq !== null) {
      const line = lineAround(error ?? '', failed);
      hits.push({ moment: playback.moments.ofSeq(endSeq), where: 'output', place, line });
    }
    return hits;
  });
}

/** The edits after which the words stand where they did not stand before. */
function inEdits(playback: Playback, wanted: string, first: number, end: number): IHit[] {
  const hits: IHit[] = [];
  const around = wanted.length - 1;
  let index = first;
  playback.text.walk(first, end, ({ file, position, inserted }, text) => {
    index++;
    const from = Math.max(0, position - around);
    const to = Math.min(text.length, position + inserted.length + around);
    const found = text.sliceString(from, to, '\n').toLowerCase().indexOf(wanted);
    if (found >= 0) {
      hits.push({
        moment: playback.moments.afterEdits(index),
        where: 'code',
        place: file,
        line: text
          .lineAt(from + found)
          .text.trim()
          .slice(0, LINE_CHARACTERS)
      });
    }
  });
  return hits;
}

function lineAround(text: string, place: number): string {
  const begin = text.lastIndexOf('\n', place) + 1;
  const end = text.indexOf('\n', place);
  return text.slice(begin, end < 0 ? undefined : end).slice(0, LINE_CHARACTERS);
}
