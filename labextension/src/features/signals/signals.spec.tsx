// @vitest-environment jsdom
/** What is noted, in the panel: one's own list, what one says of it, and what hosts choose. */
import { beforeEach, expect, it } from 'vitest';
import { click, done, fill, find, get, texts } from '../../../tests/draw';
import { allow, openPanel, settle, view } from '../../../tests/interview-panel';
import type { IParticipant } from '../../../tests/participant';
import { HOST, type Relay } from '../../../tests/relay';
import type { ISessionChange } from '../../model/ports';

const FOREIGN = 'def somebody_elses(words):\n    return sorted(words, key=len)\n';

let relay: Relay;
let ana: IParticipant;

beforeEach(async () => {
  ({ relay, ana } = await openPanel());
});

function put(insert: string, userEvent: string, from = 0, to = from): Promise<void> {
  return done(() => view().dispatch({ changes: { from, to, insert }, userEvent }));
}

async function openList(): Promise<void> {
  await click('More actions');
  await click('What is noted…', 'menuitem');
  await done(() => import('./signals-dialog'));
  await settle();
}

const words = (): string[] => texts('.jpi-Signal-words');

it('SG3: what was pasted stands in one’s own list, in the words that hosts read', async () => {
  await put(FOREIGN, 'input.paste');
  await settle();
  await click('Noted: 1');
  await done(() => import('./signals-dialog'));
  await settle();
  const sentence = `${FOREIGN.length} characters came at once, from outside this interview`;
  expect(words()).toHaveLength(1);
  expect(words()[0]).toContain(`${sentence} (pasted, 3 lines, solution.py)`);
  const all = document.querySelector('dialog')?.textContent ?? '';
  expect(all).toContain('read the same words');
  expect(all.toLowerCase()).not.toMatch(/suspicious|cheat|score|violation/);
});

it('SG8: text that is cut here and pasted again is the interview’s, and so is what is undone', async () => {
  await put(FOREIGN, 'input.paste');
  await put('', 'delete.cut', 0, FOREIGN.length);
  await put(FOREIGN, 'input.paste');
  await done(() =>
    view().contentDOM.dispatchEvent(
      new InputEvent('beforeinput', { inputType: 'historyUndo', bubbles: true, cancelable: true })
    )
  );
  await settle();
  const sources = ana.model.signals.own.map(({ how, source }) => [how, source]);
  expect(sources.slice(0, 2)).toEqual([
    ['paste', 'outside'],
    ['paste', 'interview']
  ]);
  expect(sources.slice(2).flat()).not.toContain('outside');
});

it('SG8: text that is copied anywhere in the panel is the interview’s', async () => {
  const copy = new Event('copy', { bubbles: true });
  Object.assign(copy, { clipboardData: { getData: () => FOREIGN } });
  await done(() => get('button', 'Run').dispatchEvent(copy));
  await put(FOREIGN, 'input.paste');
  await settle();
  expect(ana.model.signals.own.map(({ source }) => source)).toEqual(['interview']);
});

it('SG5: one says what it was, and that it is from AI', async () => {
  const said: unknown[] = [];
  ana.api.answerSignal = (_, id, answer) => {
    said.push(answer);
    const [signal] = ana.model.signals.own;
    const at = '2026-09-30T10:01:00.000Z';
    return Promise.resolve({ ...signal, id, answer: { fromAi: false, ...answer, at } });
  };
  await put(FOREIGN, 'input.paste');
  await settle();
  await openList();
  // The relay has noted it long ago by the clock of this computer.
  const [old] = ana.model.signals.own;
  relay.tell({ type: 'signal', payload: { signal: { ...old, at: new Date().toISOString() } } });
  await settle();
  await click('Say what it was');
  get<HTMLInputElement>('textbox', 'What it was, in a sentence').value = 'My own notes';
  await done(() =>
    document.querySelector<HTMLInputElement>('.jpi-Signal [type=checkbox]')?.click()
  );
  await click('Save');
  await settle();
  expect(said).toEqual([{ text: 'My own notes', fromAi: true }]);
  const [answer] = texts('.jpi-Signal-answer');
  expect(answer).toBe('From AI, by their own word. “My own notes”');
});

it('SG11: hosts read everybody’s, newest first, with names and what they say', async () => {
  await allow({}, 'read', 'lock', 'look_back');
  for (const name of ['Bo', 'Ana']) {
    const signal = {
      id: `s-${name}`,
      user: { id: `p-${name.toLowerCase()}`, name, color: '#009e73' },
      kind: 'away',
      how: 'hidden',
      file: null,
      characters: 0,
      lines: 0,
      source: null,
      seconds: 7,
      at: '2026-09-30T10:00:00.000Z',
      answer: { text: 'The door bell', fromAi: false, at: '2026-09-30T10:00:30.000Z' }
    } as const;
    relay.tell({ type: 'signal', payload: { signal } });
  }
  await settle();
  expect(find('button', 'Noted: 1')).toBeNull();
  await openList();
  expect(words().map(text => text.replace(/^.*?(Ana|Bo)/, '$1'))).toEqual([
    'Ana: The page was hidden for 7 seconds',
    'Bo: The page was hidden for 7 seconds'
  ]);
  expect(texts('.jpi-Signal-answer')).toEqual(['“The door bell”', '“The door bell”']);
});

it('SG1: hosts choose what is said and what is noted', async () => {
  const asked: ISessionChange[] = [];
  const update = ana.api.update.bind(ana.api);
  ana.api.update = (id, change) => {
    asked.push(change);
    return update(id, change);
  };
  // The relay knows them as somebody who may not, and says so with each change.
  const openAsHost = async (): Promise<void> => {
    await settle();
    await allow({}, 'read', 'lock', 'look_back');
    await openList();
  };
  const tick = async (at: number): Promise<void> => {
    await openAsHost();
    const boxes = document.querySelectorAll<HTMLElement>('.jpi-Signals-rules [type=checkbox]');
    await done(() => boxes[at].click());
  };
  await openAsHost();
  await fill('combobox', 'Help by AI', 'own_tools');
  await openAsHost();
  get<HTMLInputElement>('textbox', 'A sentence of your own about it').value = 'Tell us';
  await click('Save');
  await tick(0);
  await tick(1);
  expect(asked).toEqual([
    { ai: 'own_tools' },
    { aiSentence: 'Tell us' },
    { noteInserts: false },
    { noteAway: true }
  ]);
});

it('SG12: a change is told above the code until it is put away, and stands beside the people', async () => {
  const told = (): string => texts('.jpi-Notices [role="status"]').join('|');
  relay.perform(HOST, { type: 'SessionChange', ai: 'none', noteInserts: false });
  await settle();
  expect(told()).toContain('Changed from now on. AI: please do not let it help you.');
  expect(told()).toContain('Nothing else is noted.');
  await click('Dismiss');
  await settle();
  expect(told()).not.toContain('Changed from now on.');
  expect(get('button', 'AI: none').title).toBe('AI: please do not let it help you.');
  relay.perform(HOST, { type: 'SessionChange', ai: 'unsaid' });
  await settle();
  expect(told()).toContain('nothing is said of it any more');
  expect(find('button', 'AI: none')).toBeNull();
});
