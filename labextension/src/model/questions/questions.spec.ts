/** Questions, and checks of one person as they and the others see them. */
import { beforeEach, describe, expect, it } from 'vitest';
import { golden, judge, schemaName } from '../../../tests/golden';
import { become, join, type IParticipant } from '../../../tests/participant';
import { HALVE, PRIVATE_WORD, QUESTION, SIDE } from '../../../tests/question';
import { HOST, Relay } from '../../../tests/relay';
import type { ClientFrame, ITextsThen, ServerFrame } from '../../contract/protocol';
import { SERVER_ITSELF } from '../../session/actor';
import { InterviewError } from '../ports';

const CODE = 'def double_it(number):\n    return 2 * number\n';

let relay: Relay;
let ana: IParticipant;
let bo: IParticipant;
let id: string;
let heard: ServerFrame[];

/** Ana is a candidate, Bo holds the interview. */
beforeEach(() => {
  relay = new Relay();
  relay.type(CODE);
  ana = join(relay, 'Ana');
  bo = join(relay, 'Bo');
  relay.settle();
  become(relay, bo, 'interviewer');
  heard = [];
  ana.wire.frame.connect((_, frame) => heard.push(frame));
  relay.perform(HOST, { type: 'LoadQuestion', question: QUESTION, side: SIDE });
  relay.settle();
  id = ana.model.questions.listed[0].id;
});

const sent = (type: ClientFrame['type'], { wire } = ana): ClientFrame[] =>
  wire.sent.filter(frame => frame.type === type);

/** All cases are answered, and everybody has heard of it. */
async function finish(values: readonly unknown[], who = ana): Promise<void> {
  values.forEach((value, index) => who.runner.answer(index, value));
  await relay.settled();
  who.clock.turn(200);
  await relay.settled();
}

describe('questions', () => {
  it('have a side that hosts alone are told of', () => {
    expect(ana.model.questions.listed).toEqual(bo.model.questions.listed);
    expect(ana.model.questions.side(id)).toBeNull();
    expect(bo.model.questions.side(id)).toEqual({ ...SIDE, question: id });
    expect(JSON.stringify(heard)).not.toContain(PRIVATE_WORD);
  });

  it('are there for somebody who comes later, and go and are put in order by hosts', () => {
    const other = { ...QUESTION, digest: 'd1', title: HALVE };
    relay.perform(HOST, { type: 'LoadQuestion', question: other, side: SIDE });
    const cy = join(relay, 'Cy');
    relay.settle();
    const titles = (who: IParticipant): string[] =>
      who.model.questions.listed.map(({ title }) => title);
    expect(titles(cy)).toEqual(['Double it', 'Halve it']);
    bo.model.questions.order([bo.model.questions.listed[1].id]);
    relay.settle();
    expect([ana, bo, cy].map(titles)).toEqual(Array(3).fill(['Halve it', 'Double it']));
    bo.model.questions.remove(id);
    relay.settle();
    expect([ana, bo, cy].map(titles)).toEqual(Array(3).fill(['Halve it']));
    expect(bo.model.questions.side(id)).toBeNull();
    ana.model.questions.remove(ana.model.questions.listed[0].id);
    relay.settle();
    expect(ana.model.notices.current).toContain('choose its questions');
    expect(titles(ana)).toEqual(['Halve it']);
  });

  it('are none where an older server tells of none', () => {
    const frame = structuredClone(golden('sync-welcome.json').frame) as ServerFrame;
    if (frame.type !== 'welcome') {
      throw new Error('This is no welcome');
    }
    for (const name of ['questions', 'sides', 'checks', 'hiddenResults'] as const) {
      delete frame.payload[name];
    }
    ana.model.questions.hear(frame);
    expect(ana.model.questions.listed).toEqual([]);
  });

  it('QU32: private sides and hidden checks are forgotten by who stops being a host', async () => {
    bo.model.questions.runTests(id, { hidden: true });
    await finish([0], bo);
    expect(bo.model.questions.check(id, true)).toMatchObject({ state: 'ended', passed: 1 });
    bo.model.questions.runTests(id, { hidden: true });
    const { stops } = bo.runner;
    become(relay, bo, 'candidate');
    expect(bo.model.questions.side(id)).toBeNull();
    expect(bo.model.questions.check(id, true)).toBeNull();
    expect(bo.model.questions.running).toBeNull();
    expect(bo.runner.stops).toBe(stops + 1);
    expect(bo.model.questions.whyNot(id, true)).toBe('not_allowed');
    expect(sent('check_started', bo)).toHaveLength(2);
    expect(bo.model.notices.current).toBeNull();
  });

  it('QU32: nor does somebody keep them who has to wait at the door from now on', () => {
    bo.model.questions.runTests(id, { hidden: true });
    const { stops } = bo.runner;
    const { frame } = golden('sync-waiting.json');
    bo.model.questions.hear(frame as ServerFrame);
    expect(bo.model.questions.side(id)).toBeNull();
    expect(bo.model.questions.check(id, true)).toBeNull();
    expect(bo.runner.stops).toBe(stops + 1);
  });
});

