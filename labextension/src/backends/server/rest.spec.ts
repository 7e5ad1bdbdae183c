import { describe, expect, it } from 'vitest';
import type { IWrittenQuestion } from '../../contract/protocol';
import { InterviewError, type IInterviewApi } from '../../model/ports';
import { createApi } from './rest';

interface IRequest {
  url: string;
  init: RequestInit;
}

const TITLE = 'Double it';
const WRITTEN: IWrittenQuestion = {
  title: TITLE,
  statement: 'Twice.',
  language: 'python',
  starter: '',
  cases: [{ name: 'one', call: 'double_it', args: [1], returns: 2, hidden: true }]
};

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** An API whose server gives that answer, and what it was asked. */
function apiWith(answer: () => Response | Promise<Response>): [IInterviewApi, IRequest[]] {
  const asked: IRequest[] = [];
  const api = createApi({
    baseUrl: 'https://host/user/ana/interview/api',
    headers: () => ({ 'X-Interview-Secret': 's3cret' }),
    fetch: async (url, init) => {
      asked.push({ url, init });
      return answer();
    }
  });
  return [api, asked];
}

const json = (status: number, body: unknown): (() => Response) => {
  return () => new Response(JSON.stringify(body), { status, headers: JSON_TYPE });
};

const failure = async (answer: () => Response | Promise<Response>): Promise<InterviewError> => {
  const [api] = apiWith(answer);
  const problem: unknown = await api.get('abc').catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(InterviewError);
  return problem as InterviewError;
};

