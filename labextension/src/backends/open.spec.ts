// @vitest-environment jsdom
/** Opening an interview in each home: which requests leave, with which credential. */
import 'fake-indexeddb/auto';
import { ServerConnection } from '@jupyterlab/services';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeSocket } from '../../tests/fake-socket';
import { golden } from '../../tests/golden';
import { HandClock } from '../../tests/hand-clock';
import { person, SESSION } from '../../tests/relay';
import { ScriptedRunner } from '../../tests/scripted-runner';
import type { IInterviewModel } from '../model/interview';
import { openOfflineStore } from './browser-store';
import type { IHome } from './home';
import { openInterview, type IOpenOptions } from './open';
import { guestHome, labHome, pageHome, xsrfHeader } from './server/homes';

const BASE = 'http://localhost:8888/user/ana/';
const API = `${BASE}interview/api/sessions/${SESSION.id}`;
const SOCKET = `ws://localhost:8888/user/ana/interview/ws/${SESSION.id}`;

interface IAnswer {
  status: number;
  body: unknown;
}

let requests: Request[];
let answers: Record<string, IAnswer>;
let runners: ScriptedRunner[];
let models: IInterviewModel[];

/** JupyterLab adds the time as a query, against caches. */
const asked = ({ method, url }: Request): string => `${method} ${url.replace(/\?\d+$/, '')}`;

const fetchFrom: typeof fetch = (input, init) => {
  const request = new Request(input, init);
  requests.push(request);
  const { status, body } = answers[asked(request)] ?? {
    status: 404,
    body: { error: 'No such thing.', code: 'not_found' }
  };
  return Promise.resolve(new Response(JSON.stringify(body), { status }));
};

beforeEach(() => {
  FakeSocket.made.length = 0;
  requests = [];
  runners = [];
  models = [];
  answers = {
    [`POST ${API}/join`]: { status: 200, body: { session: SESSION, user: person('Bo') } }
  };
  localStorage.clear();
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('fetch', fetchFrom);
});

afterEach(() => {
  models.forEach(model => model.dispose());
  vi.unstubAllGlobals();
});

async function open(home: IHome, more: Partial<IOpenOptions> = {}): Promise<IInterviewModel> {
  const model = await openInterview({
    home,
    sessionId: SESSION.id,
    userName: 'Bo',
    createRunner: () => {
      runners.push(new ScriptedRunner());
      return runners[0];
    },
    clock: new HandClock(),
    socketOptions: {
      WebSocket: FakeSocket as unknown as typeof WebSocket,
      network: new EventTarget()
    },
    ...more
  });
  models.push(model);
  return model;
}

const refusal = (status: number, code: string): IAnswer => ({
  status,
  body: { error: 'A sentence.', code }
});

describe('OF4 what earlier pages left in this browser', () => {
  it('the server is asked whether its log still goes on from there', async () => {
    const { server } = pageHome({ baseUrl: BASE });
    const store = await openOfflineStore({ server, sessionId: SESSION.id });
    const edit = {
      kind: 'edit',
      userId: 'p-bo',
      page: 'before',
      at: Date.now(),
      epoch: 1,
      update: Uint8Array.of(0, 0)
    } as const;
    await store.write(
      [
        { ...edit, id: 'a', known: { seq: 3, at: '33' } },
        { ...edit, id: 'b', known: { seq: 5, at: '55' } },
        { ...edit, id: 'c', known: null }
      ],
      []
    );
    await open(pageHome({ baseUrl: BASE }));
    expect(new URL(FakeSocket.last.url).searchParams.get('known')).toBe('5:55');
  });
});

describe('SB10 what a run needs', () => {
  it('is on its way before the server has answered', async () => {
    const first = open(pageHome({ baseUrl: BASE }));
    expect(runners[0].prepared).toEqual([null]);
    await first;
    runners = [];
    const second = open(pageHome({ baseUrl: BASE }));
    expect(runners[0].prepared).toEqual([SESSION.language]);
    await second;
  });
});

describe('in JupyterLab', () => {
  const settings = (token: string): ServerConnection.ISettings =>
    ServerConnection.makeSettings({
      baseUrl: BASE,
      wsUrl: BASE.replace('http', 'ws'),
      token,
      appendToken: true,
      fetch: fetchFrom
    });

  it('AC21: the next page says who this browser was, and that nobody chose its name', async () => {
    await open(labHome(settings('')));
    await open(labHome(settings('')), { userName: 'Interviewer', keepName: true });
    expect(await requests[1].json()).toEqual({
      userName: 'Interviewer',
      keepName: true,
      participant: 'p-bo'
    });
  });

  it('one joins by name and connects as that participant, with the token', async () => {
    await open(labHome(settings('t0ken')), { color: '#1f77b4' });
    expect(requests.map(asked)).toEqual([`POST ${API}/join`]);
    expect(await requests[0].json()).toEqual({ userName: 'Bo', color: '#1f77b4' });
    expect(requests[0].headers.get('Authorization')).toBe('token t0ken');
    expect(FakeSocket.last.url).toBe(`${SOCKET}?token=t0ken&user=p-bo`);
    expect(FakeSocket.last.protocols).toEqual(['interview.v1']);
  });

  it('without a token the cookie is the credential', async () => {
    await open(labHome(settings('')));
    expect(FakeSocket.last.url).toBe(`${SOCKET}?user=p-bo`);
  });

  it('the model is there before the first frame, and follows the socket', async () => {
    const model = await open(labHome(settings('')));
    expect([model.connection.state, model.session.title]).toEqual(['connecting', SESSION.title]);
    FakeSocket.last.accept();
    FakeSocket.last.hear(JSON.stringify(golden('sync-welcome.json').frame));
    expect(model.connection.state).toBe('online');
    expect(model.people.list.map(({ name }) => name)).toEqual(['Ana Țepeș', 'Bo 🐢']);
    expect(model.runs.list).toHaveLength(1);
    expect(FakeSocket.last.sent).toHaveLength(1);
  });

  it('an interview that has ended is opened without joining it', async () => {
    answers[`POST ${API}/join`] = refusal(410, 'session_ended');
    answers[`GET ${API}`] = { status: 200, body: { ...SESSION, state: 'ended' } };
    const model = await open(labHome(settings('')));
    expect(model.session.state).toBe('ended');
    expect(FakeSocket.last.url).toBe(SOCKET);
  });

  it('a refusal rejects, the runner is let go, and no socket is made', async () => {
    answers[`POST ${API}/join`] = refusal(403, 'forbidden');
    await expect(open(labHome(settings('')))).rejects.toMatchObject({ code: 'forbidden' });
    expect([runners[0].isDisposed, FakeSocket.made.length]).toEqual([true, 0]);
  });
});

