/** Which questions of the banks are shown. */
import type { IListedQuestion } from '../../contract/protocol';

/** An empty text takes all. */
export interface IBankFilter {
  /** All of them are in the title, the tags, or the names. */
  words: string;
  bank: string;
  kind: string;
  level: string;
  /** At most so many. */
  minutes: string;
  tag: string;
}

export const ALL: IBankFilter = { words: '', bank: '', kind: '', level: '', minutes: '', tag: '' };

export const MOST_MINUTES = [10, 20, 30, 45, 60] as const;

export function fits(question: IListedQuestion, filter: IBankFilter): boolean {
  const { bank, name, title, kind, level, minutes, tags } = question;
  const text = [bank, name, title, ...tags].join('\n').toLocaleLowerCase();
  return (
    filter.words
      .toLocaleLowerCase()
      .split(/\s+/)
      .every(word => text.includes(word)) &&
    (filter.bank === '' || filter.bank === bank) &&
    (filter.kind === '' || filter.kind === kind) &&
    (filter.level === '' || filter.level === level) &&
    (filter.minutes === '' || minutes <= Number(filter.minutes)) &&
    (filter.tag === '' || tags.includes(filter.tag))
  );
}

/** Without what no question has any more: its field may be gone, where there is nothing to choose. */
export function stillThere(
  filter: IBankFilter,
  questions: readonly IListedQuestion[]
): IBankFilter {
  const kept = (value: string, of: (question: IListedQuestion) => readonly string[]): string =>
    questions.some(question => of(question).includes(value)) ? value : '';
  return {
    ...filter,
    bank: kept(filter.bank, ({ bank }) => [bank]),
    kind: kept(filter.kind, ({ kind }) => [kind]),
    level: kept(filter.level, ({ level }) => [level]),
    tag: kept(filter.tag, ({ tags }) => tags)
  };
}
