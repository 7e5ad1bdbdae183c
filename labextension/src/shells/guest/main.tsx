/** The pages without JupyterLab: a guest's, behind an invite link, and one's own interviews. */
import * as React from 'react';
import { createRoot } from 'react-dom/client';
import { TranslationProvider } from '../../ui/translation';
import { makeEditorBackend } from './editor-services';
import { HomePage } from './home-page';
import { takeInviteSecret } from './invite-secret';
import { JoinPage } from './join-page';
import { readPageData } from './page-data';
import { beginToSpeak, useSpoken } from './page-locale';
import { ReplayPage } from './replay-page';
import { followTheme } from './theme';

const data = readPageData(document.body.dataset, location);
// Before anything else can read the address.
const invite = data.page === 'join' ? takeInviteSecret(data.sessionId) : undefined;
const host = document.getElementById('app') ?? document.body;
const editor = makeEditorBackend(data.nonce);

function Page(): JSX.Element {
  const { translator } = useSpoken();
  React.useLayoutEffect(() => {
    const trans = translator.load('jupyter_interview');
    document.title = data.page === 'home' ? trans.__('Interviews') : trans.__('Interview');
  }, [translator]);
  return (
    <TranslationProvider translator={translator}>
      {data.page === 'home' ? (
        <HomePage data={data} editor={editor} />
      ) : data.page === 'replay' ? (
        <ReplayPage data={data} editor={editor} />
      ) : (
        <JoinPage data={data} editor={editor} invite={invite} />
      )}
    </TranslationProvider>
  );
}

followTheme();
void beginToSpeak().then(() => createRoot(host).render(<Page />));
