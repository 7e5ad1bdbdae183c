/**
 * Reads a log, entry by entry, and makes a recording of it.
 *
 * The recording begins where the interview becomes live. What was tried in a draft before that is in
 * nobody's recording; a document that goes on from there is told as it was then.
 *
 * `seq` orders. The times that are shown never go back: an entry is shown at the time that its author
 * says, where it was made offline, or else at the time at which it came, and at no time before that of
 * the entry before it.
 */
import { Text } from '@codemirror/state';
import { codeFile, fileIn, fileOfRoot } from '../contract/files';
import { AUDIENCE, type SessionEvent } from '../contract/generated-events';
import { sha256 } from '../model/runs/program';
import { audienceOf } from '../session/audience';
import { compact } from '../session/codec';
import { removedIn } from '../session/folder';
import type { IInterview } from '../session/interview';
import type { Named } from '../session/named';
import { personIn, waits } from '../session/people-book';
import { evolve } from '../session/perform';
import { columnsOf, differences, type IEdit } from './columns';
import { FlatEdits, type IFlatEdit } from './flat-edits';
import { isOfProgram, Programs } from './programs';
import { FORMAT, VERSION, type IRecording } from './recording';

/** An entry of a log: an update of the document, an event, or something that nobody can read. */
export type LogEntry = {
  readonly seq: number;
  readonly atUs: number;
  /** The id of whoever did it. */
  readonly by: string | null;
  /** When an update was made by its author's clock, if that was earlier. */
  readonly madeUs?: number | null;
} & ({ readonly update: Uint8Array } | { readonly event: SessionEvent } | { unreadable: true });

/** Events that are told as the log has them. */
const WHOLE: ReadonlySet<string> = new Set([
  'SessionChanged',
  'LanguageChanged',
  'FileAdded',
  'FileRenamed',
  'FileRemoved',
  'FilesOrdered',
  'FileShown',
  'EntryChosen',
  'PersonChanged',
  'PersonRenamed',
  'ColorChanged',
  'PersonLeft',
  'HandChanged',
  'Announced',
  'QuestionRemoved',
  'QuestionsOrdered',
  'HiddenResultTold',
  'SignalNoted',
  'SignalAnswered'
] satisfies SessionEvent['type'][]);

type ToldEvent = Omit<IRecording['events'][number], 'who'> & { who: string | null };
type Seal = IRecording['seals'][number];

export class Converter {
  /** `_interview` is what it is before the first entry: blank, or what a record says of it. */
  constructor(
    private _interview: IInterview,
    private readonly _audience: IRecording['audience'] = 'hosts'
  ) {
    if (_interview.session.state !== 'draft') {
      this._begin(0, _interview.session.createdUs);
    }
  }

  /** Reads the next entry. */
  take(entry: LogEntry): void {
    if (entry.seq > this._last + 1) {
      this._gap(this._last + 1, entry.seq - 1, 'entries');
    }
    this._last = entry.seq;
    if ('update' in entry) {
      this._takeUpdate(entry, entry.update);
    } else if (!('event' in entry) || !this._takeEvent(entry, entry.event)) {
      this._gap(entry.seq, entry.seq, 'event');
    }
  }

  /** The recording, as it is after the last entry. */
  document(): IRecording {
    const { session } = this._interview;
    const people = this._people();
    const places = new Map(people.map(({ id }, place) => [id, place]));
    const placed = <Told extends { who: string | null }>(told: Told) => ({
      ...told,
      who: told.who === null ? -1 : (places.get(told.who) ?? -1)
    });
    return {
      format: FORMAT,
      version: VERSION,
      audience: this._audience,
      session: {
        id: session.id,
        title: session.title,
        state: session.state,
        epoch: session.epoch,
        endedAt: session.endedUs === null ? null : inMs(session.endedUs),
        upTo: this._last
      },
      start: this._start,
      people,
      files: [...this._files.keys()].map(file => this._file(file)),
      edits: columnsOf(this._edits, places),
      late: {
        seq: differences(this._late.map(([seq]) => seq)),
        made: this._late.map(([, made]) => made),
        came: this._late.map(([, , came]) => came)
      },
      events: this._events.map(placed),
      runs: [...this._programs.runs.values()].map(placed),
      checks: [...this._programs.checks.values()].map(placed),
      seals: this._seals,
      gaps: this._gaps
    };
  }

  private _takeUpdate(entry: LogEntry, update: Uint8Array): void {
    const edits = this._editsOf(update);
    if (edits === null) {
      this._gap(entry.seq, entry.seq, 'edit');
      return;
    }
    for (const { file, position, deleted, inserted } of edits) {
      const text = this._texts.get(file) ?? Text.empty;
      const end = position + deleted;
      this._texts.set(file, text.replace(position, end, Text.of(inserted.split('\n'))));
    }
    if (this._start === null || edits.length === 0) {
      return;
    }
    const at = this._time(entry.atUs, entry.madeUs);
    if (typeof entry.madeUs === 'number') {
      this._late.push([entry.seq, this._since(entry.madeUs), this._since(entry.atUs)]);
    }
    for (const { file, position, deleted, inserted } of edits) {
      const place = this._place(file);
      this._edits.push({
        seq: entry.seq,
        at,
        who: entry.by,
        file: place,
        position,
        deleted,
        inserted
      });
    }
  }

  /** The edits of an update by the ids of their files; null if it cannot be read. */
  private _editsOf(update: Uint8Array): (IFlatEdit & { file: string })[] | null {
    try {
      return this._flat
        .take(update)
        .map(edit => ({ ...edit, file: fileOfRoot(edit.root) ?? edit.root }))
        .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
    } catch {
      return null;
    }
  }

