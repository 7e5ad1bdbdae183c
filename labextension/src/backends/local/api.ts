/**
 * What REST is with a server, for interviews in this browser. What needs other people is refused
 * with a sentence; its controls are not drawn, because the actions are not there.
 */
import { UUID } from '@lumino/coreutils';
import type { ISession } from '../../contract/protocol';
import { folded } from '../../model/people/names';
import { InterviewError, type IInterviewApi, type ISessionWish } from '../../model/ports';
import { DEFAULT_TITLE, PALETTE, TEMPLATES } from '../../session/server-facts';
import type { IRecord, LocalDatabase } from './database';
import { begun, decideJoin, decideState, iso, stateOf, userOf } from './decisions';
import { peersIn, tellDeleted, tellNews, type Locks } from './tabs';

export interface ILocalApiOptions {
  database: LocalDatabase;
  /** Of this tab: as whom it took part before a reload. */
  memory: Pick<Storage, 'getItem' | 'setItem'>;
  locks?: Locks;
}

const NO_DRAFTS = 'Interviews in this browser have no drafts: nobody else can see them anyway.';
const NEEDS_SERVER = 'This needs a server. The interview lives in this browser alone.';

export function createLocalApi({ database, memory, locks }: ILocalApiOptions): IInterviewApi {
  const refuse = (): Promise<never> =>
    Promise.reject(new InterviewError(NEEDS_SERVER, 'forbidden', 403));
  return {
    keptBy: 'browser',
    list: async ({ state, query = '' } = {}) => {
      const words = searched(query).split(/\s+/);
      const wanted = (await database.list()).filter(({ state: its, title, people }) => {
        const texts = [title, ...people.map(({ name }) => name)].map(searched);
        const found = words.every(word => texts.some(text => text.includes(word)));
        return found && (state === undefined || its === state);
      });
      return { sessions: wanted.map(sessionOf), next: null };
    },
    health: () => Promise.resolve({ status: 'ok' }),
    create: async wish => sessionOf(await database.create(...fresh(wish))),
    get: async id => sessionOf((await database.read(id, Infinity)).record),
    update: async (id, change) => {
      const now = Date.now();
      const record = await database.change(id, 0, now, before =>
        decideState(before, change, iso(now))
      );
      tellNews(id);
      return sessionOf(record);
    },
    remove: async id => {
      await database.remove(id);
      tellDeleted(id);
    },
    join: async (id, { userName, color }) => {
      const key = `jupyter-interview:participant:${id}`;
      const here = new Set((await peersIn(id, locks)).map(({ userId }) => userId));
      let user = { id: '', name: userName, color: '' };
      const record = await database.change(id, 0, Date.now(), before => {
        const wish = {
          id: UUID.uuid4(),
          name: userName,
          color: color ?? PALETTE[before.people.length % PALETTE.length],
          remembered: memory.getItem(key)
        };
        const joined = decideJoin(before, wish, userId => here.has(userId));
        user = joined.user;
        return joined.change;
      });
      memory.setItem(key, user.id);
      tellNews(id);
      return { session: sessionOf(record), user: userOf(user, true) };
    },
    updateUser: refuse,
    removeUser: refuse,
    exportUser: refuse,
    attach: refuse,
    detach: refuse,
    invites: refuse,
    createInvite: refuse,
    classes: refuse,
    createClass: refuse,
    activity: refuse,
    revokeInvite: refuse
  };
}

function fresh(wish: ISessionWish): Parameters<LocalDatabase['create']> {
  if (wish.state === 'draft') {
    throw new InterviewError(NO_DRAFTS, 'invalid_field', 400);
  }
  const { language = 'javascript', title = DEFAULT_TITLE } = wish;
  const record: IRecord = {
    id: UUID.uuid4(),
    title,
    language,
    state: 'live',
    createdAt: iso(Date.now()),
    endedAt: null,
    seq: 0,
    people: [],
    visited: [language]
  };
  return [record, [{ update: begun(language, wish.code ?? TEMPLATES[language]) }]];
}

/** As words are searched for, whatever their case and form. */
function searched(text: string): string {
  return folded(text.normalize('NFKC'));
}

/** The text is in the document and not told here. */
function sessionOf(record: IRecord): ISession {
  const { id, createdAt, language } = record;
  return {
    id,
    createdAt,
    code: '',
    language,
    epoch: 1,
    group: null,
    languages: Object.keys(TEMPLATES) as (keyof typeof TEMPLATES)[],
    damaged: false,
    ...stateOf(record)
  };
}