describe('on the page of a logged-in user', () => {
  it('writes carry the XSRF cookie as a header', async () => {
    document.cookie = '_xsrf=2|abc|def';
    await open(pageHome({ baseUrl: BASE }));
    expect(requests[0].headers.get('X-XSRFToken')).toBe('2|abc|def');
    expect(requests[0].credentials).toBe('same-origin');
    expect(FakeSocket.last.url).toBe(`${SOCKET}?user=p-bo`);
  });

  it('the header is found among other cookies, or left out', () => {
    expect(xsrfHeader('a=1; _xsrf=x=y; b=2')).toEqual({ 'X-XSRFToken': 'x=y' });
    expect(xsrfHeader('not_xsrf=1')).toEqual({});
    expect(xsrfHeader('')).toEqual({});
  });
});

describe('on the guest page', () => {
  const home = (): ReturnType<typeof guestHome> =>
    guestHome({ baseUrl: BASE, sessionId: SESSION.id });
  const secret = 's3cret';

  const joined = (): void => {
    const body = { session: SESSION, user: person('Bo'), secret };
    answers[`POST ${API}/join`] = { status: 200, body };
  };

  it('the link is exchanged for a secret, which is offered to the socket and kept', async () => {
    joined();
    expect(home().remembered).toBe(false);
    await open(home(), { invite: 'from-the-link' });
    expect(await requests[0].json()).toEqual({ userName: 'Bo', invite: 'from-the-link' });
    expect(requests[0].credentials).toBe('omit');
    expect(FakeSocket.last.url).toBe(SOCKET);
    expect(FakeSocket.last.protocols).toEqual(['interview.v1', `interview.secret.${secret}`]);
    expect(home().remembered).toBe(true);
    expect(guestHome({ baseUrl: BASE, sessionId: 'another1' }).remembered).toBe(false);
  });

  it('a kept secret opens again without joining', async () => {
    joined();
    await open(home(), { invite: 'from-the-link' });
    answers = { [`GET ${API}`]: { status: 200, body: SESSION } };
    requests = [];
    await open(home());
    expect(requests.map(({ method }) => method)).toEqual(['GET']);
    expect(requests[0].headers.get('X-Interview-Secret')).toBe(secret);
    expect(FakeSocket.last.protocols[1]).toBe(`interview.secret.${secret}`);
  });

  it('a kept secret that no longer opens is forgotten, and a new link joins anew', async () => {
    joined();
    await open(home(), { invite: 'old' });
    answers[`GET ${API}`] = refusal(401, 'invalid_credential');
    await expect(open(home())).rejects.toMatchObject({ status: 401 });
    expect(home().remembered).toBe(false);
    await open(home(), { invite: 'new' });
    expect(home().remembered).toBe(true);
  });

  it('a kept secret outlives a server that is away', async () => {
    joined();
    await open(home(), { invite: 'old' });
    answers[`GET ${API}`] = refusal(503, 'unavailable');
    await expect(open(home())).rejects.toMatchObject({ status: 503 });
    expect(home().remembered).toBe(true);
  });

  it('who waits is connected all the same, and told by the connection', async () => {
    joined();
    await open(home(), { invite: 'from-the-link' });
    answers[`GET ${API}`] = refusal(403, 'waiting');
    const model = await open(home());
    expect([model.connection.state, model.session.can('read')]).toEqual(['connecting', false]);
    FakeSocket.last.accept();
    const user = { ...person('Bo'), waiting: true };
    const { id, title, state } = SESSION;
    const frame = { type: 'waiting', payload: { user, session: { id, title, state } } };
    FakeSocket.last.hear(JSON.stringify(frame));
    expect([model.connection.state, model.session.title, model.people.me]).toEqual([
      'waiting',
      title,
      user
    ]);
  });

  it('a browser that keeps nothing still lets one in', async () => {
    joined();
    const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await open(home(), { invite: 'from-the-link' });
    expect(FakeSocket.last.protocols[1]).toBe(`interview.secret.${secret}`);
    full.mockRestore();
  });
});