describe('requests', () => {
  it.each<[string, string, (api: IInterviewApi) => Promise<unknown>]>([
    ['GET', '/health', api => api.health()],
    ['GET', '/sessions?limit=50', api => api.list()],
    [
      'GET',
      '/sessions?limit=9&state=live&q=a%26b+%25',
      api => api.list({ state: 'live', query: 'a&b %', limit: 9 })
    ],
    [
      'GET',
      '/sessions?limit=50&q=ohne&untitled=Ohne+Titel',
      api => api.list({ query: 'ohne', untitled: 'Ohne Titel' })
    ],
    ['GET', '/sessions?limit=50', api => api.list({ query: '', untitled: 'Ohne Titel' })],
    ['GET', '/sessions?limit=50&order=title', api => api.list({ order: 'title' })],
    ['GET', '/sessions?cursor=x&limit=2', api => api.list({ after: '?cursor=x&limit=2' })],
    ['POST', '/sessions', api => api.create({ language: 'python' })],
    ['GET', '/sessions/abc', api => api.get('abc')],
    ['PATCH', '/sessions/abc', api => api.update('abc', { state: 'ended' })],
    ['DELETE', '/sessions/abc', api => api.remove('abc')],
    ['POST', '/sessions/abc/join', api => api.join('abc', { userName: 'Bo 🐢' })],
    ['PATCH', '/sessions/abc/users/p-1', api => api.updateUser('abc', 'p-1', { admitted: true })],
    ['DELETE', '/sessions/abc/users/p-1', api => api.removeUser('abc', 'p-1')],
    ['GET', '/sessions/abc/remarks', api => api.remarks('abc')],
    [
      'PUT',
      '/sessions/abc/remarks/notes/n%2F1',
      api => api.remarks('abc', { part: ['notes', 'n/1'], body: { text: 'x' } })
    ],
    [
      'DELETE',
      '/sessions/abc/remarks/notes/n-1',
      api => api.remarks('abc', { part: ['notes', 'n-1'], body: null })
    ],
    ['GET', '/sessions/abc/users/p-1/export', api => api.exportUser('abc', 'p-1')],
    ['GET', '/sessions/abc/exports/code', api => api.takeAway('abc', 'code')],
    [
      'GET',
      '/sessions/abc/exports/recording?audience=everybody',
      api => api.takeAway('abc', 'recording', 'everybody')
    ],
    ['GET', '/sessions/abc/seal', api => api.seal('abc')],
    ['PUT', '/sessions/abc/release', api => api.release('abc')],
    ['DELETE', '/sessions/abc/release', api => api.release('abc', null)],
    ['PUT', '/sessions/abc/hold', api => api.hold('abc', true)],
    ['DELETE', '/sessions/abc/hold', api => api.hold('abc', false)],
    ['GET', '/sessions/abc/invites', api => api.invites('abc')],
    ['POST', '/sessions/abc/invites', api => api.createInvite('abc', { role: 'candidate' })],
    ['DELETE', '/sessions/abc/invites/i-1', api => api.revokeInvite('abc', 'i-1')],
    ['GET', '/questions', api => api.listQuestions()],
    [
      'GET',
      '/questions/our%20bank/shelf-labels',
      api => api.bankQuestion('our bank', 'shelf-labels')
    ],
    ['DELETE', '/questions/mine', api => api.removeBank('mine')],
    ['POST', '/questions', api => api.keepQuestion(WRITTEN)],
    [
      'POST',
      '/sessions/abc/questions',
      api => api.loadQuestion('abc', { bank: 'starter', name: 'shelf-labels' }, { into: 'new' })
    ],
    ['GET', '/sessions/abc/questions/q-1/files', api => api.takeQuestion('abc', 'q-1')],
    ['POST', '/sessions/abc/questions/q-1/files', api => api.keepLoadedQuestion('abc', 'q-1')],
    ['GET', '/sessions/abc/moments', api => api.moments('abc')],
    ['GET', '/sessions/abc/recording/runs/run%2F1', api => api.recordedRun('abc', 'run/1')],
    ['GET', '/sessions/abc/recording', api => api.recording('abc')],
    ['GET', '/sessions/abc/recording?after=7', api => api.recording('abc', 7)],
    ['GET', '/sessions/abc/texts?at=7%3A17', api => api.textsAt('abc', '7:17')],
    [
      'POST',
      '/sessions/abc/checks',
      api => api.checkThen('abc', { checkId: 'check-1', question: 'q-1', hidden: true, at: '7:17' })
    ]
  ])('%s %s', async (method, path, call) => {
    const [api, asked] = apiWith(json(200, {}));
    await call(api);
    expect(asked).toHaveLength(1);
    expect(asked[0].url).toBe(`https://host/user/ana/interview/api${path}`);
    expect(asked[0].init.method).toBe(method);
    const headers = new Headers(asked[0].init.headers);
    expect(headers.get('X-Interview-Secret')).toBe('s3cret');
    const hasBody = ['POST', 'PUT', 'PATCH'].includes(method) && !path.endsWith('/hold');
    expect(headers.get('Content-Type')).toBe(hasBody ? 'application/json' : null);
    expect(typeof asked[0].init.body).toBe(hasBody ? 'string' : 'undefined');
  });

  it('QU23: a zip is sent as it is', async () => {
    const [api, asked] = apiWith(json(200, { questions: [], problems: [] }));
    const zip = new Blob(['zip']);
    await api.uploadBank('our bank', zip);
    expect(asked[0].url).toBe('https://host/user/ana/interview/api/questions/our%20bank');
    const { method, body, headers } = asked[0].init;
    expect([method, body]).toEqual(['PUT', zip]);
    expect(new Headers(headers).get('Content-Type')).toBe('application/octet-stream');
  });

  it('GR30: the key of a join is a header, and no part of the body', async () => {
    const [api, asked] = apiWith(json(200, {}));
    await api.join('abc', { userName: 'Bo', invite: 's', key: '0b8a4f4e' });
    expect(new Headers(asked[0].init.headers).get('Idempotency-Key')).toBe('"0b8a4f4e"');
    expect(JSON.parse(asked[0].init.body as string)).toEqual({ userName: 'Bo', invite: 's' });
    await api.join('abc', { userName: 'Bo' });
    expect(new Headers(asked[1].init.headers).has('Idempotency-Key')).toBe(false);
  });

  it('GR31: what was not answered is asked for with the same key, and all else with another', async () => {
    let answer = (): Response => new Response('', { status: 504 });
    const [api, asked] = apiWith(() => answer());
    const key = (at: number): string | null =>
      new Headers(asked[at].init.headers).get('Idempotency-Key');
    const body = { language: 'python', title: TITLE } as const;
    await expect(api.create(body)).rejects.toThrow();
    await expect(api.create({ ...body, language: 'javascript' })).rejects.toThrow();
    answer = () => {
      throw new TypeError('offline');
    };
    await expect(api.create(body)).rejects.toThrow();
    answer = json(201, {});
    await api.create(body);
    await api.create(body);
    await api.createClass({ name: 'C', csv: 'Ada\n' });
    await api.createInvite('abc', { role: 'candidate' });
    await api.copy('abc', { title: TITLE });
    const keys = asked.map((_, at) => key(at));
    expect([keys[2], keys[3]]).toEqual([keys[0], keys[0]]);
    expect(new Set(keys).size).toBe(6);
    expect(keys).not.toContain(null);
    answer = json(400, { error: 'No.', code: 'invalid_field' });
    await expect(api.create(body)).rejects.toThrow('No.');
    await expect(api.create(body)).rejects.toThrow('No.');
    expect(key(8)).not.toBe(key(9));
  });

  it('an id cannot lead to another path', async () => {
    const [api, asked] = apiWith(json(200, {}));
    await api.get('../contents?x');
    expect(asked[0].url).toBe('https://host/user/ana/interview/api/sessions/..%2Fcontents%3Fx');
  });
});

it('FK6: a moment is named by the number of its entry', async () => {
  const [api, asked] = apiWith(json(201, {}));
  await api.copy('abc', { title: TITLE, at: 812 });
  expect(asked[0].url).toMatch(/\/sessions\/abc\/copies$/);
  expect(JSON.parse(asked[0].init.body as string)).toEqual({ title: TITLE, at: '812' });
});

