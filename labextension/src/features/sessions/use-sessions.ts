/**
 * One's own interviews, kept fresh while somebody looks at them: after every action of their own,
 * and by requests. They come in pages of one state each, so that no number of ended ones hides a
 * live one.
 */
import * as React from 'react';
import type { ISessionEntry, Language, SessionState } from '../../contract/protocol';
import type { IInterviewApi, ListOrder } from '../../model/ports';
import { useTrans } from '../../ui/translation';
import { candidateLink } from '../share/invite-actions';
import { sentence } from '../sentences';
import { FIRST_LANGUAGE } from '../languages';
import { shownTitle, untitled } from '../wording';
import type { ITextFiles } from './new-interview-dialog';
import { useArrangement } from './remembered';
import type { ActiveAt, SessionOrder } from './session-groups';
import type { ISessionActions, ISessionListProps } from './list-props';

const REFRESH_MS = 15_000;
const TYPING_MS = 250;
const PAGE = 50;
const MOST = 200;
const STATES: readonly SessionState[] = ['draft', 'live', 'ended'];

export interface IUseSessionsOptions {
  api: IInterviewApi;
  open: (sessionId: string) => void;
  /** The language of a new interview. */
  language?: Language;
  /** The files of the page around, which a new interview may begin with. */
  files?: ITextFiles;
  /** While this is false, nothing is requested. */
  visible?: boolean;
  /** The interview that is open in front. */
  current?: string | null;
  /** A number that changes when something outside the list changed the interviews. */
  stale?: number;
}

/** The request for one state. */
interface ILoaded {
  sessions: readonly ISessionEntry[];
  next: string | null;
}

/**
 * The number of interviews of each state that somebody asked for, whether they have come or not.
 */
interface IWanted {
  query: string;
  byState: Readonly<Record<SessionState, number>>;
}

const NOT_KNOWN: ActiveAt = new Map();
const NO_MORE: IWanted['byState'] = { draft: 0, live: 0, ended: 0 };

interface IAnswer {
  query: string;
  byState: Readonly<Record<SessionState, ILoaded>>;
  isMissing: boolean;
  mayCreate: boolean;
  activeAt: ActiveAt;
  /** How often this person had changed or asked for something themselves when it was asked for. */
  own: number;
}

export function useSessions(options: IUseSessionsOptions): ISessionListProps {
  const { api, open, language = FIRST_LANGUAGE, visible = true, stale } = options;
  const trans = useTrans();
  const [query, setQuery] = React.useState('');
  const [answer, setAnswer] = React.useState<IAnswer | null>(null);
  const [failure, setFailure] = React.useState<string | null>(null);
  const wanted = useSettled(query);
  // What is shown may be older than what was asked for last.
  const latest = React.useRef({ turn: 0, answer });
  latest.current.answer = answer;
  const latestWanted = React.useRef<IWanted>({ query: '', byState: NO_MORE });

  const attempt = React.useCallback(
    async (load: () => Promise<IAnswer>): Promise<void> => {
      const turn = ++latest.current.turn;
      try {
        const loaded = await load();
        if (turn === latest.current.turn) {
          setAnswer(loaded);
          setFailure(null);
        }
      } catch (reason) {
        if (turn === latest.current.turn) {
          setFailure(sentence(reason, trans));
        }
      }
    },
    [trans]
  );

  const [{ order, folded }, arrange] = useArrangement();
  const own = React.useRef(0);
  const refresh = React.useCallback(() => {
    const asked = { query: wanted, untitled: untitled(trans), order, own: own.current };
    return attempt(() => loadAll(api, asked, latest.current.answer, latestWanted.current));
  }, [attempt, api, wanted, order, trans]);
  const refreshOwn = React.useCallback(() => {
    own.current++;
    return refresh();
  }, [refresh]);

  // How many are wanted, and not a page to be put behind what is shown: of two answers only the later
  // one counts, and that has both what changed and what was asked for.
  const more = React.useCallback(
    (state: SessionState) => {
      const { query: before, byState } = latestWanted.current;
      const asked = before === wanted ? byState : NO_MORE;
      const shown = latest.current.answer?.byState[state].sessions.length ?? 0;
      const count = Math.max(asked[state], shown) + PAGE;
      latestWanted.current = { query: wanted, byState: { ...asked, [state]: count } };
      return refreshOwn();
    },
    [refreshOwn, wanted]
  );

  // Who brings the list into sight wants it as it is now, wherever the pointer is.
  React.useEffect(() => {
    own.current += visible ? 1 : 0;
  }, [visible]);

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
      await refreshOwn();
    };
    return {
      create: async wanted => {
        const session = await api.create({ language, ...wanted });
        open(session.id);
        await refreshOwn();
      },
      open: session => open(session.id),
      makeLink: session => candidateLink(api, session.id),
      rename: (session, title) => then(api.update(session.id, { title })),
      copy: async (session, title) => {
        const copy = await api.copy(session.id, { title });
        await refreshOwn();
        return copy;
      },
      start: session => then(api.update(session.id, { state: 'live' })),
      end: session => then(api.update(session.id, { state: 'ended' })),
      reopen: session => then(api.update(session.id, { state: 'live' })),
      remove: session => then(api.remove(session.id)),
      takeAway: (session, form) => api.takeAway(session.id, form)
    };
  }, [api, open, language, refreshOwn]);

  return {
    sessions:
      answer &&
      STATES.flatMap(state => answer.byState[state].sessions).map(session => ({
        ...session,
        title: shownTitle(session.title, trans)
      })),
    more: answer ? STATES.filter(state => answer.byState[state].next !== null) : [],
    onMore: state => void more(state),
    query,
    found: answer?.query ?? '',
    onQuery: setQuery,
    isMissing: answer?.isMissing ?? false,
    mayCreate: answer?.mayCreate ?? true,
    activeAt: answer?.activeAt ?? NOT_KNOWN,
    own: answer?.own ?? 0,
    order,
    folded,
    arrange,
    visible,
    current: options.current ?? null,
    failure,
    actions,
    language,
    files: options.files,
    keptBy: api.keptBy,
    banks: api
  };
}

