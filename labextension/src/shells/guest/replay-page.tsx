/**
 * The page of an interview's player, for those who may look back at it. The moment is in the fragment of the
 * address, which no server is told.
 */
import * as React from 'react';
import { guestHome, pageHome } from '../../backends/server/homes';
import type { EditorBackend } from '../../features/editor/editor-backend';
import { LateLookBack } from '../../features/look-back/late-look-back';
import { lookBackSource, type ILookBackSource } from '../../features/look-back/look-back-source';
import { makeRunner } from '../page-runner';
import type { IPageData } from './page-data';
import { PageFrame } from './page-frame';
import { tabMemory } from './storage';

export function ReplayPage(props: { data: IPageData; editor: EditorBackend }): JSX.Element {
  const { baseUrl, sessionId } = props.data;
  const source = React.useMemo(() => sourceOf(baseUrl, sessionId), [baseUrl, sessionId]);
  const fragment = useMoment(sessionId);
  return (
    <PageFrame>
      <LateLookBack
        key={fragment}
        source={source}
        editor={props.editor}
        onBack={null}
        fragment={fragment}
        onLogin={() => {
          tabMemory.write(kept(sessionId), fragment);
          const next = encodeURIComponent(location.pathname + location.search);
          location.assign(`${baseUrl}login?next=${next}`);
        }}
      />
    </PageFrame>
  );
}

/** With the rights of whoever is logged in, or of a guest who came by a link in this browser. */
function sourceOf(baseUrl: string, sessionId: string): ILookBackSource {
  const own = pageHome({ baseUrl });
  const guest = guestHome({ baseUrl, sessionId });
  const source = lookBackSource(
    own.api,
    sessionId,
    baseUrl,
    () => makeRunner(baseUrl),
    ({ id }) => location.assign(`${baseUrl}interview/#${id}`)
  );
  const asOneself = async <Answer,>(
    own: () => Promise<Answer>,
    asGuest: () => Promise<Answer>
  ): Promise<Answer> => {
    try {
      return await own();
    } catch (reason) {
      if (!guest.remembered) {
        throw reason;
      }
      return asGuest();
    }
  };
  return {
    ...source,
    read: async after =>
      asOneself(
        async () => source.read(after),
        async () => guest.api.recording(sessionId, after)
      ),
    wholeRun: async runId =>
      asOneself(
        async () => own.api.recordedRun(sessionId, runId),
        async () => guest.api.recordedRun(sessionId, runId)
      )
  };
}

const kept = (sessionId: string): string => `replay:${sessionId}`;

/** The moment of the address, or the one that was looked for before somebody logged in. */
function useMoment(sessionId: string): string {
  const [fragment, setFragment] = React.useState(() => {
    const before = tabMemory.read(kept(sessionId)) ?? '';
    tabMemory.forget(kept(sessionId));
    return location.hash === '' ? before : location.hash;
  });
  React.useEffect(() => {
    const changed = (): void => setFragment(location.hash);
    window.addEventListener('hashchange', changed);
    return () => window.removeEventListener('hashchange', changed);
  }, []);
  return fragment;
}