it('QU29: what is loaded and where it goes is in one body', async () => {
  const [api, asked] = apiWith(json(201, {}));
  await api.loadQuestion('abc', { written: WRITTEN }, { language: 'python', into: 'below' });
  await api.loadQuestion('abc', { bank: 'starter', name: 'shelf-labels' });
  expect(asked.map(({ init }) => JSON.parse(init.body as string) as unknown)).toEqual([
    { written: WRITTEN, language: 'python', into: 'below' },
    { bank: 'starter', name: 'shelf-labels' }
  ]);
  const [refusing] = apiWith(json(409, { error: 'It has a text.', code: 'not_empty' }));
  const refused = refusing.loadQuestion('abc', { bank: 'starter', name: 'shelf-labels' });
  await expect(refused).rejects.toMatchObject({ code: 'not_empty', status: 409 });
});

describe('answers', () => {
  it('a good one is its JSON, and 204 is nothing', async () => {
    const [api] = apiWith(json(200, [{ id: 'abc' }]));
    expect(await api.list()).toEqual({ sessions: [{ id: 'abc' }], next: null });
    const [other] = apiWith(() => new Response(null, { status: 204 }));
    expect(await other.remove('abc')).toBeUndefined();
  });

  it('GR4: where the next page is, is in the header that links to it', async () => {
    const headers = { ...JSON_TYPE, Link: '<sessions?limit=2&cursor=MTc>; rel="next"' };
    const [api] = apiWith(() => new Response('[]', { status: 200, headers }));
    expect(await api.list()).toEqual({ sessions: [], next: '?limit=2&cursor=MTc' });
  });

  it('a refusal is its sentence, code and status', async () => {
    const body = { error: 'This interview has ended.', code: 'session_ended' };
    expect(await failure(json(410, body))).toMatchObject({
      message: 'This interview has ended.',
      code: 'session_ended',
      status: 410
    });
  });

  it('what is held on a person is a file as it came, a refusal of it a sentence', async () => {
    const [api] = apiWith(json(200, { id: 'p-1' }));
    const file = await api.exportUser('abc', 'p-1');
    expect(await new Response(file).json()).toEqual({ id: 'p-1' });
    const [refusing] = apiWith(json(403, { error: 'Not yours.', code: 'forbidden' }));
    await expect(refusing.exportUser('abc', 'p-2')).rejects.toThrow('Not yours.');
  });

  it('TA5 what is taken away has the name that the server gives it', async () => {
    const named = 'attachment; filename="K_ln.md"; filename*=UTF-8\'\'K%C3%B6ln.md';
    const [api] = apiWith(
      () => new Response('# Köln', { headers: { 'Content-Disposition': named } })
    );
    const { name, content } = await api.takeAway('abc', 'markdown');
    expect([name, await new Response(content).text()]).toEqual(['Köln.md', '# Köln']);
    const [refusing] = apiWith(json(403, { error: 'Not yours.', code: 'forbidden' }));
    await expect(refusing.takeAway('abc', 'code')).rejects.toThrow('Not yours.');
  });

  it.each([
    ['42', 42],
    ['0', 0],
    [null, undefined],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
    ['-1', undefined]
  ])('a refusal with Retry-After %s says when to ask again', async (header, seconds) => {
    const headers = { ...JSON_TYPE, ...(header !== null && { 'Retry-After': header }) };
    const body = JSON.stringify({ error: 'Wait.', code: 'rate_limited' });
    const problem = await failure(() => new Response(body, { status: 429, headers }));
    expect([problem.code, problem.retryAfter]).toEqual(['rate_limited', seconds]);
  });

  const page = (status: number) => () =>
    new Response('<!doctype html><title>proxy</title>', { status });

  it.each([
    ['a login form', page(200), /log in/],
    ['a forbidden page', page(403), /log in/],
    ["Jupyter's own refusal", json(403, { message: "'_xsrf' argument missing" }), /log in/],
    ['a page that is not there', page(404), /jupyter_interview/],
    ['a body that the proxy refused', page(413), /more than the server takes/],
    ['a proxy that has had enough', page(429), /wait/],
    ['a proxy without a server', page(502), /not available right now \(502\)/],
    ['an answer of no known kind', page(418), /makes no sense here \(418\)/]
  ])('%s becomes a sentence', async (_, answer, sentence) => {
    const problem = await failure(answer);
    expect(problem.message).toMatch(sentence);
    expect(problem.code).toBe('unexpected_answer');
  });

  it('no network is a sentence too', async () => {
    const problem = await failure(() => Promise.reject(new TypeError('Failed to fetch')));
    expect([problem.code, problem.status]).toEqual(['unreachable', 0]);
    expect(problem.message).toMatch(/cannot be reached/);
  });

  it('an answer that breaks off is a sentence too', async () => {
    const body = new ReadableStream({ start: stream => stream.error(new Error('reset')) });
    expect((await failure(() => new Response(body))).code).toBe('unexpected_answer');
  });
});