describe('QU30: a check in this browser', () => {
  it('runs the file that is looked at with the others beside it', () => {
    ana.model.questions.runTests(id, { hidden: false });
    expect(ana.runner.request).toMatchObject({
      language: 'python',
      name: 'solution.py',
      code: CODE,
      files: [],
      cases: [
        { index: 0, call: 'double_it', args: [1] },
        { index: 1, call: 'double_it', args: [2] }
      ]
    });
  });

  it('shows each result when it is known, and tells the others', async () => {
    ana.model.questions.runTests(id, { hidden: false });
    ana.runner.answer(0, 2);
    expect(ana.model.questions.check(id, false)).toMatchObject({
      state: 'running',
      passed: 1,
      total: 2,
      results: [{ index: 0, name: 'one', status: 'passed' }]
    });
    expect(ana.model.questions.running?.id).toBe(ana.model.questions.check(id, false)?.id);
    relay.settle();
    expect(bo.model.questions.check(id, false)).toMatchObject({
      user: { name: 'Ana' },
      results: [{ index: 0 }]
    });
    expect(bo.model.questions.running).toBeNull();
    ana.runner.answer(1, 5);
    await relay.settled();
    ana.clock.turn(200);
    relay.settle();
    const ended = { state: 'ended', passed: 1, points: 1, of: 3 };
    expect(bo.model.questions.check(id, false)).toMatchObject(ended);
    expect(ana.model.questions.check(id, false)).toEqual(bo.model.questions.check(id, false));
    expect(ana.model.questions.running).toBeNull();
  });

  it('is told in the words of the contract', async () => {
    ana.model.questions.runTests(id, { hidden: false });
    relay.settle();
    await finish([2, 4]);
    const errors = judge();
    const types = ['check_started', 'check_results', 'check_ended'] as const;
    for (const frame of types.flatMap(type => sent(type))) {
      expect(errors(schemaName({ direction: 'to_server', frame }), frame)).toBe('');
    }
    expect(sent('check_ended')).toHaveLength(1);
  });

  it('runs some cases alone, under their own numbers', async () => {
    ana.model.questions.runTests(id, { hidden: false, cases: [1] });
    expect(ana.runner.request?.cases).toMatchObject([{ args: [2] }]);
    relay.settle();
    await finish([4]);
    expect(bo.model.questions.check(id, false)).toMatchObject({
      total: 1,
      points: 2,
      results: [{ index: 1, name: 'two', status: 'passed' }]
    });
  });

  it('that is stopped has the results that it had', async () => {
    ana.model.questions.runTests(id, { hidden: false });
    ana.runner.answer(0, 2);
    ana.model.questions.stopTests();
    await relay.settled();
    expect(ana.model.questions.running).toBeNull();
    expect(bo.model.questions.check(id, false)).toMatchObject({ state: 'stopped', passed: 1 });
  });

  it('ends here when the server ends it', async () => {
    ana.model.questions.runTests(id, { hidden: false });
    relay.settle();
    const { stops } = ana.runner;
    const checkId = bo.model.questions.check(id, false)?.id ?? '';
    relay.perform(HOST, { type: 'StopCheck', checkId });
    relay.settle();
    expect(ana.runner.stops).toBe(stops + 1);
    expect(ana.model.questions.running).toBeNull();
    await relay.settled();
    expect(ana.model.questions.check(id, false)).toMatchObject({ state: 'stopped' });
    expect(ana.model.notices.current).toBeNull();
  });

  it('that the server does not take is stopped, and says why', () => {
    ana.model.questions.runTests(id, { hidden: false });
    const { stops } = ana.runner;
    relay.perform(HOST, { type: 'SessionChange', runsLocked: true });
    relay.settle();
    expect(ana.runner.stops).toBe(stops + 1);
    expect(ana.model.questions.check(id, false)).toBeNull();
    expect(ana.model.notices.current).toContain('locked');
  });

  it('goes without a connection, and is told when there is one again', async () => {
    ana.wire.drop(1006);
    ana.model.questions.runTests(id, { hidden: false });
    await finish([2, 4]);
    expect(ana.model.questions.check(id, false)).toMatchObject({ state: 'ended', points: 3 });
    expect(bo.model.questions.check(id, false)).toBeNull();
    ana.wire.open();
    await relay.settled();
    expect(bo.model.questions.check(id, false)).toMatchObject({ state: 'ended', points: 3 });
    expect(ana.model.questions.check(id, false)).toEqual(bo.model.questions.check(id, false));
  });

  it('of a question that was removed meanwhile is told to nobody', async () => {
    ana.wire.drop(1006);
    ana.model.questions.runTests(id, { hidden: false });
    await finish([2, 4]);
    relay.perform(HOST, { type: 'RemoveQuestion', question: id });
    ana.wire.open();
    await relay.settled();
    expect(sent('check_started')).toEqual([]);
    expect(ana.model.notices.current).toBeNull();
  });
});

