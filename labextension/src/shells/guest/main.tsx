/** The pages without JupyterLab: a guest's, behind an invite link, and one's own interviews. */
import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { createRoot } from 'react-dom/client';
import { TranslationProvider } from '../../ui/translation';
import { makeEditorBackend } from './editor-services';
import { HomePage } from './home-page';
import { takeInviteSecret } from './invite-secret';
import { JoinPage } from './join-page';
import { readPageData } from './page-data';
import { followTheme } from './theme';

const data = readPageData(document.body.dataset, location);
// Before anything else can read the address.
const invite = data.page === 'join' ? takeInviteSecret(data.sessionId) : undefined;
const host = document.getElementById('app') ?? document.body;
const editor = makeEditorBackend(data.nonce);

followTheme();
createRoot(host).render(
  <TranslationProvider translator={nullTranslator}>
    {data.page === 'home' ? (
      <HomePage data={data} editor={editor} />
    ) : (
      <JoinPage data={data} editor={editor} invite={invite} />
    )}
  </TranslationProvider>
);