  /** Answers whether the event could be read. */
  private _takeEvent(entry: LogEntry, event: SessionEvent): boolean {
    if (!(event.type in AUDIENCE)) {
      return false;
    }
    try {
      this._interview = evolve(this._interview, event, entry.atUs);
    } catch {
      return false;
    }
    this._notePeople(event);
    if (event.type === 'SessionChanged' && typeof event.epoch === 'number') {
      this._flat = new FlatEdits();
      this._texts.clear();
      this._start = null;
      this._forget();
    }
    if (this._start === null) {
      if (this._interview.session.state === 'live') {
        this._begin(entry.seq, entry.atUs);
      }
      return true;
    }
    const who = audienceOf(this._interview, event);
    if (who === 'everybody' || who === this._audience) {
      const made = 'madeUs' in event ? event.madeUs : null;
      this._tell(event, entry.seq, this._time(entry.atUs, made), entry.by);
    }
    return true;
  }

  /** The interview is live from here on. */
  private _begin(seq: number, atUs: number): void {
    this._forget();
    const { files, shown } = this._interview.folder;
    const { ai, aiSentence, noteInserts, noteAway } = this._interview.session.settings;
    this._start = {
      seq,
      at: inMs(atUs),
      policy: { ai, aiSentence, noteInserts, noteAway },
      files: files.map(({ id, name, language }) => ({ id, name, language })),
      shown
    };
    this._shownAt = 0;
    files.forEach(({ id }) => this._place(id));
    for (const file of [...this._texts.keys()].sort()) {
      const inserted = this._text(file);
      if (inserted !== '') {
        const place = this._place(file);
        this._edits.push({
          seq,
          at: 0,
          who: null,
          file: place,
          position: 0,
          deleted: 0,
          inserted
        });
      }
    }
  }

  private _tell(event: SessionEvent, seq: number, at: number, who: string | null): void {
    if (event.type === 'TextsSealed') {
      this._seals.push({ seq, at, texts: this._compared(event) });
    } else if (isOfProgram(event)) {
      this._programs.take(event, seq, at);
    } else if (event.type === 'PersonJoined') {
      const { type, participant, name, role, color } = event;
      this._events.push({ seq, at, who, type, told: { participant, name, role, color } });
    } else if (event.type === 'QuestionLoaded') {
      const { id, title } = event.question;
      this._events.push({ seq, at, who, type: event.type, told: { question: id, title } });
    } else if (WHOLE.has(event.type)) {
      if (event.type === 'FileAdded') {
        this._place(event.file);
      } else if (event.type === 'LanguageChanged') {
        this._place(codeFile(event.language));
      }
      const { type, ...told } = compact(event);
      this._events.push({ seq, at, who, type, told });
    }
  }

  /** The texts of a seal, and whether they are those of the recording. */
  private _compared({ texts }: Named<SessionEvent, 'TextsSealed'>): Seal['texts'] {
    return texts.map(sealed => ({
      file: this._place(sealed.file),
      sha256: sealed.sha256,
      holds: sha256(this._text(sealed.file)) === sealed.sha256
    }));
  }

  /** When an entry is shown, in milliseconds since the beginning. */
  private _time(atUs: number, madeUs: number | null | undefined): number {
    const earliest = typeof madeUs === 'number' ? Math.min(madeUs, atUs) : atUs;
    this._shownAt = Math.max(this._shownAt, this._since(earliest));
    return this._shownAt;
  }

  private _since(atUs: number): number {
    return inMs(atUs) - (this._start?.at ?? 0);
  }

  private _text(file: string): string {
    return (this._texts.get(file) ?? Text.empty).toString();
  }

  /** The place of a file among those of the recording. */
  private _place(file: string): number {
    const place = this._files.get(file) ?? this._files.size;
    this._files.set(file, place);
    return place;
  }

  private _file(id: string): IRecording['files'][number] {
    const { folder } = this._interview;
    const known = fileIn(folder, id) ?? removedIn(folder, id);
    return { id, name: known?.name ?? null, language: known?.language ?? null };
  }

  /** Who was let in is in the recording, also when they have to wait again. */
  private _notePeople(event: SessionEvent): void {
    if (event.type === 'PersonJoined' || event.type === 'PersonChanged') {
      const record = personIn(this._interview.people, event.participant);
      if (record !== undefined && !waits(record)) {
        this._inside.add(record.id);
      }
    }
  }

  private _people(): IRecording['people'] {
    const authors = new Set(this._edits.flatMap(({ who }) => who ?? []));
    const known = this._interview.people.participants
      .filter(({ id }) => this._inside.has(id) || authors.has(id))
      .map(({ id, name, role, color }) => ({ id, name, role, color }));
    const strangers = [...authors].filter(author => !known.some(({ id }) => id === author));
    return [...known, ...strangers.map(id => ({ id, name: null, role: null, color: null }))];
  }

  private _forget(): void {
    this._edits = [];
    this._programs = new Programs();
    this._files.clear();
    this._late = [];
    this._events = [];
    this._seals = [];
    this._gaps = [];
  }

  private _gap(first: number, last: number, what: 'edit' | 'event' | 'entries'): void {
    this._gaps.push({ first, last, what });
  }

  private _last = 0;
  private _start: IRecording['start'] = null;
  private _shownAt = 0;
  private _flat = new FlatEdits();
  private readonly _texts = new Map<string, Text>();
  private readonly _inside = new Set<string>();
  private readonly _files = new Map<string, number>();
  private _edits: IEdit[] = [];
  private _programs = new Programs();
  private _late: [number, number, number][] = [];
  private _events: ToldEvent[] = [];
  private _seals: Seal[] = [];
  private _gaps: IRecording['gaps'] = [];
}

function inMs(us: number): number {
  return Math.floor(us / 1000);
}
