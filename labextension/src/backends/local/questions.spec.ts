/** QU29: questions in interviews without a server, from the file that a site was built with. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LockTable } from '../../../tests/lock-table';
import { HALVE, PRIVATE_WORD, QUESTION, SIDE, STARTER, TITLE } from '../../../tests/question';
import { ScriptedRunner } from '../../../tests/scripted-runner';
import type { IInterviewModel } from '../../model/interview';
import type { IHome } from '../home';
import { openInterview } from '../open';
import { LocalDatabase } from './database';
import { localHome } from './home';

interface ITab {
  model: IInterviewModel;
  runner: ScriptedRunner;
}

const FRENCH = 'Écris-le';
const STARTED = { name: 'solution.py', text: 'sums = 1\n' };
const PLACE = { bank: 'kitchen', name: 'double-it' };

let home: IHome;
let table: LockTable;
let tabs: IInterviewModel[];
let answer: () => Promise<Response>;

beforeEach(() => {
  tabs = [];
  table = new LockTable();
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('fetch', (address: string) => {
    expect(address).toBe('https://site.example/interview/questions.json');
    return answer();
  });
  answer = siteWith({ question: QUESTION, side: SIDE });
  home = localHome({
    link: id => id,
    questions: 'https://site.example/interview/questions.json',
    memory: { getItem: () => null, setItem: () => undefined },
    locks: table.locks
  });
});

afterEach(() => {
  tabs.forEach(model => model.dispose());
  vi.unstubAllGlobals();
});

function siteWith(...questions: object[]): () => Promise<Response> {
  return () => Promise.resolve(new Response(JSON.stringify({ questions, problems: [] })));
}

async function open(sessionId: string, userName = 'Ada'): Promise<ITab> {
  const runner = new ScriptedRunner();
  const createRunner = (): ScriptedRunner => runner;
  const model = await openInterview({ home, sessionId, userName, createRunner });
  tabs.push(model);
  await until(() => model.document.ready);
  return { model, runner };
}

async function create(fields = {}): Promise<string> {
  return (await home.api.create({ language: 'python', ...fields })).id;
}

const until = (wanted: () => boolean): Promise<void> =>
  vi.waitFor(() => expect(wanted()).toBe(true), { timeout: 5000, interval: 5 });

const textOf = ({ model }: ITab): string => model.document.shown.text.toJSON();

const namesIn = ({ model }: ITab): string[] => model.files.folder.files.map(({ name }) => name);

describe('QU29: the banks of a site', () => {
  it('are read when somebody asks, once', async () => {
    let asked = 0;
    const site = answer;
    answer = () => {
      asked++;
      return site();
    };
    const { questions, problems } = await home.api.listQuestions();
    expect(questions).toMatchObject([{ ...PLACE, title: TITLE, visible: 2, hidden: 1 }]);
    expect(questions[0]).not.toHaveProperty('cases');
    expect(problems).toEqual([]);
    expect((await home.api.bankQuestion('kitchen', 'double-it')).side.notes).toBe(PRIVATE_WORD);
    expect(asked).toBe(1);
  });

  it('are none where the site has no such file', async () => {
    answer = () => Promise.resolve(new Response('', { status: 404 }));
    expect(await home.api.listQuestions()).toEqual({ questions: [], problems: [] });
    const unknown = home.api.bankQuestion('kitchen', 'double-it');
    await expect(unknown).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are asked for again after they could not be reached, or not be read', async () => {
    const site = answer;
    answer = () => Promise.reject(new Error('offline'));
    await expect(home.api.listQuestions()).rejects.toMatchObject({ code: 'unreachable' });
    answer = () => Promise.resolve(new Response('<html>'));
    await expect(home.api.listQuestions()).rejects.toThrow('built again');
    answer = site;
    expect((await home.api.listQuestions()).questions).toHaveLength(1);
  });

  it('have no private sides unless the site was built with them', async () => {
    answer = siteWith({ question: QUESTION });
    const id = await create({ questions: [PLACE] });
    const { model } = await open(id);
    const [{ id: question }] = model.questions.listed;
    expect(model.questions.side(question)?.cases).toEqual([]);
    expect(model.questions.whyNot(question, true)).toBe('no_cases');
    expect((await home.api.listQuestions()).questions).toMatchObject([{ hidden: 0 }]);
  });
});

describe('QU29: a question', () => {
  it('begins an interview with its starter and its data, in every tab', async () => {
    const id = await create({ questions: [PLACE] });
    const [ada, bo] = [await open(id), await open(id, 'Bo')];
    expect([textOf(ada), textOf(bo)]).toEqual([STARTER, STARTER]);
    expect(namesIn(ada)).toEqual(['solution.py', 'numbers.csv']);
    expect(ada.model.questions.listed).toEqual(bo.model.questions.listed);
    expect(ada.model.questions.listed).toMatchObject([{ ...PLACE, title: TITLE }]);
    const [{ id: question }] = ada.model.questions.listed;
    expect(ada.model.questions.side(question)).toEqual({ ...SIDE, question });
  });

  it('is the first of several, which is shown, while the others have files of their own', async () => {
    answer = siteWith(
      { question: QUESTION, side: SIDE },
      { question: { ...QUESTION, name: 'treble-it', digest: 'f'.repeat(64) }, side: SIDE }
    );
    const id = await create({ questions: [PLACE, { ...PLACE, name: 'treble-it' }] });
    const ada = await open(id);
    expect(ada.model.questions.listed.map(({ name }) => name)).toEqual([PLACE.name, 'treble-it']);
    const { files, shown } = ada.model.files.folder;
    expect(namesIn(ada)).toEqual(['solution.py', 'numbers.csv', 'treble_it.py']);
    expect(shown).toBe(files[0].id);
  });

  it('comes into an interview that is open, and is there when all tabs were closed', async () => {
    const id = await create();
    const ada = await open(id);
    const loaded = await home.api.loadQuestion(id, PLACE);
    await until(() => ada.model.questions.listed.length === 1 && textOf(ada) === STARTER);
    expect(ada.model.questions.listed[0]).toEqual(loaded);
    const again = home.api.loadQuestion(id, PLACE);
    await expect(again).rejects.toThrow('in the interview already');
    ada.model.dispose();
    expect((await open(id)).model.questions.listed).toEqual([loaded]);
  });

  it('replaces no text that somebody has written, unless that is said', async () => {
    const id = await create({ code: 'x = 1\n' });
    const ada = await open(id);
    const refused = home.api.loadQuestion(id, PLACE);
    await expect(refused).rejects.toMatchObject({ code: 'not_empty', status: 409 });
    expect(ada.model.questions.listed).toEqual([]);
    await home.api.loadQuestion(id, PLACE, { into: 'below' });
    await until(() => textOf(ada) === `x = 1\n\n${STARTER}`);
    const other = await create({ code: 'x = 1\n' });
    await home.api.loadQuestion(other, PLACE, { into: 'replace' });
    expect(textOf(await open(other))).toBe(STARTER);
    const third = await create({ code: 'x = 1\n' });
    await home.api.loadQuestion(third, PLACE, { into: 'new' });
    const cy = await open(third);
    expect(namesIn(cy)).toEqual(['solution.py', 'double_it.py', 'numbers.csv']);
    expect(textOf(cy)).toBe(STARTER);
  });

  it('has a file of its own beside one that nobody has begun to answer', async () => {
    const starters = { python: [{ name: 'solution.py', text: '' }] };
    const sums = { ...QUESTION, name: 'two-sums', data: [], starters };
    answer = siteWith(
      { question: QUESTION },
      { question: { ...sums, digest: 'd1', starters: { python: [STARTED] } } },
      { question: { ...sums, digest: 'd2', name: 'three-sums' } },
      { question: { ...sums, digest: 'd3', name: 'four-sums' } }
    );
    const id = await create();
    const ada = await open(id);
    for (const name of [PLACE.name, 'two-sums', 'three-sums', 'four-sums']) {
      await home.api.loadQuestion(id, { ...PLACE, name });
    }
    await until(() => ada.model.questions.listed.length === 4);
    await until(() => ada.model.files.folder.files.length === 5);
    expect(namesIn(ada)).toEqual([
      'solution.py',
      'numbers.csv',
      'two_sums.py',
      'three_sums.py',
      'four_sums.py'
    ]);
    await until(() => ada.model.files.current.name === 'four_sums.py' && textOf(ada) === '');
    ada.model.files.look(ada.model.files.folder.files[2].id);
    expect(textOf(ada)).toBe(STARTED.text);
  });

  it('is there in another language, and begins what nobody has opened in it', async () => {
    const id = await create();
    await home.api.loadQuestion(id, PLACE, { language: 'javascript' });
    const ada = await open(id);
    expect([ada.model.session.language, textOf(ada)]).toEqual([
      'javascript',
      'function doubleIt(number) {}\n'
    ]);
    const typescript = home.api.loadQuestion(id, PLACE, { language: 'typescript' });
    await expect(typescript).rejects.toThrow('already');
    const other = await create();
    const wrong = home.api.loadQuestion(other, PLACE, { language: 'typescript' });
    await expect(wrong).rejects.toThrow('not there in typescript');
    await home.api.loadQuestion(other, PLACE);
    const bo = await open(other);
    bo.model.session.setLanguage('javascript');
    await until(() => bo.model.session.language === 'javascript');
    await until(() => textOf(bo) === 'function doubleIt(number) {}\n');
  });

  it('that is written in the interview has its tests, and a wrong row is told', async () => {
    const test = { name: 'one', call: 'double_it', args: [1], returns: 2, hidden: false };
    const written = {
      title: FRENCH,
      statement: 'Twice.',
      language: 'python',
      starter: STARTER,
      cases: [test, { ...test, name: 'two', hidden: true }]
    } as const;
    const id = await create();
    const asked = { ...written, cases: [...written.cases].map(each => ({ ...each, args: [1] })) };
    const loaded = await home.api.loadQuestion(id, { written: asked });
    expect(loaded).toMatchObject({ bank: null, name: 'ecris-le', languages: ['python'] });
    const { model } = await open(id);
    expect(model.questions.listed[0].cases).toMatchObject([{ name: 'one' }]);
    expect(model.questions.side(loaded.id)?.cases).toMatchObject([{ name: 'two' }]);
    const twice = { ...asked, cases: [...asked.cases, { ...test, args: [1] }] };
    const refused = home.api.loadQuestion(id, { written: twice });
    await expect(refused).rejects.toThrow('Row 3: row 1 is called one, too.');
  });

  it('goes along into a copy, and of its checks nothing', async () => {
    const id = await create({ questions: [PLACE] });
    const ada = await open(id);
    const [{ id: question }] = ada.model.questions.listed;
    ada.model.questions.runTests(question, { hidden: false, cases: [0] });
    ada.runner.answer(0, 2);
    await until(() => ada.model.questions.running === null);
    const { id: copied } = await home.api.copy(id, { title: TITLE });
    const { model } = await open(copied);
    expect(model.questions.listed).toMatchObject([{ ...PLACE, digest: 'd0' }]);
    const own = model.questions.listed[0].id;
    expect(own).not.toBe(question);
    expect(model.questions.side(own)).toEqual({ ...SIDE, question: own });
    expect(model.questions.check(own, false)).toBeNull();
  });

  it('begins another language with all files of its starter', async () => {
    const javascript = [
      { name: 'solution.js', text: "import './rest.js';\n" },
      { name: 'rest.js', text: 'export {};\n' }
    ];
    const starters = { ...QUESTION.starters, javascript };
    answer = siteWith({ question: { ...QUESTION, starters } });
    const ada = await open(await create({ questions: [PLACE] }));
    ada.model.session.setLanguage('javascript');
    await until(() => textOf(ada) === "import './rest.js';\n");
    await until(() => namesIn(ada).includes('rest.js'));
    ada.model.files.look(ada.model.files.folder.files.find(({ name }) => name === 'rest.js')!.id);
    await until(() => textOf(ada) === 'export {};\n');
  });

  it('has its file in another language, too, when several are there', async () => {
    const helper = { name: 'helper.js', text: 'export {};\n' };
    const own = {
      ...QUESTION.starters,
      javascript: [{ name: 'solution.js', text: '1;\n' }, helper]
    };
    answer = siteWith(
      { question: QUESTION },
      { question: { ...QUESTION, name: 'two-sums', digest: 'd1', starters: own } }
    );
    const ada = await open(await create({ questions: [PLACE, { ...PLACE, name: 'two-sums' }] }));
    ada.model.session.setLanguage('javascript');
    await until(() => namesIn(ada).includes('helper.js'));
    expect(namesIn(ada).slice(-3)).toEqual(['solution.js', 'two_sums.js', 'helper.js']);
    expect(textOf(ada)).toBe('function doubleIt(number) {}\n');
    ada.model.files.look(ada.model.files.folder.files.at(-2)!.id);
    await until(() => textOf(ada) === '1;\n');
  });

  it('that cannot be loaded leaves no new interview behind', async () => {
    const missing = create({ questions: [PLACE, { bank: 'kitchen', name: 'halve-it' }] });
    await expect(missing).rejects.toMatchObject({ code: 'not_found' });
    await expect(create({ questions: [PLACE, PLACE] })).rejects.toThrow('already');
    expect((await home.api.list()).sessions).toEqual([]);
  });

  it('is removed and put in order', async () => {
    const halve = { ...QUESTION, name: 'halve-it', digest: 'd1', title: HALVE };
    answer = siteWith({ question: QUESTION, side: SIDE }, { question: halve });
    const id = await create({ questions: [PLACE, { bank: 'kitchen', name: 'halve-it' }] });
    const { model } = await open(id);
    const titles = (): string => model.questions.listed.map(({ title }) => title).join();
    expect(titles()).toBe('Double it,Halve it');
    model.questions.order([model.questions.listed[1].id]);
    await until(() => titles() === 'Halve it,Double it');
    model.questions.remove(model.questions.listed[0].id);
    await until(() => titles() === 'Double it');
  });
});

describe('QU29: tests', () => {
  it('run in a tab, visible and hidden ones, and the others see how they go', async () => {
    const id = await create({ questions: [PLACE] });
    const [ada, bo] = [await open(id), await open(id, 'Bo')];
    const [{ id: question }] = ada.model.questions.listed;
    ada.model.questions.runTests(question, { hidden: false });
    ada.runner.answer(0, 2);
    ada.runner.answer(1, 4);
    await until(() => bo.model.questions.check(question, false)?.state === 'ended');
    expect(bo.model.questions.check(question, false)).toMatchObject({ points: 3, of: 3 });
    await until(() => ada.model.questions.whyNot(question, true) === null);
    ada.model.questions.runTests(question, { hidden: true });
    ada.runner.answer(0, 1);
    await until(() => bo.model.questions.check(question, true)?.state === 'ended');
    expect(bo.model.questions.hiddenResult(question)).toMatchObject({ passed: 0, total: 1 });
  });

  it('of a tab that crashed are lost', async () => {
    const id = await create({ questions: [PLACE] });
    const ada = await open(id);
    const [{ id: question }] = ada.model.questions.listed;
    const { user } = await home.api.join(id, { userName: 'Bo' });
    const bo = home.connect({ sessionId: id, user, known: null });
    await until(() => bo.state === 'open');
    const check = { question, hidden: false, language: 'python', file: null, cases: [] } as const;
    bo.send({ type: 'check_started', payload: { checkId: 'check-0001', ...check, cases: [] } });
    await until(() => ada.model.questions.check(question, false)?.state === 'running');
    bo.dispose();
    await until(() => ada.model.questions.check(question, false)?.state === 'lost');
  });
});

describe('QU48: a text as it was', () => {
  type Texts = [string, string][];

  async function lastPlace(id: string): Promise<string> {
    const { entries } = await new LocalDatabase().read(id, 0);
    const { seq, at } = entries[entries.length - 1];
    return `${seq}:${at * 1000}`;
  }

  const live = ({ model }: ITab): Texts =>
    model.files.folder.files.map(file => [file.name, model.document.bufferOf(file).text.toJSON()]);

  async function textsAt(id: string, at: string): Promise<Texts> {
    const { files } = await home.api.textsAt(id, at);
    return files.map(({ name, text }) => [name, text]);
  }

  it('is the one that was there, with the names and files of then', async () => {
    const id = await create();
    const ada = await open(id);
    const { files, document } = ada.model;
    const named = (name: string): string =>
      files.folder.files.find(file => file.name === name)?.id ?? '';
    const known: [string, Texts][] = [];
    const steps: (() => void)[] = [
      () => document.shown.shared.updateSource(0, 0, 'one\n'),
      () => files.add('util.py', 'x = 1\n'),
      () => document.shown.shared.updateSource(0, 4, 'two\n'),
      () => files.rename(named('util.py'), 'lib/util.py'),
      () => files.remove(named('lib/util.py')),
      () => document.shown.shared.updateSource(0, 0, 'three\n')
    ];
    let before = await lastPlace(id);
    for (const step of steps) {
      step();
      await vi.waitFor(
        async () => {
          const at = await lastPlace(id);
          expect(at).not.toBe(before);
          expect(await textsAt(id, at)).toEqual(live(ada));
        },
        { timeout: 5000 }
      );
      before = await lastPlace(id);
      known.push([before, live(ada)]);
    }
    for (const [at, texts] of known) {
      expect(await textsAt(id, at)).toEqual(texts);
    }
    // Without the file that was added it is as it began.
    expect(new Set(known.map(([, texts]) => JSON.stringify(texts))).size).toBe(steps.length - 1);
    const [seq, at] = before.split(':').map(Number);
    for (const wrong of [`${seq}:${at + 1}`, `${seq + 1}:${at}`, '0:0', 'nonsense']) {
      await expect(home.api.textsAt(id, wrong)).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  it('QU49: is tested here, after the end, too', async () => {
    const id = await create({ questions: [PLACE] });
    const ada = await open(id);
    const { questions, document, runs, session } = ada.model;
    const [{ id: question }] = questions.listed;
    runs.run();
    await ada.runner.finish();
    await until(() => runs.list.length === 1 && runs.list[0].state === 'ok');
    await vi.waitFor(async () => expect(await questions.moments()).toHaveLength(1));
    document.shown.shared.updateSource(0, 0, 'broken(\n');
    await home.api.update(id, { state: 'ended' });
    await until(() => session.state === 'ended');
    const [run, ended] = await questions.moments();
    expect([run.kind, run.number, run.user?.name]).toEqual(['run', 1, 'Ada']);
    expect(ended.kind).toBe('ended');
    questions.runTests(question, { hidden: true, at: run.at });
    await until(() => ada.runner.request?.onCase !== undefined);
    expect(ada.runner.request?.code).toBe(STARTER);
    ada.runner.answer(0, 1);
    await until(() => questions.check(question, true)?.state === 'ended');
    expect(questions.check(question, true)).toMatchObject({ at: run.at, total: 1 });
    expect(questions.hiddenResult(question)).toBeNull();
    const kept = await new LocalDatabase().read(id, 0);
    const started = kept.entries.flatMap(entry =>
      'event' in entry && entry.event.type === 'CheckStarted' ? [entry.event.at] : []
    );
    expect(started).toEqual([run.at]);
  });
});
