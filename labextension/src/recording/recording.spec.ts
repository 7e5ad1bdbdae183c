/** Recordings in the browser: the examples of the contract, and their texts at every moment. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { sha256 } from '../model/runs/program';
import { merged } from './parts';
import { canonical, type IRecording } from './recording';
import { TextAt } from './text-at';
import { recordingOfJson, type IToldEntry } from './told-logs';

interface IExample {
  about: string;
  log: IToldEntry[];
  recording: IRecording;
  /** The recording of the first half, and what came after it. */
  before: IRecording;
  part: IRecording;
}

const FOLDER = join(import.meta.dirname, '../../../openapi/recordings');
const names = readdirSync(FOLDER).filter(name => name.endsWith('.json'));
const examples = names.map(name => ({
  name,
  ...(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as IExample)
}));

describe('RC7: the examples', () => {
  it.each(examples)('$name: $about', ({ log, recording }) => {
    expect(recordingOfJson(log)).toEqual(recording);
  });

  it('are there', () => {
    expect(names.length).toBeGreaterThan(2);
  });

  it('have sorted keys and no space', () => {
    const text = canonical(examples[0].recording);
    expect(text.startsWith('{"audience":"hosts","checks":[')).toBe(true);
    expect(JSON.parse(text)).toEqual(examples[0].recording);
  });
});

describe('RC19: what came since', () => {
  it.each(examples)('makes the recording of now, $name', ({ recording, before, part }) => {
    expect(merged(before, part)).toEqual(recording);
    expect(merged(before, recording)).toBe(recording);
    expect(merged(recording, { ...recording, after: recording.session.upTo })).toBe(recording);
  });

  it('RC20: is put to nothing else', () => {
    const { before, part } = examples.find(({ name }) => name === 'followed.json')!;
    expect(part.after).toBe(before.session.upTo);
    const others: IRecording[] = [
      { ...before, audience: 'everybody' },
      { ...before, session: { ...before.session, upTo: before.session.upTo - 1 } },
      { ...before, session: { ...before.session, id: 'session-0002' } },
      { ...before, session: { ...before.session, epoch: before.session.epoch + 1 } },
      { ...before, start: { ...before.start!, at: 0 } }
    ];
    expect(others.map(other => merged(other, part))).toEqual(others.map(() => null));
  });
});

/** The log of one person who types, deletes and types elsewhere, and the text after each entry. */
function typed(count: number): { log: IToldEntry[]; texts: string[] } {
  const doc = new Y.Doc();
  doc.clientID = 7;
  const text = doc.getText('code:python');
  const created = { title: '', language: 'python', state: 'live', createdBy: 'a' } as const;
  const log: IToldEntry[] = [
    { seq: 1, atUs: 1e15, by: null, event: { type: 'SessionCreated', ...created } }
  ];
  const texts = [''];
  doc.on('update', (update: Uint8Array) => {
    const by = log.length % 3 === 0 ? 'p-bo' : 'p-ana';
    const bytes = btoa(String.fromCharCode(...update));
    log.push({ seq: log.length + 1, atUs: 1e15 + log.length * 1e5, by, update: bytes });
    texts.push(text.toJSON());
  });
  for (let number = 0; number < count; number++) {
    const { length } = text;
    const place = (number * 7919) % (length + 1);
    if (number % 4 === 3) {
      text.delete(Math.min(place, length - 1), 1);
    } else {
      text.insert(number % 5 === 0 ? place : length, number % 11 === 0 ? 'é\n' : `${number % 10}`);
    }
  }
  return { log, texts };
}

describe('RC13: the text at any moment', () => {
  const { log, texts } = typed(1500);
  const recording = recordingOfJson(log);

  it('is the one that was there, in whatever order moments are asked for', () => {
    const at = new TextAt(recording);
    expect(at.length).toBe(1500);
    for (let step = 0; step < 400; step++) {
      const edits = (step * 7919) % 1501;
      expect(at.text(0, edits).toString()).toBe(texts[edits]);
    }
  });

  it('is found by an entry and by a time', () => {
    const at = new TextAt(recording);
    expect([0, 1, 2, 700, 1501, 9999].map(seq => at.editsUpTo(seq))).toEqual([
      0, 0, 1, 699, 1500, 1500
    ]);
    expect([-1, 0, 99, 100, 150, 1e9].map(ms => at.editsAt(ms))).toEqual([0, 0, 0, 1, 1, 1500]);
  });

  it('can be prepared in pieces', () => {
    const at = new TextAt(recording);
    let pieces = 1;
    while (at.prepare(256)) {
      pieces++;
    }
    expect(pieces).toBe(5);
    expect(at.text(0, 1500).toString()).toBe(texts[1500]);
  });

  it('says who has typed each character', () => {
    const at = new TextAt(recording);
    for (const edits of [0, 1, 2, 255, 256, 257, 1500]) {
      const authored = at.authors(0, edits);
      expect(authored.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(texts[edits].length);
    }
    const people = recording.people.map(({ id }) => id);
    const first = at.authors(0, 3).map(({ from, to, who }) => [from, to, people[who]]);
    expect(first).toEqual([
      [0, 3, 'p-ana'],
      [3, 4, 'p-bo']
    ]);
  });

  it('says who has typed each line feed, also where lines are joined', () => {
    const doc = new Y.Doc();
    const text = doc.getText('code:python');
    const made: IToldEntry[] = [...log.slice(0, 1)];
    doc.on('update', (update: Uint8Array) => {
      const by = made.length % 2 === 0 ? 'p-bo' : 'p-ana';
      const bytes = btoa(String.fromCharCode(...update));
      made.push({ seq: made.length + 1, atUs: 1e15 + made.length, by, update: bytes });
    });
    // Ana types five lines, Bo breaks the second one, and Ana joins the first two.
    text.insert(0, 'a\nb\nc\nd\n');
    text.insert(3, '\n\n');
    text.delete(1, 1);
    const told = recordingOfJson(made);
    const people = told.people.map(({ id }) => id);
    const at = new TextAt(told);
    const typed = at.authors(0, 3).map(({ from, to, who }) => [from, to, people[who]]);
    expect(at.text(0, 3).toString()).toBe('ab\n\n\nc\nd\n');
    expect(typed).toEqual([
      [0, 2, 'p-ana'],
      [2, 4, 'p-bo'],
      [4, 9, 'p-ana']
    ]);
  });

  it('is compared with every seal', () => {
    const seal = (text: string, seq: number): IRecording => ({
      ...recording,
      seals: [{ seq, at: 0, texts: [{ file: 0, sha256: sha256(text), holds: true }] }]
    });
    expect(new TextAt(seal(texts[700], 701)).broken()).toEqual([]);
    expect(new TextAt(seal(texts[700], 702)).broken()).toEqual([{ seq: 702, file: 0 }]);
  });

  it.each(examples)('$name says itself which seals hold', ({ recording: told }) => {
    const said = told.seals.flatMap(({ seq, texts: sealed }) =>
      sealed.filter(({ holds }) => !holds).map(({ file }) => ({ seq, file }))
    );
    expect(new TextAt(told).broken()).toEqual(said);
  });
});