describe('QU31: the sandbox of a page', () => {
  it('runs nothing else while it runs tests', async () => {
    ana.model.questions.runTests(id, { hidden: false });
    expect(ana.model.runs.isTaken).toBe(true);
    expect(ana.model.questions.whyNot(id, false)).toBe('busy');
    ana.model.runs.run();
    expect(ana.model.runs.list).toEqual([]);
    relay.settle();
    await finish([2, 4]);
    expect(ana.model.runs.isTaken).toBe(false);
    ana.model.runs.run();
    expect(ana.model.runs.running).toBe(true);
  });

  it('runs no tests while a program runs', async () => {
    ana.model.runs.run();
    const { request } = ana.runner;
    expect(ana.model.questions.whyNot(id, false)).toBe('busy');
    ana.model.questions.runTests(id, { hidden: false });
    expect(ana.runner.request).toBe(request);
    await ana.runner.finish();
    relay.settle();
    expect(ana.model.questions.whyNot(id, false)).toBeNull();
  });
});

describe('why tests cannot be run', () => {
  it('there is no program in a language of the question', () => {
    ana.model.files.add('notes.txt', 'nothing');
    relay.settle();
    expect(ana.model.files.current.name).toBe('notes.txt');
    expect(ana.model.questions.target(id)).toBeNull();
    expect(ana.model.questions.whyNot(id, false)).toBe('no_target');
  });

  it('there are none', () => {
    const empty = { ...QUESTION, digest: 'd1', cases: [] };
    relay.perform(HOST, { type: 'LoadQuestion', question: empty, side: { ...SIDE, cases: [] } });
    relay.settle();
    const other = bo.model.questions.listed[1].id;
    expect(bo.model.questions.whyNot(other, false)).toBe('no_cases');
    expect(bo.model.questions.whyNot(other, true)).toBe('no_cases');
  });

  it('runs are locked', () => {
    relay.perform(HOST, { type: 'SessionChange', runsLocked: true });
    relay.settle();
    expect(ana.model.questions.whyNot(id, false)).toBe('not_allowed');
    expect(bo.model.questions.whyNot(id, false)).toBeNull();
  });
});

