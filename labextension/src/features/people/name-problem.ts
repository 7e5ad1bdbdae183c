/** Says at once what the server would refuse about a name. The server decides all the same. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { labelOf, labelProblem, LONGEST_NAME } from '../../model/people/names';

/** The name as it is sent. */
export function nameOf(typed: string): string {
  return labelOf(typed, LONGEST_NAME);
}

export function nameProblem(name: string, trans: TranslationBundle): string | null {
  switch (labelProblem(nameOf(name), LONGEST_NAME)) {
    case null:
      return null;
    case 'empty':
      return trans.__('Type the name that the others should see.');
    case 'long':
      return trans.__('Use at most %1 characters.', LONGEST_NAME);
    case 'unseen':
      return trans.__('The name has characters in it that cannot be seen. Type it anew.');
    case 'covered':
      return trans.__('The name has too many marks over one letter. Type it anew.');
  }
}
