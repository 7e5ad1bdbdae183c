/** The hidden tests of an interview, run for a host who does not look at it. */
import { beforeEach, expect, it } from 'vitest';
import { become, join, type IParticipant } from '../../tests/participant';
import { HALVE, QUESTION, SIDE } from '../../tests/question';
import { HOST, Relay } from '../../tests/relay';
import type { IQuestion } from '../contract/protocol';
import {
  ENDED,
  NO_HIDDEN_TESTS,
  NO_HOST,
  NO_PROGRAM,
  NOT_CONNECTED,
  REMOVED,
  runHiddenTests,
  STOPPED
} from './hidden-tests';

const CODE = 'def double_it(number):\n    return 2 * number\n';

let relay: Relay;
let bo: IParticipant;
let stop: AbortController;
/** How it ended. */
let end: string | null;

/** Bo holds the interview. */
beforeEach(() => {
  relay = new Relay();
  relay.type(CODE);
  bo = join(relay, 'Bo');
  stop = new AbortController();
  end = null;
  relay.settle();
  become(relay, bo, 'interviewer');
});

function load(more: Partial<IQuestion> = {}): void {
  relay.perform(HOST, { type: 'LoadQuestion', question: { ...QUESTION, ...more }, side: SIDE });
  relay.settle();
}

async function begin(who = bo): Promise<void> {
  void runHiddenTests(who.model, stop.signal).then(
    () => (end = 'done'),
    (reason: Error) => (end = reason.message)
  );
  await relay.settled();
}

async function answer(value: unknown): Promise<void> {
  bo.runner.answer(0, value);
  await relay.settled();
  bo.clock.turn(200);
  await relay.settled();
}

it('CS28: they run on its texts, and it ends when the server has what came of them', async () => {
  load();
  await begin();
  expect(bo.runner.request).toMatchObject({ name: 'solution.py', code: CODE });
  expect(bo.model.questions.running).toMatchObject({ hidden: true });
  expect(end).toBeNull();
  bo.runner.answer(0, 0);
  await relay.settled();
  expect(end).toBeNull();
  bo.clock.turn(200);
  await relay.settled();
  expect(end).toBe('done');
  const { id } = bo.model.questions.listed[0];
  expect(bo.model.questions.check(id, true)).toMatchObject({ state: 'ended', passed: 1 });
  expect(bo.model.questions.isTold).toBe(true);
});

it('CS28: those of several questions run one after the other', async () => {
  load();
  load({ digest: 'd1', title: HALVE });
  await begin();
  const [first, second] = bo.model.questions.listed.map(({ id }) => id);
  expect(bo.model.questions.running?.question).toBe(first);
  await answer(0);
  expect(bo.model.questions.running?.question).toBe(second);
  expect(end).toBeNull();
  await answer(1);
  expect(end).toBe('done');
  expect(bo.model.questions.check(second, true)).toMatchObject({ state: 'ended', passed: 0 });
});

it('CS28: whoever has nothing to run is told why', async () => {
  await begin();
  expect(end).toBe(NO_HIDDEN_TESTS);
  load({ languages: ['javascript'] });
  await begin();
  expect(end).toBe(NO_PROGRAM);
});

it('CS28: what was stopped, or has no connection any more, ends', async () => {
  load();
  await begin();
  const { stops } = bo.runner;
  stop.abort();
  await relay.settled();
  expect(end).toBe(STOPPED);
  expect(bo.runner.stops).toBe(stops + 1);
  stop = new AbortController();
  end = null;
  await answer(0);
  await begin();
  expect(end).toBeNull();
  bo.wire.drop(4404, 'closed');
  await relay.settled();
  expect(end).toBe(NOT_CONNECTED);
});

it('CS28: what has ended meanwhile says so', async () => {
  load();
  await begin();
  bo.wire.drop(4410, 'closed');
  await relay.settled();
  expect(end).toBe(ENDED);
});

it('CS28: what was cut short is not done: another host stops them, or takes the question away', async () => {
  load();
  await begin();
  const { question, id: checkId } = bo.model.questions.running!;
  expect(relay.perform(HOST, { type: 'StopCheck', checkId })).toBeNull();
  await relay.settled();
  expect(end).toBe(STOPPED);
  await answer(0);
  end = null;
  await begin();
  relay.perform(HOST, { type: 'RemoveQuestion', question });
  await answer(0);
  expect(end).toBe(REMOVED);
});

it('CS28: whoever holds it no longer runs nothing', async () => {
  load();
  await begin();
  become(relay, bo, 'candidate');
  await relay.settled();
  expect(end).toBe(NO_HOST);
  end = null;
  await begin();
  expect(end).toBe(NO_HOST);
});

it('CS28: hosts stay connected to what has ended, and test it no more', async () => {
  load();
  await begin();
  relay.perform(HOST, { type: 'SessionChange', state: 'ended' });
  await relay.settled();
  expect(end).toBe(ENDED);
  end = null;
  await begin();
  expect(end).toBe(ENDED);
});

it('CS28: tests of a page that is gone do not keep those of the next one waiting', async () => {
  load();
  await begin();
  bo.wire.drop(1006);
  const again = join(relay, 'Bo');
  relay.settle();
  await begin(again);
  expect(again.runner.request).toMatchObject({ name: 'solution.py' });
});

it('CS28: each of several questions is tested on the file that came with it', async () => {
  const starters = { python: [{ name: 'solution.py', text: 'def halve(number):\n    pass\n' }] };
  load({ starters });
  load({ digest: 'd1', name: 'halve-it', title: HALVE, starters });
  relay.perform(HOST, { type: 'AddFile', name: 'halve_it.py' });
  relay.settle();
  await begin();
  expect(bo.runner.request).toMatchObject({ name: 'solution.py' });
  await answer(0);
  expect(bo.runner.request).toMatchObject({ name: 'halve_it.py' });
});
