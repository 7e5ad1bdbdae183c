/** Interviews without a server: several tabs of one browser, each with a real model. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LockTable } from '../../../tests/lock-table';
import { ScriptedRunner } from '../../../tests/scripted-runner';
import * as Y from 'yjs';
import type { IInterviewModel } from '../../model/interview';
import { SessionDoc } from '../../model/document/session-doc';
import { blank } from '../../session/interview';
import { evolve } from '../../session/perform';
import { LIMITS } from '../../session/server-facts';
import * as view from '../../session/view';
import type { IHome } from '../home';
import { openInterview } from '../open';
import { LocalDatabase, type IRecord } from './database';
import { begun } from './room';
import { localHome } from './home';

interface ITab {
  home: IHome;
  model: IInterviewModel;
  runner: ScriptedRunner;
  memory: Map<string, string>;
}

let table: LockTable;
let tabs: ITab[];

beforeEach(() => {
  table = new LockTable();
  tabs = [];
  vi.stubGlobal('indexedDB', new IDBFactory());
});

afterEach(() => {
  tabs.forEach(({ model }) => model.dispose());
  vi.unstubAllGlobals();
});

function home(memory = new Map<string, string>()): IHome {
  const storage = {
    getItem: (key: string) => memory.get(key) ?? null,
    setItem: (key: string, value: string) => void memory.set(key, value)
  };
  return localHome({
    link: id => `here#${id}`,
    questions: '',
    memory: storage,
    locks: table.locks
  });
}

async function open(
  sessionId: string,
  userName = 'Ada',
  memory = new Map<string, string>()
): Promise<ITab> {
  const runner = new ScriptedRunner();
  const own = home(memory);
  const model = await openInterview({
    home: own,
    sessionId,
    userName,
    createRunner: () => runner
  });
  const tab = { home: own, model, runner, memory };
  tabs.push(tab);
  await until(() => model.document.ready);
  return tab;
}

async function create(fields = {}): Promise<string> {
  return (await home().api.create({ language: 'python', ...fields })).id;
}

const until = (wanted: () => boolean): Promise<void> =>
  vi.waitFor(() => expect(wanted()).toBe(true), { timeout: 5000, interval: 5 });

const TITLE = 'Backend, round 2';

const textOf = ({ model }: ITab): string => model.document.shown.text.toJSON();

function type({ model }: ITab, text: string): void {
  model.document.shown.text.insert(model.document.shown.text.length, text);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const names = ({ model }: ITab): string[] =>
  model.people.list.filter(({ online }) => online).map(({ name }) => name);

it('LT1: what one tab types the other has, and both say that it is stored', async () => {
  const id = await create({ code: 'x = 1\n' });
  const [ada, bo] = [await open(id), await open(id, 'Bo')];
  type(ada, 'y = 2\n');
  type(bo, 'z = 3\n');
  await until(() => textOf(ada) === textOf(bo) && textOf(ada).includes('z = 3'));
  await until(() => ada.model.document.saved === 'saved' && bo.model.document.saved === 'saved');
  expect(textOf(ada).split('\n').sort()).toEqual(['', 'x = 1', 'y = 2', 'z = 3']);
});

it('LT1: what was stored is there when all tabs were closed', async () => {
  const id = await create({ code: '' });
  const first = await open(id);
  type(first, 'kept\n');
  await until(() => first.model.document.saved === 'saved');
  first.model.dispose();
  expect(textOf(await open(id))).toBe('kept\n');
});

it('LT1: the first text of a language is begun once, however many tabs turn to it', async () => {
  const id = await create();
  const [ada, bo] = [await open(id), await open(id, 'Bo')];
  ada.model.session.setLanguage('javascript');
  bo.model.session.setLanguage('javascript');
  await until(() => [ada, bo].every(({ model }) => model.session.language === 'javascript'));
  await until(() => [ada, bo].every(tab => textOf(tab).includes('console.log')));
  const third = await open(id, 'Cy');
  expect([ada, bo].map(textOf)).toEqual([textOf(third), textOf(third)]);
  expect(textOf(third).match(/console\.log/g)).toHaveLength(1);
});

it('FI25: several files, in several tabs, and when all tabs were closed', async () => {
  const id = await create({ code: 'import util\n' });
  const [ada, bo] = [await open(id), await open(id, 'Bo')];
  ada.model.files.add('util.py', 'x = 1\n');
  await until(() => ada.model.files.current.name === 'util.py');
  await until(() => textOf(ada) === 'x = 1\n');
  const file = ada.model.files.current.id;
  expect(textOf(bo)).toBe('import util\n');
  ada.model.files.rename('code:python', 'main.py');
  ada.model.files.order([file]);
  ada.model.files.choose('code:python');
  const namesIn = ({ model }: ITab): string[] => model.files.folder.files.map(({ name }) => name);
  await until(() => bo.model.files.program.name === 'main.py');
  await until(() => namesIn(bo).join() === 'util.py,main.py');
  bo.model.files.look(file);
  type(bo, 'y = 2\n');
  await until(() => textOf(ada) === 'x = 1\ny = 2\n');
  ada.model.runs.run();
  const { name, code, files } = ada.runner.request!;
  expect([name, code, files]).toEqual([
    'main.py',
    'import util\n',
    [{ name: 'util.py', text: 'x = 1\ny = 2\n' }]
  ]);
  await ada.runner.finish();
  ada.model.files.add('main.py');
  await until(() => ada.model.notices.current !== null);
  expect(ada.model.notices.current).toContain('There is a file with the name main.py already');
  await until(() => bo.model.document.saved === 'saved');
  [ada, bo].forEach(({ model }) => model.dispose());
  const next = await open(id);
  expect(namesIn(next)).toEqual(['util.py', 'main.py']);
  expect(next.model.files.program.name).toBe('main.py');
  expect(next.model.runs.list[0].program?.name).toBe('main.py');
  next.model.files.look(file);
  expect(textOf(next)).toBe('x = 1\ny = 2\n');
});

it('SL4, SL5: a copy has the files, what is shown and run, and nothing of people and runs', async () => {
  const id = await create({ code: 'import util\n' });
  const ada = await open(id);
  ada.model.files.add('util.py', 'gone = 1\n');
  await until(() => textOf(ada) === 'gone = 1\n');
  ada.model.files.choose('code:python');
  ada.model.files.add('removed.csv', '1\n');
  await until(() => ada.model.files.current.name === 'removed.csv');
  ada.model.files.remove(ada.model.files.current.id);
  ada.model.runs.run();
  await ada.runner.finish();
  await until(() => ada.model.document.saved === 'saved');
  const title = 'Next (copy)';
  const copy = await ada.home.api.copy(id, { title });
  expect([copy.title, copy.state, copy.language]).toEqual([title, 'live', 'python']);
  const next = await open(copy.id, 'Bo');
  const { files, removed } = next.model.files.folder;
  expect(files.map(({ name }) => name)).toEqual(['solution.py', 'util.py']);
  expect(removed).toEqual([]);
  expect(next.model.files.program.name).toBe('solution.py');
  expect(textOf(next)).toBe('import util\n');
  next.model.files.look(files[1].id);
  expect(textOf(next)).toBe('gone = 1\n');
  expect(next.model.runs.list).toEqual([]);
  expect(next.model.people.list.map(({ name }) => name)).toEqual(['Bo']);
});

it('FK7: a copy of a moment has the files of then, and says where it comes from', async () => {
  const id = await create({ code: 'then = 1\n' });
  const ada = await open(id);
  ada.model.runs.run();
  await ada.runner.finish();
  // A run is kept beside the text, and after it.
  const run = await vi.waitFor(async () => {
    const [first] = (await ada.home.api.recording(id)).runs;
    expect(first?.endSeq).toEqual(expect.any(Number));
    return first;
  });
  // LB37: with all that it has printed.
  const ran = await ada.home.api.recordedRun(id, run.id);
  expect([ran.id, ran.state]).toEqual([run.id, run.state]);
  await expect(ada.home.api.recordedRun(id, 'none')).rejects.toMatchObject({ code: 'not_found' });
  ada.model.files.add('later.py', 'later = 1\n');
  await until(() => textOf(ada) === 'later = 1\n');
  ada.model.files.look('code:python');
  type(ada, 'since = 1\n');
  await until(() => ada.model.document.saved === 'saved');

  const copy = await ada.home.api.copy(id, { title: TITLE, at: run.seq });
  const [moment] = await ada.home.api.moments(id);
  expect(copy.copiedFrom).toEqual({ session: id, at: moment.at });
  const next = await open(copy.id, 'Bo');
  expect(next.model.session.copiedFrom).toEqual(copy.copiedFrom);
  expect(next.model.files.folder.files.map(({ name }) => name)).toEqual(['solution.py']);
  expect(textOf(next)).toBe('then = 1\n');
  expect(next.model.runs.list).toEqual([]);
  const refused = ada.home.api.copy(id, { title: TITLE, at: 1000 });
  await expect(refused).rejects.toMatchObject({ code: 'not_found' });
  const whole = await ada.home.api.copy(id, { title: TITLE });
  expect(whole.copiedFrom).toBeNull();
});

it('FI28: of two files that are asked for together, the second gets its text if one is refused', async () => {
  const ada = await open(await create({ code: 'kept\n' }));
  ada.model.files.add('solution.py', 'first\n');
  ada.model.files.add('util.py', 'second\n');
  await until(() => ada.model.notices.current !== null);
  await until(() => textOf(ada) === 'second\n');
  expect(ada.model.files.current.name).toBe('util.py');
  ada.model.files.look('code:python');
  expect(textOf(ada)).toBe('kept\n');
});

/** Two tabs that look at a file with the text `x`, beside the empty one of the interview. */
async function bothInOneFile(): Promise<{ ada: ITab; bo: ITab; file: string }> {
  const id = await create({ code: '' });
  const [ada, bo] = [await open(id), await open(id, 'Bo')];
  ada.model.files.add('util.py', 'x');
  await until(() => ada.model.files.current.name === 'util.py' && textOf(ada) === 'x');
  const file = ada.model.files.current.id;
  await until(() => bo.model.files.folder.files.length === 2);
  bo.model.files.look(file);
  await until(() => textOf(bo) === 'x');
  return { ada, bo, file };
}