/** As many of each state as there were before, or as were asked for, for the same query. */
async function loadAll(
  api: IInterviewApi,
  asked: { query: string; untitled: string; order: SessionOrder; own: number },
  before: IAnswer | null,
  latestWanted: IWanted
): Promise<IAnswer> {
  const { query, order, own } = asked;
  const load = async (state: SessionState): Promise<ILoaded> => {
    const enough = Math.max(
      before?.query === query ? before.byState[state].sessions.length : 0,
      latestWanted.query === query ? latestWanted.byState[state] : 0
    );
    const limit = Math.min(MOST, Math.max(PAGE, enough));
    let { sessions, next } = await api.list({
      state,
      query,
      untitled: asked.untitled,
      limit,
      order: orderOf(order)
    });
    while (next !== null && sessions.length < enough) {
      const page = await api.list({ after: next });
      sessions = [...joined(sessions, page.sessions)];
      next = page.next;
    }
    return { sessions, next };
  };
  const [draft, live, ended, health] = await Promise.all([
    load('draft'),
    load('live'),
    load('ended'),
    // A server that does not answer this keeps nobody from the list.
    api.health().catch(() => null)
  ]);
  const isMissing = health?.reasons?.includes('set_aside') ?? false;
  const mayCreate = health?.mayCreate ?? true;
  const sessions = [draft, live, ended].flatMap(loaded => loaded.sessions);
  const activeAt = new Map(
    sessions.flatMap(({ id, lastActiveAt }) => (lastActiveAt ? [[id, lastActiveAt] as const] : []))
  );
  return { query, byState: { draft, live, ended }, isMissing, mayCreate, activeAt, own };
}

/** What a server is asked for; without an order it tells the newest first. */
function orderOf(order: SessionOrder): ListOrder | undefined {
  return order === 'made' ? undefined : order;
}

/**
 * An interview that came twice, because it was reopened between two pages, stands where it came
 * first.
 */
function joined(
  sessions: readonly ISessionEntry[],
  page: readonly ISessionEntry[]
): readonly ISessionEntry[] {
  const known = new Set(sessions.map(({ id }) => id));
  return [...sessions, ...page.filter(({ id }) => !known.has(id))];
}

/** The typed text, once the person has stopped typing for a moment. */
function useSettled(query: string): string {
  const [settled, setSettled] = React.useState(query);
  React.useEffect(() => {
    const timer = setTimeout(() => setSettled(query.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [query]);
  return settled;
}
