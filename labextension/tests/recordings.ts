/** Recordings for specs: told as one tells what happened, second by second. */
import type { IRecording } from '../src/recording/recording';
import { columnsOf, type IEdit } from '../src/recording/columns';
import { sha256 } from '../src/model/runs/program';

type Run = IRecording['runs'][number];
type Event = IRecording['events'][number];

export const ADA = 0;
export const BO = 1;

const title = 'Round 1';

const PEOPLE: IRecording['people'] = [
  { id: 'p-ada', name: 'Ada', role: 'owner', color: '#0072b2' },
  { id: 'p-bo', name: 'Bo', role: 'candidate', color: '#d55e00' }
];

/** Milliseconds since 1970. */
export const BEGAN = Date.UTC(2026, 8, 30, 10);

/** Tells an interview in Python, and makes its recording. Every call is one entry of the log. */
export class Story {
  constructor(private readonly _files = ['solution.py', 'notes.txt']) {
    this._texts = _files.map(() => '');
  }

  /** Milliseconds since the beginning. */
  at = 0;

  /** So much later. */
  after(ms: number): this {
    this.at += ms;
    return this;
  }

  /** Puts a text at a place of a file, where it takes the place of so many characters. */
  edit(who: number, inserted: string, position?: number, deleted = 0, file = 0): this {
    const { [file]: text } = this._texts;
    const from = position ?? text.length;
    const author = who < 0 ? null : PEOPLE[who].id;
    const seq = ++this._seq;
    this._edits.push({ seq, at: this.at, who: author, file, position: from, deleted, inserted });
    this._texts[file] = text.slice(0, from) + inserted + text.slice(from + deleted);
    return this;
  }

  /** Types a text letter by letter, one each so many milliseconds. */
  type(who: number, text: string, ms = 100, file = 0): this {
    for (const letter of text) {
      this.after(ms).edit(who, letter, undefined, 0, file);
    }
    return this;
  }

  event(type: string, told: Event['told'], who = ADA): this {
    this._events.push({ seq: ++this._seq, at: this.at, who, type, told });
    return this;
  }

  /** A run that prints its lines one after the other, each so many milliseconds, and ends. */
  run(who: number, lines: readonly string[], end: Partial<Run> = {}, ms = 100): this {
    const [seq, began] = [++this._seq, this.at];
    const output = lines.map(text => {
      this._seq++;
      return { at: this.after(ms).at, stream: 'stdout', text };
    });
    this._runs.push({
      id: `run-${`${this._runs.length + 1}`.padStart(8, '0')}`,
      seq,
      at: began,
      who,
      language: 'python',
      source: 'browser',
      file: this._files[0],
      sha256: null,
      state: 'ok',
      error: null,
      durationMs: this.after(ms).at - began,
      endSeq: ++this._seq,
      endAt: this.at,
      isCut: false,
      tests: [],
      output,
      ...end
    });
    return this;
  }

  /** What the texts are now, or what somebody says they are. */
  seal(text = this._texts[0], file = 0): this {
    const seal = { file, sha256: sha256(text), holds: text === this._texts[file] };
    this._seals.push({ seq: ++this._seq, at: this.at, texts: [seal] });
    return this;
  }

  /** An entry that nobody can read. */
  lose(what: 'edit' | 'event' | 'entries' = 'edit'): this {
    const seq = ++this._seq;
    this._gaps.push({ first: seq, last: seq, what });
    return this;
  }

  /** The last edit was made earlier, without a connection. */
  late(made: number): this {
    this._late.push([this._seq, made, this.at]);
    return this;
  }

  /** The text of a file by now. */
  text(file = 0): string {
    return this._texts[file];
  }

  recording(more: Partial<IRecording> = {}): IRecording {
    const files = this._files.map(name => ({
      id: name === 'solution.py' ? 'code:python' : name,
      name,
      language: name.endsWith('.py') ? ('python' as const) : null
    }));
    const places = new Map(PEOPLE.map(({ id }, place) => [id, place]));
    return {
      format: 'jupyter-interview-recording',
      version: 1,
      audience: 'hosts',
      session: {
        id: 'session-0001',
        title,
        state: 'live',
        epoch: 1,
        endedAt: null,
        upTo: this._seq
      },
      start: {
        seq: 1,
        at: BEGAN,
        policy: { ai: 'unsaid', aiSentence: '', noteInserts: true, noteAway: false },
        files,
        shown: files[0].id
      },
      people: PEOPLE,
      files,
      edits: columnsOf(this._edits, places),
      late: {
        seq: this._late.map(([seq], index) => seq - (this._late[index - 1]?.[0] ?? 0)),
        made: this._late.map(([, made]) => made),
        came: this._late.map(([, , came]) => came)
      },
      events: this._events,
      runs: this._runs,
      checks: [],
      seals: this._seals,
      gaps: this._gaps,
      ...more
    };
  }

  private _seq = 1;
  private readonly _texts: string[];
  private readonly _edits: IEdit[] = [];
  private readonly _events: Event[] = [];
  private readonly _runs: Run[] = [];
  private readonly _seals: IRecording['seals'] = [];
  private readonly _gaps: IRecording['gaps'] = [];
  private readonly _late: [number, number, number][] = [];
}

/** Numbers below 1 by chance, the same ones for the same seed. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** An interview of two people by chance, with the texts of its first file after each edit. */
export function anyStory(seed: number, edits: number): { story: Story; texts: string[] } {
  const random = chance(seed);
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const story = new Story();
  const texts = [''];
  while (texts.length <= edits) {
    story.after(random() < 0.05 ? upTo(60_000) : upTo(1500));
    const dice = random();
    if (dice < 0.04) {
      story.run(upTo(1), ['one\n', 'two\n'].slice(upTo(2)), random() < 0.5 ? {} : FAILED);
    } else if (dice < 0.07) {
      story.event('HandChanged', { participant: 'p-bo', raised: random() < 0.5 }, BO);
    } else {
      const { length } = story.text();
      const place = random() < 0.7 ? length : upTo(length);
      const deleted = random() < 0.2 ? Math.min(upTo(3), length - place) : 0;
      const words = ['x', 'y = 1\n', 'é', 'heap', `${'print(x)\n'.repeat(5)}`];
      const inserted = deleted > 0 ? '' : words[upTo(words.length - 1)];
      story.edit(upTo(2) - 1, inserted, place, deleted);
      texts.push(story.text());
    }
  }
  return { story, texts };
}

export const FAILED: Partial<Run> = { state: 'error', error: 'ZeroDivisionError: by zero' };