it('FI4: a removed file comes back with what is typed in it', async () => {
  const { ada, bo, file } = await bothInOneFile();
  const held = bo.model.document.shown;
  ada.model.files.remove(file);
  await until(() => bo.model.files.current.name === 'solution.py');
  held.text.insert(0, 'y');
  await until(() => ada.model.files.folder.files.length === 2);
  ada.model.files.look(file);
  await until(() => textOf(ada) === 'yx');
});

it('FI4: also when the tab in which it is typed did not know that it was removed', async () => {
  const { ada, bo, file } = await bothInOneFile();
  ada.model.files.remove(file);
  type(bo, 'y');
  await until(() => bo.model.document.saved === 'saved');
  await until(() => ada.model.files.folder.files.length === 2);
  ada.model.files.look(file);
  await until(() => textOf(ada).includes('y'));
});

it('FI47: a language is shown by the file that is in it, and nothing is begun twice', async () => {
  const id = await create({ code: '' });
  const ada = await open(id);
  ada.model.files.add('main.ts', 'let x;\n');
  await until(() => ada.model.files.current.name === 'main.ts' && textOf(ada) !== '');
  ada.model.files.look('code:python');
  ada.model.session.setLanguage('typescript');
  await until(() => ada.model.files.current.name === 'main.ts');
  expect(ada.model.files.folder.files).toHaveLength(2);
  expect(textOf(ada)).toBe('let x;\n');
});

