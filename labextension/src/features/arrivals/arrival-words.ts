/** What is said of people who come, and the number that says it in a title. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IUser } from '../../contract/protocol';
import type { IArrivals } from '../../model/people/arrivals';

/** How many people wait, and how many have come since somebody looked. */
export type ArrivalCount = Pick<IArrivals, 'unseen'> & { readonly waiting: number };

export function countOf({ unseen, waiting }: IArrivals): ArrivalCount {
  return { unseen, waiting: waiting.length };
}

export function cameSentence(users: readonly IUser[], trans: TranslationBundle): string {
  return users.length === 1
    ? trans.__('%1 has come', users[0].name)
    : trans._n('%1 person has come', '%1 people have come', users.length);
}

export function waitsSentence(users: readonly IUser[], trans: TranslationBundle): string {
  return users.length === 1
    ? trans.__('%1 waits to be let in', users[0].name)
    : trans._n('One person waits to be let in', '%1 people wait to be let in', users.length);
}

/** A title, behind the number of people of whom it is news. */
export function withNumber(title: string, { unseen, waiting }: ArrivalCount): string {
  const number = unseen + waiting;
  return number === 0 ? title : `(${number}) ${title}`;
}
