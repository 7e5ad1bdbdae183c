/** Says at once what the server would refuse about a name. The server decides all the same. */
import type { TranslationBundle } from '@jupyterlab/translation';

const LONGEST_NAME = 64;

/** Control characters, and those that turn the direction of the text around them. */
const UNSEEN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]/u;

export function nameProblem(name: string, trans: TranslationBundle): string | null {
  const trimmed = name.trim().normalize('NFC');
  if (trimmed === '') {
    return trans.__('Type the name that the others should see.');
  }
  if ([...trimmed].length > LONGEST_NAME) {
    return trans.__('Use at most %1 characters.', LONGEST_NAME);
  }
  if (UNSEEN.test(trimmed)) {
    return trans.__('The name has characters in it that cannot be seen. Type it anew.');
  }
  return null;
}