describe('hidden tests', () => {
  it('are run by hosts, whatever is heard of them by others', async () => {
    expect(ana.model.questions.whyNot(id, true)).toBe('not_allowed');
    bo.model.questions.runTests(id, { hidden: true });
    relay.settle();
    await finish([0], bo);
    expect(bo.model.questions.check(id, true)).toMatchObject({ state: 'ended', passed: 1 });
    expect(ana.model.questions.check(id, true)).toBeNull();
    expect(ana.model.questions.hiddenResult(id)).toMatchObject({ passed: 1, total: 1, cases: [] });
    expect(JSON.stringify(heard)).not.toContain(PRIVATE_WORD);
    expect(heard.map(({ type }) => type)).not.toContain('check_started');
  });

  it('are started by candidates on the server, where the interview lets them', () => {
    relay.serverChecks = true;
    ana.wire.drop(1006);
    ana.wire.open();
    relay.settle();
    expect(ana.model.questions.whyNot(id, true)).toBe('not_allowed');
    relay.perform(HOST, { type: 'SessionChange', candidateChecks: true });
    relay.settle();
    expect(ana.model.questions.whyNot(id, true)).toBeNull();
    ana.model.questions.runTests(id, { hidden: true });
    expect(ana.runner.request).toBeNull();
    const [frame] = sent('check_here');
    expect(judge()(schemaName({ direction: 'to_server', frame }), frame)).toBe('');
    relay.settle();
    const check = bo.model.questions.check(id, true);
    expect(check).toMatchObject({ source: 'server', state: 'running', user: { name: 'Ana' } });
    expect(ana.model.questions.running).toMatchObject({ hidden: true, state: 'running' });
    const checkId = check?.id ?? '';
    const texts = { name: '', expected: '', got: '', message: '' };
    const results = [{ index: 0, status: 'passed' as const, ...texts, ms: 1 }];
    relay.perform(SERVER_ITSELF, { type: 'AnswerServerCheck', checkId, results });
    relay.perform(SERVER_ITSELF, { type: 'EndServerCheck', checkId, state: 'ended' });
    relay.settle();
    expect(ana.model.questions.running).toBeNull();
    expect(ana.model.questions.hiddenResult(id)).toMatchObject({ passed: 1, total: 1 });
    expect(ana.model.questions.check(id, true)).toBeNull();
    expect(JSON.stringify(heard)).not.toContain(PRIVATE_WORD);
  });

  it('QU55: of which nothing is told are over as soon as the server says so', () => {
    relay.serverChecks = true;
    ana.wire.drop(1006);
    ana.wire.open();
    relay.perform(HOST, { type: 'SessionChange', candidateChecks: true });
    relay.settle();
    const over = (check: string): void =>
      ana.model.questions.hear({ type: 'hidden_check_ended', payload: { check } });
    ana.model.questions.runTests(id, { hidden: true });
    relay.settle();
    const checkId = ana.model.questions.running?.id ?? '';
    over('another');
    ana.model.questions.hear({
      type: 'hidden_result',
      payload: {
        result: { question: id, passed: 1, total: 1, cases: [], at: '2026-09-30T10:05:00.250Z' }
      }
    });
    expect(ana.model.questions.running).toMatchObject({ id: checkId, hidden: true });
    over(checkId);
    expect(ana.model.questions.running).toBeNull();
    expect(ana.model.questions.check(id, true)).toBeNull();
  });
});

describe('a check on the server', () => {
  beforeEach(() => {
    relay.serverChecks = true;
    ana.wire.drop(1006);
    ana.wire.open();
    relay.settle();
    ana.model.questions.runTests(id, { hidden: false, onServer: true });
  });

  it('goes to no sandbox, and can be stopped', () => {
    expect([ana.runner.request, sent('check_here').length]).toEqual([null, 1]);
    expect(ana.model.questions.running).toMatchObject({ source: 'server', total: 0 });
    relay.settle();
    expect(ana.model.questions.check(id, false)).toMatchObject({ source: 'server', total: 2 });
    expect(ana.model.questions.running).toEqual(ana.model.questions.check(id, false));
    ana.model.questions.stopTests();
    relay.settle();
    expect(ana.model.questions.running).toBeNull();
    expect(bo.model.questions.check(id, false)).toMatchObject({ state: 'stopped' });
  });

  it('that is refused leaves nothing but the sentence', () => {
    relay.perform(HOST, { type: 'SessionChange', runsLocked: true });
    relay.settle();
    expect(ana.model.questions.running).toBeNull();
    expect(ana.model.notices.current).toContain('locked');
  });

  it('is not asked for without a connection', () => {
    relay.settle();
    ana.wire.drop(1006);
    expect(ana.model.questions.running).toBeNull();
    ana.model.questions.runTests(id, { hidden: false, onServer: true });
    expect(ana.model.notices.current).toContain('offline');
  });
});