it('LT1: a run is seen in the other tab as it goes, and by a tab that comes later', async () => {
  const id = await create();
  const [ada, bo] = [await open(id), await open(id, 'Bo')];
  ada.model.runs.run();
  ada.runner.print('one\n');
  await until(() => bo.model.runs.list[0]?.outputs[0]?.text === 'one\n');
  expect(bo.model.runs.list[0].user?.name).toBe('Ada');
  ada.runner.print('two\n', 'stderr');
  await ada.runner.finish({ state: 'error', error: 'Oh no' });
  await until(() => bo.model.runs.list[0].state === 'error');
  const { runs } = (await open(id, 'Cy')).model;
  expect(runs.list[0].outputs).toEqual([
    { stream: 'stdout', text: 'one\n' },
    { stream: 'stderr', text: 'two\n' }
  ]);
  expect(runs.list[0].error).toBe('Oh no');
});

it('EV8: its log holds events, which alone add up to what every tab shows', async () => {
  const id = await create({ code: '' });
  const [ada, bo] = [await open(id), await open(id, 'Bo')];
  ada.model.session.setLanguage('javascript');
  ada.model.runs.run();
  ada.runner.print('one\n');
  await ada.runner.finish({ state: 'ok' });
  await ada.model.session.rename('Round 2');
  await until(() => bo.model.runs.list[0]?.state === 'ok' && bo.model.session.title === 'Round 2');
  const { entries } = await new LocalDatabase().read(id, 0);
  const told = entries.flatMap(entry => ('event' in entry ? entry : []));
  const interview = told.reduce(
    (now, { event, at }) => evolve(now, event, at * 1000),
    blank(id, LIMITS)
  );
  const kinds = new Set(told.map(({ event }) => event.type));
  const runs = ['RunStarted', 'RunPrinted', 'RunEnded'] as const;
  const others = [
    'SessionCreated',
    'SessionChanged',
    'TextsSealed',
    'PersonJoined',
    'LanguageChanged'
  ] as const;
  expect(kinds).toEqual(new Set([...runs, ...others]));
  expect(view.session(interview, 'owner', '')).toMatchObject({
    ...(await bo.home.api.get(id)),
    actions: expect.arrayContaining(['edit', 'run', 'end']) as unknown
  });
  expect(interview.runs.list.map(view.run)).toEqual(bo.model.runs.list);
});

