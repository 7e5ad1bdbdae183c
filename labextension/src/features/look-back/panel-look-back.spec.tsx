// @vitest-environment jsdom
/** LB19: looking back in the panel, while the interview goes on underneath. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { click, done, find, texts } from '../../../tests/draw';
import { allow, desk, openPanel, past, settle, type, view } from '../../../tests/interview-panel';
import type { RemarkPort } from '../notes/notes-props';
import type { IParticipant } from '../../../tests/participant';
import { BEGAN, BO, Story } from '../../../tests/recordings';
import { RemarkServer, sheet } from '../../../tests/remarks';
import { ScriptedRunner } from '../../../tests/scripted-runner';

let ana: IParticipant;
let bo: IParticipant;
let reads: number;

beforeEach(async () => {
  reads = 0;
  const told = new Story().type(BO, 'past').after(5000).type(BO, ' and on');
  past.source = {
    read: () => {
      reads++;
      return Promise.resolve(told.recording());
    },
    wholeRun: null,
    notes: null,
    address: 'https://host/interview/replay/session-0001',
    beginning: null,
    createRunner: () => new ScriptedRunner()
  };
  desk.remarks = notes();
  ({ ana, bo } = await openPanel());
});

afterEach(() => {
  past.source = null;
});

/** A note of the first second, and one of an hour later than anything that has happened. */
function notes(): RemarkPort {
  const time = new Date(BEGAN + 1000).toISOString();
  const place = { at: '3:1', time, shared: false, final: false };
  const later = { ...place, time: new Date(BEGAN + 3_600_000).toISOString() };
  return new RemarkServer(
    sheet('Ana', {
      notes: [
        { ...place, id: 'note-0001', text: 'Begins with a test' },
        { ...later, id: 'note-0002', text: 'After all' }
      ]
    })
  ).port;
}

const player = (): Element | null => document.querySelector('.jpi-LookBack [role=slider]');
const shown = (): boolean =>
  document.querySelector('.jpi-InterviewPanel-now:not([hidden])') !== null;

async function lookBack(): Promise<void> {
  await allow({}, 'edit', 'run', 'look_back');
  await click('Look back');
  await vi.waitFor(() => expect(player()).not.toBeNull(), 5000);
  await settle();
}

it('is for those who may, and not of a draft', async () => {
  await allow({}, 'edit', 'run');
  expect(find('button', 'Look back')).toBeNull();
  await allow({ state: 'draft' }, 'edit', 'look_back');
  expect(find('button', 'Look back')).toBeNull();
  await allow({ state: 'ended' }, 'look_back');
  expect(find('button', 'Look back')).not.toBeNull();
  expect(reads).toBe(0);
});

it('shows the past in place of the interview, and says so', async () => {
  await lookBack();
  expect(shown()).toBe(false);
  expect(texts('.jpi-LookBack-notLive')).toEqual(['a few seconds behind']);
  expect(reads).toBe(1);
});

it('lets the interview go on underneath, which is as it was for whoever comes back', async () => {
  await type('# before\n');
  const before = view();
  await lookBack();
  await done(() => bo.type(0, '# meanwhile\n'));
  await settle();
  expect(ana.text()).toContain('# meanwhile');
  await click('Back to live');
  await settle();
  expect(player()).toBeNull();
  expect(shown()).toBe(true);
  expect(view()).toBe(before);
  expect(view().state.doc.toString()).toContain('# meanwhile\n');
});

it('reads on when somebody wants that', async () => {
  await lookBack();
  await click('Read what has come since');
  await settle();
  expect(reads).toBe(2);
});

it('LB26: opens at the moment of a note, and again at another one', async () => {
  await allow({}, 'edit', 'run', 'look_back', 'notes');
  await click('Notes');
  await vi.waitFor(() => expect(texts('.jpi-Note-text')).toHaveLength(2), 5000);
  const [first, second] = document.querySelectorAll<HTMLButtonElement>('.jpi-MomentTime');
  await done(() => first.click());
  await vi.waitFor(() => expect(player()).not.toBeNull(), 5000);
  await settle();
  const at = (): number => Number(player()?.getAttribute('aria-valuenow'));
  const end = Number(player()?.getAttribute('aria-valuemax'));
  expect(at()).toBe(1);
  expect(end).toBeGreaterThan(1);
  await done(() => second.click());
  await settle();
  expect(at()).toBe(end);
  await click('Back to live');
  await allow({}, 'edit', 'run', 'notes');
  expect(document.querySelector('.jpi-MomentTime')).toBeNull();
  expect(texts('.jpi-Note-text')).toHaveLength(2);
});

it('ends for whoever may not look back any more', async () => {
  await lookBack();
  await allow({}, 'edit', 'run');
  expect(player()).toBeNull();
  expect(shown()).toBe(true);
});

it('FK6: leads to the moment of another interview with which it began', async () => {
  await allow({}, 'edit', 'look_back');
  expect(document.querySelector('.jpi-InterviewPanel-state a')).toBeNull();
  const copiedFrom = { session: 'other-0001', at: '812:1790000000000000' };
  ({ ana, bo } = await openPanel({ copiedFrom }));
  const links = document.querySelectorAll<HTMLAnchorElement>('.jpi-InterviewPanel-state a');
  expect([...links].map(({ textContent }) => textContent)).toEqual(['From another interview']);
  expect(links[0].href).toBe('https://host/interview/replay/other-0001#at=812:1790000000000000');
});
