/** What was noted in a session, in the order in which it was noted. */
import type { INoted, ISignalAnswer } from '../contract/protocol';

export interface ISignalBook {
  readonly listed: readonly INoted[];
  /** When each was noted, by its id, in microseconds. */
  readonly atUs: Readonly<Record<string, number>>;
}

export const NO_SIGNALS: ISignalBook = { listed: [], atUs: {} };

/** What was noted under this id. */
export function signalIn({ listed }: ISignalBook, id: string): INoted | undefined {
  return listed.find(signal => signal.id === id);
}

export function withNoted({ listed, atUs }: ISignalBook, noted: INoted, at: number): ISignalBook {
  return { listed: [...listed, noted], atUs: { ...atUs, [noted.id]: at } };
}

export function withAnswer(
  book: ISignalBook,
  id: string,
  answer: ISignalAnswer | null
): ISignalBook {
  const listed = book.listed.map(signal => (signal.id === id ? { ...signal, answer } : signal));
  return { ...book, listed };
}
