/** The beginning of the player in a file: everything is in the page, and drawn once it can be told. */
import * as React from 'react';
import { createRoot } from 'react-dom/client';
import { BUILT_IN } from '../../contract/generated-languages';
import { direction } from '../../locale/best-locale';
import { ownLocale } from '../../locale/catalogues';
import { translatorOf } from '../../locale/translator';
import { TranslationProvider } from '../../ui/translation';
import { makePageEditors } from '../page-editor';
import { FilePage } from './file-page';
import { addressOf, readPageContent } from './page-content';
import { PLAIN_SETTINGS } from './plain-settings';

/** The modes that this file has, which are those of the languages of interviews. */
const OURS = new Set(BUILT_IN.map(({ editor }) => editor.toLowerCase()));

async function begin(host: HTMLElement): Promise<void> {
  const { recording, nonce, licences } = readPageContent(document);
  const editor = makePageEditors(nonce, PLAIN_SETTINGS, [], mode => OURS.has(mode.toLowerCase()));
  const locale = ownLocale(navigator.languages);
  const translator = await translatorOf(locale);
  document.documentElement.lang = locale;
  document.documentElement.dir = direction(locale);
  createRoot(host).render(
    <TranslationProvider translator={translator}>
      <FilePage
        recording={recording}
        editor={editor}
        address={addressOf(location)}
        licences={licences}
        isFramed={window.parent !== window}
      />
    </TranslationProvider>
  );
}

void begin(document.getElementById('app') ?? document.body);
