/** The home of interviews that live in this browser: no server, and tabs instead of people. */
import { InterviewError } from '../../model/ports';
import type { IHome } from '../home';
import { createLocalApi } from './api';
import { siteBanks } from './banks';
import { LocalConnection } from './connection';
import { LocalDatabase } from './database';
import type { Locks } from './tabs';

export interface ILocalHomeOptions {
  /** The address that opens an interview in another tab of this browser. */
  link: (sessionId: string) => string;
  /** The address of the file with the questions of the site. */
  questions: string;
  memory?: Pick<Storage, 'getItem' | 'setItem'>;
  locks?: Locks;
}

export function localHome(options: ILocalHomeOptions): IHome {
  const { memory = tabStorage(), locks } = options;
  const database = new LocalDatabase();
  return {
    server: 'this-browser:',
    api: createLocalApi({ database, banks: siteBanks(options.questions), memory, locks }),
    connect: ({ sessionId, user, clock }) => {
      if (user === null) {
        throw new InterviewError('Join the interview first.', 'forbidden', 403);
      }
      const { id, name, color } = user;
      return new LocalConnection({ database, sessionId, user: { id, name, color }, clock, locks });
    },
    secret: null,
    linkTo: options.link
  };
}

/** Where the browser keeps nothing for this page, a reload is another person. */
function tabStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  try {
    return globalThis.sessionStorage;
  } catch {
    return { getItem: () => null, setItem: () => undefined };
  }
}
