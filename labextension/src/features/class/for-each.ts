/** Does something to many interviews, a few at a time, and says of each how it went. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { STOPPED } from '../../model/hidden-tests';
import { sentence } from '../sentences';

const AT_A_TIME = 6;

export interface IFailure<T> {
  item: T;
  /** As a sentence. */
  why: string;
}

/**
 * The failures, in the order of the items. `onProgress` hears how many are over. Nothing more is begun
 * after `signal` was aborted.
 */
export async function forEach<T>(
  items: readonly T[],
  act: (item: T) => Promise<unknown>,
  onProgress: (over: number) => void,
  trans: TranslationBundle,
  signal?: AbortSignal
): Promise<IFailure<T>[]> {
  const whys = new Map<T, string>();
  const waiting = [...items];
  let over = 0;
  const work = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      try {
        if (signal?.aborted === true) {
          throw new Error(STOPPED);
        }
        await act(item);
      } catch (reason) {
        whys.set(item, sentence(reason, trans));
      }
      onProgress(++over);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return items.flatMap(item => {
    const why = whys.get(item);
    return why === undefined ? [] : [{ item, why }];
  });
}
