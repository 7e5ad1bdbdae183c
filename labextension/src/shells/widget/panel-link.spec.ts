import { beforeEach, expect, it } from 'vitest';
import { join, type IParticipant } from '../../../tests/participant';
import { PRIVATE_WORD, QUESTION, SIDE } from '../../../tests/question';
import { HOST, Relay } from '../../../tests/relay';
import type { FromKernel, FromPage, IPanelState, ICommand } from './messages';
import { PanelLink } from './panel-link';

let relay: Relay;
let ada: IParticipant;
let told: FromPage[];
let link: PanelLink;

/** What the kernel knows after all it was told. */
const known = (): IPanelState =>
  told.reduce(
    (all, message) => (message.type === 'state' ? { ...all, ...message.state } : all),
    {}
  );

const settle = async (): Promise<void> => {
  relay.settle();
  await new Promise(resolve => setTimeout(resolve));
  relay.settle();
};

const command = (n: number, what: ICommand, to = 'page'): FromKernel => ({
  type: 'command',
  n,
  to,
  command: what
});

const code = (base: string | null, text: string): ICommand => ({
  kind: 'code',
  language: ada.model.session.language,
  base,
  code: text
});

beforeEach(async () => {
  relay = new Relay();
  ada = join(relay, 'Ada');
  told = [];
  link = new PanelLink({
    page: 'page',
    send: message => {
      told.push(message);
      return Promise.resolve();
    }
  });
  link.add(ada.model);
  await settle();
});

it('WI1 tells what there is, and then what is another', async () => {
  expect(told[0]).toEqual({ type: 'opened', page: 'page' });
  expect(known().code).toBe(ada.text());
  const before = told.length;
  const grace = join(relay, 'Grace');
  await settle();
  grace.type(0, 'x');
  await settle();
  expect(known().code).toBe(ada.text());
  expect(known().users).toEqual(ada.model.people.list);
  const state = told.slice(before).flatMap(message => (message.type === 'state' ? [message] : []));
  expect(state.every(({ state }) => !('language' in state) && !('runs' in state))).toBe(true);
});

it('WI4 does a command once, however often it hears of it', async () => {
  const base = ada.text();
  link.hear(command(1, code(base, `${base}!`)));
  link.hear(command(1, code(base, `${base}!`)));
  await settle();
  expect(ada.text()).toBe(`${base}!`);
  expect(told.at(-1)).toMatchObject({ type: 'state', done: 1, state: { code: `${base}!` } });
});

it('WI4 leaves a command to the page that it names, and speaks up when that is gone', async () => {
  const base = ada.text();
  link.hear(command(1, code(base, 'other'), 'another page'));
  await settle();
  expect(ada.text()).toBe(base);
  told = [];
  link.hear({ type: 'who' });
  await settle();
  expect(told.map(({ type }) => type)).toEqual(['opened', 'state']);
  expect(known().code).toBe(base);
});

it('WI9 goes on with the next view when one is closed, and ends with the last', async () => {
  const again = join(relay, 'Ada');
  link.add(again.model);
  await settle();
  ada.model.dispose();
  link.remove(ada.model);
  const base = again.text();
  link.hear(command(1, code(base, `${base}?`)));
  await settle();
  expect(again.text()).toBe(`${base}?`);
  again.model.dispose();
  link.remove(again.model);
  await settle();
  expect(told.at(-1)).toEqual({ type: 'closed', page: 'page' });
});

it('WI5 refuses more text than there may be, and tells how it is', async () => {
  const base = ada.text();
  const much = 'x'.repeat(ada.model.document.shown.maxBytes + 1);
  link.hear(command(1, code(base, much)));
  await settle();
  expect(ada.text()).toBe(base);
  expect(told.find(({ type }) => type === 'refused')).toMatchObject({ n: 1 });
  expect(told.at(-1)).toMatchObject({ type: 'state', done: 1, state: { code: base } });
});

it('QU52 tells of the questions what everybody may know, and when they are others', async () => {
  expect(known().questions).toEqual([]);
  relay.perform(HOST, { type: 'LoadQuestion', question: QUESTION, side: SIDE });
  await settle();
  expect(known().questions?.map(({ title }) => title)).toEqual([QUESTION.title]);
  expect(JSON.stringify(told)).not.toContain(PRIVATE_WORD);
  const before = told.length;
  ada.type(0, 'x');
  await settle();
  const states = told.slice(before).flatMap(message => (message.type === 'state' ? [message] : []));
  expect(states.some(({ state }) => 'questions' in state)).toBe(false);
});
