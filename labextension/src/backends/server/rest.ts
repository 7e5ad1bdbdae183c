/**
 * The REST routes as functions. The caller (homes.ts) gives a request its credential. Here every
 * failure becomes an InterviewError with a sentence that a person can act on, also when a proxy, a
 * login form or nothing at all has answered in place of the interview server.
 */
import { asked } from '../../contract/generated-settings';
import type { IErrorBody, IHold, IMoment, IRelease, ISessionEntry } from '../../contract/protocol';
import {
  InterviewError,
  type ActivityOf,
  type IInterviewApi,
  type ITaken
} from '../../model/ports';
import { Unanswered } from './unanswered';

export interface IApiOptions {
  /** `{base}interview/api`, absolute. */
  baseUrl: string;
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** What to say when there is no answer; the browser does not tell why. */
  unreachable?: string;
  /** Read for every request. */
  headers?(): Record<string, string>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const PAGE = 50;
const UNREACHABLE = 'The server cannot be reached. Check your connection and try again.';
const NOT_INSTALLED =
  'This address is not answered by jupyter_interview. Is the server extension enabled?';
const LOGIN_NEEDED = 'The Jupyter server wants you to log in again. Reload the page.';

export function createApi(options: IApiOptions): IInterviewApi {
  const ask = async (
    method: Method,
    path: string,
    body?: object,
    key?: string
  ): Promise<Response> => {
    const headers: Record<string, string> = { ...options.headers?.() };
    if (key !== undefined) {
      headers['Idempotency-Key'] = `"${key}"`;
    }
    const isFile = body instanceof Blob;
    if (body) {
      headers['Content-Type'] = isFile ? 'application/octet-stream' : 'application/json';
    }
    try {
      return await options.fetch(options.baseUrl + path, {
        method,
        headers,
        ...(body && { body: isFile ? body : JSON.stringify(body) })
      });
    } catch {
      throw new InterviewError(options.unreachable ?? UNREACHABLE, 'unreachable', 0);
    }
  };
  const call = async <T>(method: Method, path: string, body?: object, key?: string): Promise<T> =>
    (await readAnswer(await ask(method, path, body, key))) as T;
  const unanswered = new Unanswered();
  const create = async <T>(path: string, body: object): Promise<T> =>
    unanswered.send(`${path} ${JSON.stringify(body)}`, async key =>
      call<T>('POST', path, body, key)
    );
  const take = async (path: string): Promise<ITaken> => {
    const response = await ask('GET', path);
    return response.ok
      ? { name: nameOf(response), content: await response.blob() }
      : (readAnswer(response) as Promise<never>);
  };
  const session = (id: string): string => `/sessions/${encodeURIComponent(id)}`;
  const invite = (id: string, inviteId: string): string =>
    `${session(id)}/invites/${encodeURIComponent(inviteId)}`;
  const user = (id: string, userId: string): string =>
    `${session(id)}/users/${encodeURIComponent(userId)}`;
  return {
    keptBy: 'server',
    list: async ({ state, query, untitled, order, limit = PAGE, after } = {}) => {
      const parameters = new URLSearchParams({ limit: String(limit) });
      if (state) {
        parameters.set('state', state);
      }
      if (query) {
        parameters.set('q', query);
      }
      if (query && untitled) {
        parameters.set('untitled', untitled);
      }
      if (order) {
        parameters.set('order', order);
      }
      const response = await ask('GET', `/sessions${after ?? `?${parameters.toString()}`}`);
      const sessions = (await readAnswer(response)) as ISessionEntry[];
      return { sessions, next: nextOf(response.headers.get('Link')) };
    },
    health: () => call('GET', '/health'),
    create: body => create('/sessions', body),
    copy: (id, { title, at }) =>
      create(`${session(id)}/copies`, { title, ...(at !== undefined && { at: String(at) }) }),
    get: id => call('GET', session(id)),
    update: (id, { title, state, ...settings }) =>
      call('PATCH', session(id), { title, state, ...asked(settings) }),
    remove: id => call('DELETE', session(id)),
    join: (id, { key, ...body }) => call('POST', `${session(id)}/join`, body, key),
    invitation: (id, secret) => call('POST', `${session(id)}/invitation`, { invite: secret }),
    announce: (id, text) => call('POST', `${session(id)}/announcements`, { text }),
    answerSignal: (id, signalId, answer) =>
      call('PUT', `${session(id)}/signals/${encodeURIComponent(signalId)}/answer`, answer),
    updateUser: (id, userId, change) => call('PATCH', user(id, userId), change),
    removeUser: (id, userId) => call('DELETE', user(id, userId)),
    exportUser: async (id, userId) => {
      const response = await ask('GET', `${user(id, userId)}/export`);
      return response.ok ? response.blob() : (readAnswer(response) as Promise<never>);
    },
    takeAway: (id, form, audience = 'hosts') =>
      take(`${session(id)}/exports/${form}${audience === 'hosts' ? '' : `?audience=${audience}`}`),
    seal: id => call('GET', `${session(id)}/seal`),
    release: async (id, until) => {
      const path = `${session(id)}/release`;
      if (until === null) {
        await call('DELETE', path);
        return null;
      }
      return (await call<IRelease>('PUT', path, until === undefined ? {} : { until })).until;
    },
    hold: async (id, held) => {
      const path = `${session(id)}/hold`;
      return held ? (await call<IHold>('PUT', path)).since : call('DELETE', path).then(() => null);
    },
    attach: (id, body) => call('PUT', `${session(id)}/attachment`, body),
    detach: id => call('DELETE', `${session(id)}/attachment`),
    invites: id => call('GET', `${session(id)}/invites`),
    createInvite: (id, body) => create(`${session(id)}/invites`, body),
    classes: () => call('GET', '/classes'),
    createClass: body => create('/classes', body),
    activity: of => call('GET', `/activity?${activityQuery(of)}`),
    listQuestions: () => call('GET', '/questions'),
    bankQuestion: (bank, name) =>
      call('GET', `/questions/${encodeURIComponent(bank)}/${encodeURIComponent(name)}`),
    uploadBank: (bank, zip) => call('PUT', `/questions/${encodeURIComponent(bank)}`, zip),
    removeBank: bank => call('DELETE', `/questions/${encodeURIComponent(bank)}`),
    loadQuestion: (id, source, place) =>
      call('POST', `${session(id)}/questions`, { ...source, ...place }),
    takeQuestion: (id, questionId) =>
      take(`${session(id)}/questions/${encodeURIComponent(questionId)}/files`),
    keepLoadedQuestion: (id, questionId) =>
      call('POST', `${session(id)}/questions/${encodeURIComponent(questionId)}/files`, {}),
    keepQuestion: written => call('POST', '/questions', { written }),
    revokeInvite: (id, inviteId) => call('DELETE', invite(id, inviteId)),
    remarks: (id, change) => {
      const part = change?.part.map(encodeURIComponent) ?? [];
      const method = change === undefined ? 'GET' : change.body === null ? 'DELETE' : 'PUT';
      return call(method, [session(id), 'remarks', ...part].join('/'), change?.body ?? undefined);
    },
    moments: async id =>
      (await call<{ moments: IMoment[] }>('GET', `${session(id)}/moments`)).moments,
    textsAt: (id, at) => call('GET', `${session(id)}/texts?${new URLSearchParams({ at })}`),
    recordedRun: (id, runId) =>
      call('GET', `${session(id)}/recording/runs/${encodeURIComponent(runId)}`),
    recording: (id, after) =>
      call('GET', `${session(id)}/recording${after === undefined ? '' : `?after=${after}`}`),
    checkThen: (id, check) => call('POST', `${session(id)}/checks`, check)
  };
}

/** The name of a file, which the server has made safe. */
function nameOf(response: Response): string {
  const said = response.headers.get('Content-Disposition')?.split("filename*=UTF-8''")[1];
  return said === undefined ? 'interview' : decodeURIComponent(said);
}

/** The query of the page that follows, as the server made it. */
function nextOf(link: string | null): string | null {
  return link?.match(/<sessions(\?[^>]*)>; rel="next"/)?.[1] ?? null;
}

function activityQuery(of: ActivityOf): URLSearchParams {
  return new URLSearchParams('group' in of ? { class: of.group } : of.ids.map(id => ['id', id]));
}

/** The JSON of a good answer, undefined for 204. Rejects with InterviewError. */
async function readAnswer(response: Response): Promise<unknown> {
  if (response.status === 204) {
    return undefined;
  }
  const body = await readJson(response);
  if (response.ok && body !== undefined) {
    return body;
  }
  if (isErrorBody(body)) {
    throw new InterviewError(body.error, body.code, response.status, retryAfter(response));
  }
  throw new InterviewError(sentenceFor(response), 'unexpected_answer', response.status);
}

/** The seconds that the server says; a date, as proxies write it, is ignored. */
function retryAfter(response: Response): number | undefined {
  const seconds = response.headers.get('Retry-After') ?? '';
  return /^\d{1,4}$/.test(seconds) ? Number(seconds) : undefined;
}

/** Undefined when the answer is not JSON. */
async function readJson(response: Response): Promise<unknown> {
  try {
    return JSON.parse(await response.text());
  } catch {
    return undefined;
  }
}

function sentenceFor({ ok, status }: Response): string {
  if (status === 404) {
    return NOT_INSTALLED;
  }
  // A login form that was redirected to is a good answer of the wrong kind.
  if (ok || status === 401 || status === 403) {
    return LOGIN_NEEDED;
  }
  if (status === 413) {
    return 'That is more than the server takes at once.';
  }
  if (status === 429) {
    return 'Too many requests; wait a minute and try again.';
  }
  if (status >= 500) {
    return `The server is not available right now (${status}). Try again in a moment.`;
  }
  return `The server gave an answer that makes no sense here (${status}).`;
}

function isErrorBody(body: unknown): body is IErrorBody {
  return (
    typeof body === 'object' &&
    body !== null &&
    'error' in body &&
    typeof body.error === 'string' &&
    'code' in body &&
    typeof body.code === 'string'
  );
}