describe('QU49: tests on a text as it was', () => {
  const AT = '7:1790000000000000';
  const then = (text: string): ITextsThen => ({
    at: AT,
    time: '2026-09-21T13:33:20.000Z',
    files: [
      { id: 'code:javascript', name: 'solution.js', language: 'javascript', text: '1' },
      { id: 'code:python', name: 'was.py', language: 'python', text },
      { id: 'f-data', name: 'data.csv', language: null, text: 'a\n' }
    ],
    shown: 'code:python'
  });

  it('run the program of then with the files of then, and hosts alone hear of it', async () => {
    const asked: string[] = [];
    bo.api.textsAt = (_, at) => {
      asked.push(at);
      return Promise.resolve(then('right = 1\n'));
    };
    bo.model.questions.runTests(id, { hidden: true, at: AT });
    expect(bo.model.questions.running?.at).toBe(AT);
    await relay.settled();
    expect(asked).toEqual([AT]);
    const { request } = bo.runner;
    expect(request).toMatchObject({ name: 'was.py', code: 'right = 1\n', language: 'python' });
    expect(request?.files?.map(({ name }) => name)).toEqual(['solution.js', 'data.csv']);
    heard.length = 0;
    await finish([4, 8], bo);
    expect(bo.model.questions.check(id, true)).toMatchObject({ at: AT, state: 'ended' });
    expect(heard.map(({ type }) => type).filter(type => /check|hidden/.test(type))).toEqual([]);
    expect(ana.model.questions.hiddenResult(id)).toBeNull();
  });

  it('are for those who hold the interview', () => {
    ana.model.questions.runTests(id, { hidden: false, at: AT });
    expect(ana.model.questions.running).toBeNull();
    expect(ana.model.questions.whyNot(id, false, true)).toBe('not_allowed');
  });

  it('say why there are none, and can be stopped while the texts come', async () => {
    bo.api.textsAt = () =>
      Promise.resolve({ ...then(''), files: [{ ...then('').files[2] }], shown: 'f-data' });
    bo.model.questions.runTests(id, { hidden: false, at: AT });
    await relay.settled();
    expect(bo.model.notices.current).toBe('There was no program for this question at that moment.');
    expect(bo.model.questions.running).toBeNull();
    bo.api.textsAt = () => Promise.reject(new InterviewError('Gone.', 'not_found', 404));
    bo.model.questions.runTests(id, { hidden: false, at: AT });
    await relay.settled();
    expect(bo.model.notices.current).toBe('Gone.');
    bo.api.textsAt = () => Promise.resolve(then('x'));
    bo.model.questions.runTests(id, { hidden: false, at: AT });
    bo.model.questions.stopTests();
    await relay.settled();
    expect(bo.model.questions.running).toBeNull();
    expect(bo.runner.request).toBeNull();
  });

  it('are run on the last texts once the interview has ended', async () => {
    relay.perform(HOST, { type: 'SessionChange', state: 'ended' });
    await relay.settled();
    expect(bo.model.questions.whyNot(id, true)).toBeNull();
    expect(ana.model.questions.whyNot(id, false)).toBe('not_allowed');
    bo.model.questions.runTests(id, { hidden: true });
    expect(bo.runner.request).toMatchObject({ name: 'solution.py', code: CODE });
    bo.model.runs.run();
    expect(bo.model.runs.list).toEqual([]);
    await finish([4], bo);
    expect(bo.model.questions.check(id, true)).toMatchObject({ state: 'ended' });
    expect(bo.model.notices.current).toBeNull();
  });

  it('QU31: keep the sandbox from the moment on at which the texts are fetched', async () => {
    let come = (_: ITextsThen): void => undefined;
    bo.api.textsAt = () => new Promise(resolve => (come = resolve));
    bo.model.questions.runTests(id, { hidden: false, at: AT });
    expect(bo.model.runs.isTaken).toBe(true);
    bo.model.runs.run();
    expect(bo.model.runs.list).toEqual([]);
    come(then('right = 1\n'));
    await relay.settled();
    expect(bo.runner.request).toMatchObject({ code: 'right = 1\n' });
    bo.model.questions.stopTests();
    await relay.settled();
    expect(bo.model.runs.isTaken).toBe(false);
  });
});
