/** What hosts can say of help by AI, as choices. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Settings } from '../../contract/generated-settings';

export function aiOptions(
  trans: TranslationBundle
): readonly (readonly [Settings['ai'], string])[] {
  return [
    ['unsaid', trans.__('Nothing is said of it')],
    ['none', trans.__('None, please')],
    ['own_tools', trans.__('Own tools, said aloud')]
  ];
}
