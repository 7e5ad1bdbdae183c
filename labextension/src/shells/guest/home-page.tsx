/** Own interviews without JupyterLab: the list, and behind `#<id>` the panel. */
import * as React from 'react';
import { openOfflineStore } from '../../backends/browser-store';
import type { IHome } from '../../backends/home';
import { openInterview } from '../../backends/open';
import { pageHome } from '../../backends/server/homes';
import { KeptCopies } from '../../features/copies/kept-copies';
import type { EditorBackend } from '../../features/editor/editor-backend';
import { lookBackSource } from '../../features/look-back/look-back-source';
import { SessionList } from '../../features/sessions/session-list';
import { useSessions } from '../../features/sessions/use-sessions';
import { sentence } from '../../features/sentences';
import type { IInterviewModel } from '../../model/interview';
import { Button } from '../../ui/button';
import { useTrans } from '../../ui/translation';
import { makeRunner } from '../page-runner';
import { displayName } from './identity';
import { LivePanel } from './live-panel';
import type { IPageData } from './page-data';
import { browserMemory } from './storage';
import { Centered, PageFrame } from './page-frame';
import { WhoAmI } from './who-am-i';

export interface IHomePageProps {
  data: IPageData;
  editor: EditorBackend;
}

export function HomePage(props: IHomePageProps): JSX.Element {
  const home = useHome(props.data);
  const sessionId = useFragment();
  if (home === null) {
    return <PageFrame>{null}</PageFrame>;
  }
  return sessionId === '' ? (
    <OwnSessions home={home} />
  ) : (
    <OpenSession key={sessionId} {...props} home={home} sessionId={sessionId} />
  );
}

/** Null until it is loaded: interviews without a server bring rules that pages of a server do not need. */
function useHome({ backend, baseUrl }: IPageData): IHome | null {
  const [home, setHome] = React.useState<IHome | null>(null);
  React.useEffect(() => {
    let left = false;
    void homeOf(backend, baseUrl).then(found => left || setHome(found));
    return () => {
      left = true;
    };
  }, [backend, baseUrl]);
  return home;
}

async function homeOf(backend: IPageData['backend'], baseUrl: string): Promise<IHome> {
  if (backend !== 'local') {
    return pageHome({ baseUrl });
  }
  const { localHome } = await import('../../backends/local/home');
  return localHome({ link: linkHere, questions: `${baseUrl}interview/questions.json` });
}

/** The same page with another interview behind the `#`. */
function linkHere(sessionId: string): string {
  const address = new URL(location.href);
  address.hash = sessionId;
  return address.href;
}

function OwnSessions(props: { home: IHome }): JSX.Element {
  const open = (sessionId: string): void => {
    location.hash = sessionId;
  };
  const trans = useTrans();
  const list = useSessions({ api: props.home.api, open });
  return (
    <PageFrame title={trans.__('Interviews')}>
      <div className="jpi-Page-list">
        <SessionList {...list} />
      </div>
    </PageFrame>
  );
}

function OpenSession(props: IHomePageProps & { home: IHome; sessionId: string }): JSX.Element {
  const { home, sessionId } = props;
  const { baseUrl } = props.data;
  const trans = useTrans();
  const [model, setModel] = React.useState<IInterviewModel | null>(null);
  const [failure, setFailure] = React.useState<unknown>(null);
  const past = React.useMemo(
    () =>
      lookBackSource(
        home.api,
        sessionId,
        home.server,
        () => makeRunner(baseUrl),
        ({ id }) => {
          location.hash = id;
        }
      ),
    [home, sessionId, baseUrl]
  );

  React.useEffect(() => {
    let left = false;
    let opened: IInterviewModel | null = null;
    const open = async (): Promise<void> => {
      const chosen = browserMemory.read(OWN_NAME);
      const { keptBy } = home.api;
      opened = await openInterview({
        home,
        sessionId,
        userName: chosen ?? (keptBy === 'browser' ? HERE : await displayName(baseUrl)),
        keepName: chosen === null,
        createRunner: () => makeRunner(baseUrl)
      });
      if (left) {
        opened.dispose();
      } else {
        setModel(opened);
      }
    };
    open().catch((reason: unknown) => setFailure(reason));
    return () => {
      left = true;
      opened?.dispose();
    };
  }, [home, sessionId, baseUrl]);

  return (
    <PageFrame before={<BackLink />} after={model && <WhoAmI model={model} />}>
      {model !== null ? (
        <LivePanel
          model={model}
          home={home}
          editor={props.editor}
          past={past}
          onRenamed={name => browserMemory.write(OWN_NAME, name)}
        />
      ) : failure !== null ? (
        <div role="alert">
          <Centered title={trans.__('The interview cannot be opened')}>
            <p>{sentence(failure, trans)}</p>
          </Centered>
          <KeptCopies open={() => openOfflineStore({ server: home.server, sessionId })} />
        </div>
      ) : (
        <Centered title={trans.__('Opening the interview…')} />
      )}
    </PageFrame>
  );
}

function BackLink(): JSX.Element {
  const trans = useTrans();
  return (
    <Button
      label={trans.__('All interviews')}
      icon="back"
      look="quiet"
      onClick={() => {
        location.hash = '';
      }}
    />
  );
}

/** What somebody chose to be called who has no link. */
const OWN_NAME = 'own-name';

/** Of everybody with this browser; further tabs get a number to it. */
const HERE = 'Interviewer';

function useFragment(): string {
  const [fragment, setFragment] = React.useState(() => location.hash.slice(1));
  React.useEffect(() => {
    const changed = (): void => setFragment(location.hash.slice(1));
    window.addEventListener('hashchange', changed);
    return () => window.removeEventListener('hashchange', changed);
  }, []);
  return fragment;
}
