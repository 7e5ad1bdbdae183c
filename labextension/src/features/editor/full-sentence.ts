/** Why an edit was not made at the limit of the text. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { sizeName } from '../wording';
import type { IRefusedEdit } from './text-limit';

export function fullSentence(
  { isPaste, size, used, most }: IRefusedEdit,
  trans: TranslationBundle
): string {
  return isPaste
    ? trans.__(
        'That paste is too long: it has %1, and %2 of %3 are left.',
        sizeName(size),
        sizeName(Math.max(0, most - used)),
        sizeName(most)
      )
    : trans.__('The text is at its size limit of %1. Delete something to type on.', sizeName(most));
}
