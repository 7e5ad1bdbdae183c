/** Own interviews, kept fresh while they are looked at: after every own action, and by asking. */
import * as React from 'react';
import type { IInterviewApi } from '../model/ports';
import type { ISession, Language } from '../model/protocol';
import { makeCandidateLink } from './invite-actions';
import type { ISessionActions, ISessionListProps } from './session-list';
import { sentence } from './wording';

const REFRESH_MS = 15_000;

export interface IUseSessionsOptions {
  api: IInterviewApi;
  open: (sessionId: string) => void;
  /** Of a new interview; the server's default without it. */
  language?: Language;
  /** Nothing is asked for while false. */
  visible?: boolean;
  /** A number that changes when something outside the list changed the interviews. */
  stale?: number;
}

export function useSessions(options: IUseSessionsOptions): ISessionListProps {
  const { api, open, language, visible = true, stale } = options;
  const [sessions, setSessions] = React.useState<readonly ISession[] | null>(null);
  const [failure, setFailure] = React.useState<string | null>(null);

  const refresh = React.useCallback(async (): Promise<void> => {
    try {
      setSessions(await api.list());
      setFailure(null);
    } catch (reason) {
      setFailure(sentence(reason));
    }
  }, [api]);

  React.useEffect(() => {
    if (!visible) {
      return;
    }
    void refresh();
    const timer = setInterval(() => {
      if (!document.hidden) {
        void refresh();
      }
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [refresh, visible, stale]);

  const actions = React.useMemo((): ISessionActions => {
    const then = async (action: Promise<unknown>): Promise<void> => {
      await action;
      await refresh();
    };
    return {
      create: async state => {
        const session = await api.create({ state, ...(language && { language }) });
        open(session.id);
        await refresh();
      },
      open: session => open(session.id),
      makeLink: session => makeCandidateLink(api, session.id),
      start: session => then(api.update(session.id, { state: 'live' })),
      end: session => then(api.update(session.id, { state: 'ended' })),
      reopen: session => then(api.update(session.id, { state: 'live' })),
      remove: session => then(api.remove(session.id))
    };
  }, [api, open, language, refresh]);

  return { sessions, failure, actions, place: api.place };
}