it('LT2: every tab is somebody, comes back after a reload, and is away when it is closed', async () => {
  const id = await create();
  const [ada, second] = [await open(id), await open(id)];
  expect([ada, second].map(({ model }) => model.people.me?.name)).toEqual(['Ada', 'Ada (2)']);
  await until(() => names(ada).length === 2);
  second.model.dispose();
  await until(() => names(ada).length === 1);
  const again = await open(id, 'Ada', second.memory);
  expect(again.model.people.me?.id).toBe(second.model.people.me?.id);
  await until(() => names(ada).length === 2);
});

it('LT2: carets of other tabs are shown, and gone with them', async () => {
  const id = await create();
  const [ada, bo] = [await open(id), await open(id, 'Bo')];
  const caret = (): unknown[] =>
    [...ada.model.presence.awareness.getStates()]
      .filter(([client]) => client !== ada.model.presence.awareness.clientID)
      .map(([, state]) => (state as { user: { name: string } }).user.name);
  const { text } = bo.model.document.shown;
  const { createRelativePositionFromTypeIndex: at } = await import('yjs');
  const cursor = { anchor: at(text, 2), head: at(text, 2) };
  bo.model.presence.awareness.setLocalStateField('cursor', cursor);
  await until(() => caret().includes('Bo'));
  bo.model.dispose();
  await until(() => caret().length === 0);
});

it('LT19, NA19: a name is changed for all tabs, and a tab comes back under it', async () => {
  const id = await create();
  const memory = new Map<string, string>();
  const [ada, bo] = [await open(id, 'Interviewer', memory), await open(id, 'Bo')];
  await ada.model.people.rename('Ada');
  const seen = (): string[] => bo.model.people.list.map(({ name }) => name);
  await until(() => seen().includes('Ada'));
  ada.model.dispose();
  const back = await home(memory).api.join(id, { userName: 'Interviewer', keepName: true });
  expect([back.user.id, back.user.name]).toEqual([ada.model.people.me?.id, 'Ada']);
  const other = await home(memory).api.join(id, { userName: 'Ada Lima' });
  expect([other.user.id, other.user.name]).toEqual([back.user.id, 'Ada Lima']);
  await expect(bo.model.people.rename('\u3164')).rejects.toMatchObject({ code: 'invalid_field' });
});

it('LT13: a run whose tab crashed is lost', async () => {
  const id = await create();
  const ada = await open(id);
  const own = home();
  const { user } = await own.api.join(id, { userName: 'Bo' });
  const bo = own.connect({ sessionId: id, user, known: null });
  await until(() => bo.state === 'open');
  bo.send({ type: 'run_started', payload: { runId: 'r1', language: 'python' } });
  await until(() => ada.model.runs.list[0]?.state === 'running');
  bo.dispose();
  await until(() => ada.model.runs.list[0].state === 'lost');
});

