/**
 * Opens an interview in any home: join, take what earlier pages left in this browser, connect, and
 * a model over all of it.
 */
import { DEFAULT_SETTINGS, told } from '../contract/generated-settings';
import type { ILogPosition, ISession, IUser, Language } from '../contract/protocol';
import { systemClock, type IClock } from '../model/clock';
import type { IInterviewModel } from '../model/interview';
import { InterviewModel } from '../model/interview-model';
import type { IOfflineStore, Kept } from '../model/offline/offline-store';
import { InterviewError, type IRunner } from '../model/ports';
import { openOfflineStore } from './browser-store';
import type { IHome, ISocketOptions } from './home';
import { attachmentMemory } from './last-attachment';
import { lastLanguage, rememberLanguage } from './last-language';
import { lastParticipant, rememberParticipant } from './last-participant';
import { putAwayMemory } from './last-put-away';

export interface IOpenOptions {
  home: IHome;
  sessionId: string;
  userName: string;
  /** Nobody chose `userName`, so whoever has joined already keeps the name they have. */
  keepName?: boolean;
  /** `#rrggbb`, if nobody has it. */
  color?: string;
  /** Of a guest: the secret of the link, when this browser has not joined before. */
  invite?: string;
  /** With it a guest who asks again, because the answer was lost, is the same person. */
  key?: string;
  /** Called immediately; the model disposes of the runner. */
  createRunner(): IRunner;
  timeLimitMs?: number;
  /** For tests. */
  clock?: IClock;
  socketOptions?: ISocketOptions;
}

interface IEntry {
  session: ISession;
  user: IUser | null;
}

/** Rejects with InterviewError; 401 means that a guest has to join by link again. */
export async function openInterview(options: IOpenOptions): Promise<IInterviewModel> {
  const { home, sessionId, clock = systemClock, timeLimitMs } = options;
  const runner = options.createRunner();
  void runner.prepare(lastLanguage(sessionId));
  const opening = openOfflineStore({ server: home.server, sessionId });
  const { session, user } = await (home.secret ? enterAsGuest(options) : enter(options)).catch(
    (problem: unknown) => {
      runner.dispose();
      throw problem;
    }
  );
  const store = await opening;
  const connection = home.connect({
    sessionId,
    user,
    known: await newestKnown(store),
    ...options.socketOptions,
    clock
  });
  const model = new InterviewModel({
    session,
    user,
    api: home.api,
    connection,
    runner,
    store,
    attachments: attachmentMemory(sessionId),
    putAway: putAwayMemory(sessionId),
    timeLimitMs,
    clock
  });
  let remembered: Language | null = null;
  const remember = (): void => {
    const { language } = model.session;
    if (language !== remembered) {
      remembered = language;
      rememberLanguage(sessionId, language);
    }
  };
  remember();
  model.session.changed.connect(remember);
  return model;
}

/**
 * The newest position that the offline store knows: the server says whether its edits may be
 * merged.
 */
async function newestKnown(store: IOfflineStore): Promise<ILogPosition | null> {
  const kept = await store.load().catch((): Kept[] => []);
  return kept
    .flatMap(record => (record.kind === 'edit' && record.known ? [record.known] : []))
    .reduce<ILogPosition | null>((a, b) => (a === null || b.seq > a.seq ? b : a), null);
}

async function enter(options: IOpenOptions): Promise<IEntry> {
  const { home, sessionId } = options;
  try {
    const participant = lastParticipant(home.server, sessionId);
    const body = { ...joinBody(options), ...(participant !== undefined && { participant }) };
    const joined = await home.api.join(sessionId, body);
    rememberParticipant(home.server, sessionId, joined.user.id);
    return joined;
  } catch (problem) {
    // Nobody joins an interview that has ended, but its owner may look at it and reopen it.
    if (problem instanceof InterviewError && problem.code === 'session_ended') {
      return { session: await home.api.get(sessionId), user: null };
    }
    throw problem;
  }
}

async function enterAsGuest(options: IOpenOptions): Promise<IEntry> {
  const { home, sessionId, invite, key } = options;
  const { api, secret } = home;
  if (secret?.value) {
    try {
      return { session: await api.get(sessionId), user: null };
    } catch (problem) {
      if (problem instanceof InterviewError && problem.code === 'waiting') {
        return { session: notYet(sessionId), user: null };
      }
      if (!(problem instanceof InterviewError) || problem.status !== 401) {
        throw problem;
      }
      secret.forget();
      if (invite === undefined) {
        throw problem;
      }
    }
  }
  const joined = await api.join(sessionId, { ...joinBody(options), invite, key });
  if (joined.secret !== undefined) {
    secret?.remember(joined.secret);
  }
  return joined;
}

function joinBody({ userName, color, keepName }: IOpenOptions): {
  userName: string;
  color?: string;
  keepName?: boolean;
} {
  return { userName, ...(color !== undefined && { color }), ...(keepName && { keepName }) };
}

/** What somebody who waits may know before the connection tells them more. */
function notYet(id: string): ISession {
  return {
    id,
    createdAt: '',
    code: '',
    language: 'javascript',
    title: '',
    state: 'live',
    endedAt: null,
    ...told({ ...DEFAULT_SETTINGS, lobby: true }),
    epoch: 0,
    languages: [],
    role: 'candidate',
    actions: [],
    damaged: false,
    group: null,
    copiedFrom: null,
    releasedUntil: null,
    heldSince: null
  };
}
