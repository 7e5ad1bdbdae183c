/** Our words in Lab: those of its language packs, and of our own catalogues where these have none. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { ownLocale } from '../../locale/catalogues';
// eslint-disable-next-line jupyter/prefer-lazy-imports -- commands have their labels from the start
import { translatorInTime } from '../../locale/translator';
import { IOwnTranslator } from './tokens';

export const localePlugin: JupyterFrontEndPlugin<ITranslator> = {
  id: 'jupyter-interview:locale',
  description: 'The words of this extension in the language of JupyterLab.',
  autoStart: true,
  provides: IOwnTranslator,
  optional: [ITranslator],
  // Lab waits for the catalogue, which its own server has, but not for long. In English there is none.
  activate: (_: JupyterFrontEnd, translator: ITranslator | null) => {
    const labs = translator ?? nullTranslator;
    return translatorInTime(ownLocale([labs.languageCode]), labs);
  }
};
