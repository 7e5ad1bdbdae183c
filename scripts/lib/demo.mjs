// The demo interview, made with the same REST calls any client makes: one session that is kept
// between starts, and a new candidate link each time.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { reach } from './jupyter.mjs';
import { demo, logs } from './paths.mjs';

const kept = join(demo, 'interview');

/** What is shown in the first minute: a question of the starter bank, with what it begins with and its tests. */
export const DEMO = {
  title: 'Demo interview',
  language: 'python',
  questions: [{ bank: 'starter', name: 'shelf-labels' }]
};

/** Answers `{id, link}`: the session, and the link with which a candidate joins it. */
export async function demoInterview(server) {
  const api = (method, path, body) => request(server, method, path, body);
  const id = (await live(api)) ?? (await make(api));
  const invite = await api('POST', `sessions/${id}/invites`, { role: 'candidate' });
  return { id, link: invite.url };
}

async function live(api) {
  if (!existsSync(kept)) {
    return null;
  }
  const session = await api('GET', `sessions/${readFileSync(kept, 'utf8').trim()}`);
  return session?.state === 'live' ? session.id : null;
}

async function make(api) {
  const { id } = await api('POST', 'sessions', DEMO);
  writeFileSync(kept, `${id}\n`);
  return id;
}

/** The answer's JSON; null for 404. */
async function request(server, method, path, body) {
  const answer = await fetch(reach(server, `interview/api/${path}`), {
    method,
    headers: { Authorization: `token ${server.token}`, 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body)
  });
  if (answer.status === 404 && method === 'GET') {
    return null;
  }
  if (!answer.ok) {
    throw new Failure(`${method} ${path} was answered with ${answer.status}.`, {
      log: join(logs, 'jupyter.log'),
      advice: 'Is the server extension loaded? See "jupyter server extension list" in .venv/bin.'
    });
  }
  return answer.json();
}