it('LT14: what needs other people or a server is not offered, and refused', async () => {
  const id = await create();
  const { model, home: own } = await open(id);
  expect(own.linkTo?.(id)).toBe(`here#${id}`);
  for (const action of ['invite', 'admit', 'role', 'lock', 'kick', 'export'] as const) {
    expect(model.session.can(action)).toBe(false);
  }
  for (const action of ['edit', 'language', 'run', 'rename', 'end', 'delete'] as const) {
    expect(model.session.can(action)).toBe(true);
  }
  await expect(own.api.createInvite(id, { role: 'candidate' })).rejects.toThrow('needs a server');
  await expect(model.session.set({ lobby: true })).rejects.toThrow('needs a server');
  await expect(own.api.create({ state: 'draft' })).rejects.toThrow('no drafts');
  await expect(model.session.rename(' ')).rejects.toThrow('1 to 120 characters');
});

it('TA10: it is taken away whole, also when it is over', async () => {
  const id = await create({ code: 'x = 1\n' });
  const { model, runner } = await open(id);
  const bo = await open(id, 'Bo');
  model.files.add('util.py', 'y = 2\n');
  await until(() => model.files.current.name === 'util.py');
  model.runs.run();
  runner.print('=1\n');
  await runner.finish({ durationMs: 5 });
  await until(() => bo.model.runs.list[0]?.state === 'ok');
  await until(() => model.document.saved === 'saved');
  await model.session.rename('Round 1');
  await model.session.end();
  expect(model.session.can('take')).toBe(true);
  const { name, content } = await model.session.takeAway('markdown');
  const text = await content.text();
  expect(name).toBe('Round 1.md');
  expect(text).toContain('- Ada, owner, from ');
  expect(text).toContain('### util\\.py\n\n```python\ny = 2\n```\n');
  expect(text).toContain('```text\n=1\n```');
  const table = await model.session.takeAway('csv');
  expect(await table.content.text()).toContain(`,Ada,python,ok,5,,"'=1\n"\r\n`);
  const code = await home().api.takeAway(id, 'code');
  expect([code.name, code.content.type]).toEqual(['Round 1.zip', 'application/zip']);
  await expect(home().api.takeAway(id, 'ipynb')).rejects.toThrow('server');
  await expect(home().api.takeAway('nothing', 'json')).rejects.toThrow('no such interview');
});

it('LT3: an ended interview can be read and not changed, until it is reopened', async () => {
  const id = await create({ code: 'x\n' });
  const [ada, bo] = [await open(id), await open(id, 'Bo')];
  await ada.model.session.rename('Round 2');
  await ada.model.session.end();
  await until(() => bo.model.session.state === 'ended' && bo.model.session.title === 'Round 2');
  expect(bo.model.session.can('edit')).toBe(false);
  type(bo, 'late');
  await until(() => bo.model.notices.current === 'This interview has ended.');
  await until(() => textOf(bo) === 'x\n' && bo.model.document.copies.length === 1);
  await bo.model.session.reopen();
  await until(() => ada.model.session.can('edit'));
});

it('LT3: a person who comes first when it has ended looks at it, and takes part once it is reopened', async () => {
  const id = await create({ code: 'x\n' });
  await home().api.update(id, { state: 'ended' });
  const ada = await open(id);
  expect([textOf(ada), ada.model.people.me?.name]).toEqual(['x\n', 'Ada']);
  await ada.model.session.reopen();
  await until(() => ada.model.session.can('run'));
  ada.model.runs.run();
  await ada.runner.finish({ state: 'ok' });
  const bo = await open(id, 'Bo');
  await until(() => bo.model.runs.list[0]?.state === 'ok');
  expect(bo.model.runs.list[0].user?.name).toBe('Ada');
  expect(names(bo).sort()).toEqual(['Ada', 'Bo']);
});

it('LT3: the end of an interview is the end of its runs', async () => {
  const id = await create();
  const [ada, bo] = [await open(id), await open(id, 'Bo')];
  ada.model.runs.run();
  await until(() => bo.model.runs.list[0]?.state === 'running');
  await bo.model.session.end();
  await until(() => bo.model.runs.list[0].state === 'lost');
});

