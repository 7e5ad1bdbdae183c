/**
 * What has happened in an interview, as the entries of its timeline and of the list beside it. Everything
 * that a recording tells is in one of them.
 *
 * Edits are grouped to bursts: of one person in one file, less than two seconds from each other and within
 * three lines. An edit that brings much in one change is an entry of its own; how it came is not known from
 * the edits.
 */
import { isMuchAtOnce } from '../contract/at-once';
import type { IRecording } from '../recording/recording';
import type { TextAt } from '../recording/text-at';
import type { Breaks } from './breaks';
import type { Moments } from './moments';

/** Edits of a burst are nearer to each other than this, in time and in lines. */
export const BURST_MS = 2000;
export const BURST_LINES = 3;

interface IEntryBase {
  /** The entry of the log with which it begins. */
  readonly seq: number;
  readonly at: number;
  /** When it ends; the same as `at` where it takes no time. */
  readonly until: number;
  /** A place among the people, or -1. */
  readonly who: number;
}

/** Edits that belong together. */
export interface IBurst extends IEntryBase {
  /** `inserted` is one edit that brings much in one change. */
  readonly kind: 'typed' | 'inserted';
  readonly file: number;
  /** The first edit and the last one. Others may be between them. */
  readonly first: number;
  readonly last: number;
  /** How many edits they are. */
  readonly edits: number;
  /** Characters. */
  readonly added: number;
  readonly removed: number;
  /** Counted from 1. */
  readonly fromLine: number;
  readonly toLine: number;
}

export interface IRanEntry extends IEntryBase {
  readonly kind: 'ran';
  readonly run: IRecording['runs'][number];
}

export interface ITestedEntry extends IEntryBase {
  readonly kind: 'tested';
  readonly check: IRecording['checks'][number];
}

export interface IEventEntry extends IEntryBase {
  readonly kind: 'event';
  readonly event: IRecording['events'][number];
}

/** Nothing has happened for long. */
export interface IPauseEntry extends IEntryBase {
  readonly kind: 'pause';
}

/** Something of the log cannot be read. */
export interface IGapEntry extends IEntryBase {
  readonly kind: 'gap';
  readonly gap: IRecording['gaps'][number];
}

/** Edits that were made without a connection have come. */
export interface ILateEntry extends IEntryBase {
  readonly kind: 'late';
  /** When they were made by their author's clock, and when they came. */
  readonly made: number;
  readonly madeUntil: number;
  readonly came: number;
}

export type Entry =
  | IBurst
  | IRanEntry
  | ITestedEntry
  | IEventEntry
  | IPauseEntry
  | IGapEntry
  | ILateEntry;

/** In the order in which they began. */
export function entriesOf(
  recording: IRecording,
  text: TextAt,
  moments: Moments,
  breaks: Breaks
): Entry[] {
  const entries: Entry[] = [
    ...burstsOf(text),
    ...recording.runs.map((run): Entry => ({ kind: 'ran', run, ...spanOf(run) })),
    ...recording.checks.map((check): Entry => ({ kind: 'tested', check, ...spanOf(check) })),
    ...recording.events.map((event): Entry => ({
      kind: 'event',
      event,
      ...spanOf(event),
      who: whoOf(recording, event)
    })),
    ...breaks.pauses.map(({ from, to }): Entry => {
      const { seq } = moments.at(from);
      return { kind: 'pause', seq, at: from, until: to, who: -1 };
    }),
    ...recording.gaps.map((gap): Entry => {
      const { at } = moments.ofSeq(gap.first);
      return { kind: 'gap', gap, seq: gap.first, at, until: at, who: -1 };
    }),
    ...lateOf(recording, text)
  ];
  return entries
    .map((entry, index) => ({ entry, index }))
    .sort(
      (one, other) =>
        one.entry.at - other.entry.at || one.entry.seq - other.entry.seq || one.index - other.index
    )
    .map(({ entry }) => entry);
}

function spanOf(told: { seq: number; at: number; who: number; endAt?: number | null }): IEntryBase {
  const { seq, at, who, endAt } = told;
  return { seq, at, who, until: endAt ?? at };
}

/** Who an event is about, where that is more than who has done it. */
function whoOf({ people }: IRecording, { who, told }: IRecording['events'][number]): number {
  const about = people.findIndex(({ id }) => id === told.participant);
  return about < 0 ? who : about;
}

/** A burst while it is read. */
type Open = { -readonly [Name in keyof IBurst]: IBurst[Name] } & { line: number };

function burstsOf(text: TextAt): IBurst[] {
  const bursts: Open[] = [];
  const open = new Map<number, Open>();
  for (let index = 0; index < text.length; index++) {
    const { seq, at, who, file, deleted, inserted } = text.edit(index);
    const line = text.lineOf(index);
    const breaks = breaksIn(inserted);
    const ends = line + breaks;
    const isMuch = who >= 0 && isMuchAtOnce(inserted.length, breaks + 1);
    const last = open.get(who);
    if (last !== undefined && !isMuch && goesOn(last, file, at, line)) {
      last.until = at;
      last.last = index;
      last.edits++;
      last.added += inserted.length;
      last.removed += deleted;
      last.fromLine = Math.min(last.fromLine, line);
      last.toLine = Math.max(last.toLine, ends);
      last.line = ends;
      continue;
    }
    const burst: Open = {
      kind: isMuch ? 'inserted' : 'typed',
      seq,
      at,
      until: at,
      who,
      file,
      first: index,
      last: index,
      edits: 1,
      added: inserted.length,
      removed: deleted,
      fromLine: line,
      toLine: ends,
      line: ends
    };
    bursts.push(burst);
    if (isMuch) {
      open.delete(who);
    } else {
      open.set(who, burst);
    }
  }
  return bursts.map(({ line, ...burst }) => burst);
}

function goesOn(last: Open, file: number, at: number, line: number): boolean {
  return (
    last.file === file && at - last.until < BURST_MS && Math.abs(line - last.line) <= BURST_LINES
  );
}

function breaksIn(text: string): number {
  let count = 0;
  for (let place = text.indexOf('\n'); place >= 0; place = text.indexOf('\n', place + 1)) {
    count++;
  }
  return count;
}

/** Entries of the log that came together are told as one. */
function lateOf({ late }: IRecording, text: TextAt): ILateEntry[] {
  const entries: { -readonly [Name in keyof ILateEntry]: ILateEntry[Name] }[] = [];
  let seq = 0;
  late.seq.forEach((step, index) => {
    seq += step;
    const { [index]: made } = late.made;
    const { [index]: came } = late.came;
    const edit = text.editsUpTo(seq) - 1;
    if (edit < 0 || text.seqOf(edit) !== seq) {
      return;
    }
    const { at, who } = text.edit(edit);
    const last = entries.at(-1);
    if (last !== undefined && last.who === who && came - last.came < BURST_MS) {
      last.until = at;
      last.madeUntil = made;
      last.came = came;
    } else {
      entries.push({ kind: 'late', seq, at, until: at, who, made, madeUntil: made, came });
    }
  });
  return entries;
}
