/** LT12: interviews that an earlier version of this page has stored. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LockTable } from '../../../tests/lock-table';
import { ScriptedRunner } from '../../../tests/scripted-runner';
import type { IAuthor, IRun } from '../../contract/protocol';
import type { IInterviewModel } from '../../model/interview';
import type { IHome } from '../home';
import { openInterview } from '../open';
import { localHome } from './home';
import { begun } from './room';

const ID = 'session-of-old';
const title = 'Round 2';
const newTitle = 'Round 3';
const BEGAN = Date.parse('2026-03-01T10:00:00.000Z');
const ADA: IAuthor = { id: 'ada', name: 'Ada', color: '#0072b2' };
const BO: IAuthor = { id: 'bo', name: 'Bo', color: '#d55e00' };

let models: IInterviewModel[];
let home: IHome;

beforeEach(() => {
  models = [];
  vi.stubGlobal('indexedDB', new IDBFactory());
  const memory = { getItem: () => null, setItem: () => undefined };
  home = localHome({ link: id => id, questions: '', memory, locks: new LockTable().locks });
});

afterEach(() => {
  models.forEach(model => model.dispose());
  vi.unstubAllGlobals();
});

const time = (seconds: number): string => new Date(BEGAN + seconds * 1000).toISOString();

function user(author: IAuthor) {
  const rest = { role: 'owner', kind: 'user', online: true, waiting: false, handRaisedAt: null };
  return { ...author, ...rest };
}

function run(id: string, author: IAuthor, fields: Partial<IRun> = {}): IRun {
  return {
    id,
    user: author,
    language: 'python',
    state: 'running',
    source: 'browser',
    startedAt: time(3),
    endedAt: null,
    durationMs: null,
    outputs: [],
    error: null,
    truncated: false,
    offline: false,
    program: null,
    tests: [],
    ...fields
  };
}

const OUTPUT = { stream: 'stdout', text: 'one\n' } as const;
const ENDED = run('r1', ADA, {
  state: 'error',
  endedAt: time(6),
  durationMs: 1999,
  outputs: [OUTPUT],
  error: 'Oh no'
});

/** What version 1 wrote: the frames that it told, and a record. */
const FACTS: readonly object[] = [
  { update: begun('python', 'x = 1\n') },
  { fact: { type: 'user_joined', payload: { user: user(ADA) } } },
  { fact: { type: 'user_joined', payload: { user: user(BO) } } },
  { fact: { type: 'run_started', payload: { run: run('r1', ADA) } } },
  { fact: { type: 'run_output', payload: { runId: 'r1', index: 0, ...OUTPUT } } },
  {
    fact: {
      type: 'execution_result',
      payload: { output: 'one\n', error: 'Oh no', timestamp: time(6), run: ENDED }
    }
  },
  {
    fact: {
      type: 'session_state',
      payload: { state: 'live', title, endedAt: null, showValues: false }
    }
  },
  { update: begun('javascript', 'let y;\n') },
  { fact: { type: 'language_change', payload: { language: 'javascript', user: BO } } },
  { fact: { type: 'run_started', payload: { run: run('r2', BO, { startedAt: time(9) }) } } }
];

async function storeAsVersion1(fields: object = {}): Promise<void> {
  const database = await openDB('jupyter-interview-local', 1, {
    upgrade: made => {
      made.createObjectStore('sessions', { keyPath: 'id' });
      made.createObjectStore('log', { keyPath: ['session', 'seq'] });
    }
  });
  const record = {
    id: ID,
    title,
    language: 'javascript',
    state: 'live',
    createdAt: time(0),
    endedAt: null,
    showValues: false,
    seq: FACTS.length,
    people: [ADA, BO],
    visited: ['python', 'javascript'],
    ...fields
  };
  await database.put('sessions', record);
  for (const [at, fact] of FACTS.entries()) {
    await database.put('log', {
      ...fact,
      session: ID,
      seq: at + 1,
      at: BEGAN + at * 1000,
      peer: 7
    });
  }
  database.close();
}

async function open(userName = 'Ada'): Promise<IInterviewModel> {
  const createRunner = (): ScriptedRunner => new ScriptedRunner();
  const model = await openInterview({ home, sessionId: ID, userName, createRunner });
  models.push(model);
  await until(() => model.document.ready);
  return model;
}

const until = (wanted: () => boolean): Promise<void> =>
  vi.waitFor(() => expect(wanted()).toBe(true), { timeout: 5000, interval: 5 });

it('LT12: it opens with its text, people, runs and settings, and goes on', async () => {
  await storeAsVersion1();
  const model = await open();
  expect(model.people.me).toMatchObject({ id: 'ada', kind: 'user', role: 'owner' });
  expect(model.people.list.map(({ name }) => name).sort()).toEqual(['Ada', 'Bo']);
  const { language, settings, state } = model.session;
  expect([model.session.title, language]).toEqual([title, 'javascript']);
  expect([settings.showsValues, state]).toEqual([false, 'live']);
  expect(model.document.shown.text.toJSON()).toBe('let y;\n');
  expect(model.runs.list[0]).toEqual(ENDED);
  // Nobody is there who could tell how this one ended.
  await until(() => model.runs.list[1].state === 'lost');
  model.session.setLanguage('python');
  await until(() => model.document.shown.text.toJSON() === 'x = 1\n');
  await model.session.rename(newTitle);
  expect((await home.api.list()).sessions).toMatchObject([{ id: ID, title: newTitle }]);
  const next = await open('Cy');
  expect([next.session.title, next.session.language]).toEqual([newTitle, 'python']);
  expect(next.runs.list.map(({ state }) => state)).toEqual(['error', 'lost']);
});

it('LT12: a record of the time before values were shown still says how it stands', async () => {
  await storeAsVersion1({ showValues: undefined, state: 'ended', endedAt: time(20) });
  const [entry] = (await home.api.list()).sessions;
  expect(entry).toMatchObject({ state: 'ended', endedAt: time(20), showValues: true });
});