it('LT3: a deleted interview closes in every tab and is not listed any more', async () => {
  const id = await create();
  const [ada, bo] = [await open(id), await open(id, 'Bo')];
  expect((await ada.home.api.list()).sessions).toHaveLength(1);
  await ada.model.session.remove();
  await until(() => bo.model.connection.closedBecause === 'deleted');
  expect((await ada.home.api.list()).sessions).toEqual([]);
  await expect(open(id)).rejects.toThrow('no such interview in this browser');
});

it('TR12: an untitled interview in the browser is found in the words of its reader', async () => {
  const title = 'Another';
  const [id] = [await create(), await create({ title })];
  const found = async (query: string, untitled?: string): Promise<string[]> =>
    (await home().api.list({ query, untitled })).sessions.map(session => session.id);
  expect(await found('ohne titel', 'Interview ohne Titel')).toEqual([id]);
  expect(await found('untitled', 'Interview ohne Titel')).toEqual([]);
  expect(await found('untitled')).toEqual([id]);
});

it('LT20: what was edited or run last is told, and nothing else counts for it', async () => {
  const activeAt = async (): Promise<ReadonlyMap<string, string | undefined>> => {
    const { sessions } = await home().api.list({ order: 'activity' });
    return new Map(sessions.map(({ id, lastActiveAt }) => [id, lastActiveAt]));
  };
  const [typed, ran, renamed] = [await create(), await create(), await create()];
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
  const [ada, bo] = [await open(typed), await open(ran)];
  const renamedAt = new Date().toISOString();
  await home().api.update(renamed, { title: TITLE });
  const before = await activeAt();
  expect([typed, ran, renamed].map(id => Date.parse(before.get(id) ?? '') < Date.now())).toEqual([
    true,
    true,
    true
  ]);
  vi.setSystemTime(Date.now() + 3_600_000);
  const typedAt = new Date().toISOString();
  type(ada, 'y = 2\n');
  await until(() => ada.model.document.saved === 'saved');
  vi.setSystemTime(Date.now() + 3_600_000);
  const ranAt = new Date().toISOString();
  bo.model.runs.run();
  await bo.runner.finish();
  await until(() => bo.model.document.saved === 'saved');
  await vi.waitFor(async () => expect((await activeAt()).get(ran)).toBe(ranAt));
  const after = await activeAt();
  expect([after.get(typed), after.get(renamed)]).toEqual([typedAt, before.get(renamed)]);
  expect((await home().api.list()).sessions.map(({ lastActiveAt }) => lastActiveAt)).toEqual([
    undefined,
    undefined,
    undefined
  ]);
  // As an earlier version has left it.
  const stored = await openDB('jupyter-interview-local');
  const record = (await stored.get('sessions', renamed)) as IRecord;
  delete record.activeAt;
  await stored.put('sessions', record);
  stored.close();
  expect((await activeAt()).get(renamed)).toBe(renamedAt);
  vi.useRealTimers();
});

it('LT4: output is cut where the server cuts it', async () => {
  const id = await create();
  const [ada, bo] = [await open(id), await open(id, 'Bo')];
  ada.model.runs.run();
  ada.runner.print('ü'.repeat(200 * 1024));
  await ada.runner.finish({ state: 'ok' });
  await until(() => bo.model.runs.list[0]?.state === 'ok');
  const [run] = bo.model.runs.list;
  const bytes = run.outputs.map(({ text }) => new TextEncoder().encode(text).length);
  const omitted = run.outputs.map(output => output.omitted ?? 0);
  expect([run.truncated, omitted[0]]).toEqual([true, 0]);
  expect(sum(bytes)).toBeLessThanOrEqual(256 * 1024);
  expect(sum(bytes)).toBeGreaterThan(250 * 1024);
  expect(sum(bytes) + sum(omitted)).toBe(400 * 1024);
  // A tab that comes later reads the same from the log.
  expect((await open(id, 'Cy')).model.runs.list[0].outputs).toEqual(run.outputs);
});

it('LT4: a browser that keeps nothing says so', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('denied', 'SecurityError');
    }
  });
  await expect(home().api.list()).rejects.toThrow('keeps no data for this page');
});

it('TX2: starter code has line feeds', () => {
  const doc = new SessionDoc();
  Y.applyUpdate(doc, begun('python', 'a\r\nb\r'));
  expect(doc.file('code:python').toJSON()).toBe('a\nb\n');
});
