/** Why a file cannot have a name, before the server is asked. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { clash, isFileName } from '../../runner/program-files';

/** The reason as a sentence; null when the file can have the name. */
export function nameFault(
  name: string,
  others: readonly string[],
  trans: TranslationBundle
): string | null {
  const wanted = name.normalize('NFC');
  if (!isFileName(wanted)) {
    return trans.__(
      'A name is made of letters, digits and the like, with / after a folder. It has no \\ : * ? " < > | in it and does not end with a dot.'
    );
  }
  if (others.includes(wanted)) {
    return trans.__('There is a file with the name %1 already.', wanted);
  }
  const folder = clash(wanted, others);
  return folder === null ? null : trans.__('%1 cannot be both a file and a folder.', folder);
}
