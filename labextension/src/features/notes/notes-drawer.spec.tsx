// @vitest-environment jsdom
/** NS11 to NS13: the drawer in which hosts write notes and rate. */
import * as React from 'react';
import { expect, it, vi } from 'vitest';
import { click, done, draw, fill, find, get, isDisabled, texts } from '../../../tests/draw';
import { join } from '../../../tests/participant';
import { Relay } from '../../../tests/relay';
import { RemarkServer, sheet, submitted } from '../../../tests/remarks';
import { InterviewProvider } from '../use-interview';
import { NotesDrawer } from './notes-drawer';

const ELSEWHERE = 'Elsewhere';
const PlainMarkdown = ({ text }: { text: string }): JSX.Element => <p>{text}</p>;

async function open(
  server: RemarkServer
): Promise<{ ask: () => Promise<void>; text: () => string }> {
  const relay = new Relay();
  const ana = join(relay, 'Ana');
  relay.settle();
  const Drawer = ({ asked }: { asked: object | null }): JSX.Element => (
    <InterviewProvider value={ana.model}>
      <button aria-label={ELSEWHERE} />
      <NotesDrawer
        view={{ isOpen: true, asked, toggle: () => undefined }}
        asked={asked}
        port={server.port}
        markdown={PlainMarkdown}
      />
    </InterviewProvider>
  );
  const redraw = await draw(<Drawer asked={null} />);
  return { ask: () => redraw(<Drawer asked={{}} />), text: () => ana.text() };
}

const line = (): HTMLTextAreaElement => get<HTMLTextAreaElement>('textbox', 'New note');

const write = (text: string): Promise<void> => fill('textbox', 'New note', text);

const press = (key: string, more: KeyboardEventInit = {}): Promise<void> =>
  done(() =>
    line().dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
    )
  );

it('NS11: a line takes the focus, Enter keeps the note with the age of its first key', async () => {
  const server = new RemarkServer();
  const { ask, text } = await open(server);
  const before = text();
  get('button', ELSEWHERE).focus();
  await ask();
  expect(document.activeElement).toBe(line());
  const now = vi.spyOn(Date, 'now').mockReturnValue(1_000_000);
  await write('a');
  now.mockReturnValue(1_010_000);
  await write('asks well');
  await press('Enter', { shiftKey: true });
  await press('Enter', { isComposing: true });
  expect(server.asked).toEqual([]);
  now.mockReturnValue(1_012_000);
  await press('Enter');
  now.mockRestore();
  const [{ part, body }] = server.asked;
  expect([part[0], body]).toEqual(['notes', { text: 'asks well', ageMs: 12_000 }]);
  expect(part[1]).toMatch(/^[A-Za-z0-9_-]{8,64}$/);
  expect(line().value).toBe('');
  expect(texts('.jpi-Note-text')).toEqual(['asks well']);
  expect(text(), 'nothing of it is in the code').toBe(before);
  await press('Escape');
  expect(document.activeElement).toBe(get('button', ELSEWHERE));
});

it('NS11: the key once more puts the moment back, and Enter without words is a bookmark', async () => {
  const server = new RemarkServer();
  const { ask } = await open(server);
  await ask();
  await ask();
  await click('30 s earlier');
  await press('Enter');
  const { body } = server.asked[0];
  expect(body).toMatchObject({ text: '', ageMs: 60_000 });
  expect(texts('.jpi-Note-text')).toEqual([' Bookmark']);
});

it('NS11: a note that could not be kept stays, with its id and its moment', async () => {
  const server = new RemarkServer();
  const { ask } = await open(server);
  await ask();
  const now = vi.spyOn(Date, 'now').mockReturnValue(5_000_000);
  await write('slow');
  server.isDown = true;
  await press('Enter');
  expect(texts('.jpi-Notice-body p')).toEqual(['The server cannot be reached.']);
  expect(line().value).toBe('slow');
  server.isDown = false;
  now.mockReturnValue(5_040_000);
  await press('Enter');
  now.mockRestore();
  expect(server.asked.map(({ body }) => body)).toEqual([{ text: 'slow', ageMs: 40_000 }]);
  expect(texts('.jpi-Notice-body p')).toEqual([]);
});

it('NS11: a note is changed, shared and taken back until it is final', async () => {
  const note = { at: '3:1790000000000000', time: '2026-09-30T10:00:00.000Z', shared: false };
  const one = { ...note, id: 'note-0001', text: 'asks', final: false };
  const server = new RemarkServer(
    sheet('Ana', { notes: [one, { ...one, id: 'note-0002', final: true }] })
  );
  await open(server);
  const names = (start: string): HTMLElement[] =>
    [...document.querySelectorAll<HTMLElement>('button')].filter(button =>
      button.getAttribute('aria-label')?.startsWith(start)
    );
  expect(names('Change the note')).toHaveLength(1);
  await done(() => names('Share the note')[0].click());
  expect(server.asked.at(-1)).toEqual({
    part: ['notes', 'note-0001'],
    body: { text: 'asks', shared: true }
  });
  expect(names('Take the note')).toEqual([]);
  expect(texts('.jpi-Note-mark')).toEqual(['shared']);
});

const radio = (part: number, words: string): HTMLInputElement => {
  const group = document.querySelectorAll('.jpi-RubricForm fieldset')[part - 1];
  const label = [...group.querySelectorAll('label')].find(each =>
    each.textContent?.endsWith(words)
  );
  return label!.querySelector('input')!;
};

it('NS12: each level has its words, and needs a moment or a sentence before it is kept', async () => {
  const server = new RemarkServer();
  await open(server);
  await click('Scores', 'button');
  expect(texts('.jpi-RubricForm legend')).toEqual(['Part 1', 'Part 2', 'Part 3']);
  await done(() => radio(1, 'high 1').click());
  expect(server.asked).toEqual([]);
  expect(texts('.jpi-Criterion-state')[0]).toContain('a moment, or a sentence');
  await fill('textbox', 'Where you saw it: Part 1', 'at the tests');
  await done(() =>
    get('textbox', 'Where you saw it: Part 1').dispatchEvent(
      new FocusEvent('focusout', { bubbles: true })
    )
  );
  expect(server.asked).toEqual([
    { part: ['scores', 'q-one.1'], body: { level: 4, moments: [], why: 'at the tests' } }
  ]);
  await done(() => radio(2, 'Not seen').click());
  expect(server.asked.at(-1)?.body).toEqual({ level: null, moments: [], why: '' });
});

it('NS12: the rubric is not there before it was read, and that is said', async () => {
  const server = new RemarkServer();
  server.isSilent = true;
  await open(server);
  await click('Scores', 'button');
  expect(texts('.jpi-Notes-scroll > p')).toEqual(['Reading…']);
});

it('NS12: why the rubric could not be read stays until it is there', async () => {
  const server = new RemarkServer();
  server.isDown = true;
  await open(server);
  await click('Scores', 'button');
  expect(texts('.jpi-Notes-scroll > p')).toEqual([]);
  expect(texts('.jpi-Notice p')).toEqual(['The server cannot be reached.']);
  expect(texts('.jpi-Notice button')).toEqual(['Try again']);
  server.isDown = false;
  await click('Try again');
  expect(texts('.jpi-Notice')).toEqual([]);
  expect(texts('.jpi-Notes-scroll > p')).toEqual([]);
  expect(texts('.jpi-RubricForm legend')).toEqual(['Part 1', 'Part 2', 'Part 3']);
});

it('NS12: the overall answer opens after the parts, and says what submitting does', async () => {
  const server = new RemarkServer(sheet('Ana'), [submitted('Ira', [1, 2, 2])]);
  await open(server);
  await click('Scores', 'button');
  expect(document.body.textContent).toContain('First rate every part: 3 are not kept yet.');
  expect(isDisabled(get('button', 'Submit'))).toBe(true);
  expect(document.body.textContent).not.toContain('Ira');
  for (const part of [1, 2, 3]) {
    await done(() => radio(part, 'Not seen').click());
  }
  expect(isDisabled(get('button', 'Submit'))).toBe(true);
  expect(document.body.textContent).toContain('are final when you submit them');
  const answers = [...document.querySelectorAll('.jpi-Overall label')];
  expect(answers.map(({ textContent }) => textContent)).toEqual([
    'Strong no',
    'No',
    'Yes',
    'Strong yes',
    'No answer'
  ]);
  await done(() => answers[3].querySelector('input')!.click());
  await click('Submit');
  expect(server.asked.at(-1)).toEqual({
    part: ['recommendation'],
    body: { answer: 'strong_yes', why: '' }
  });
  expect(document.body.textContent).toContain('Ira');
});

it('NS12: afterwards sheets stand side by side, the largest difference first, with no sum', async () => {
  const later = { id: 'c-1', reason: 'slept over it', time: '2026-09-30T11:00:00.000Z' };
  const server = new RemarkServer(submitted('Ana', [2, 4, null]), [
    submitted('Ira', [2, 1, 3], { corrections: [{ ...later, answer: 'no' }] }),
    submitted('Jo', [3, 2, 3])
  ]);
  await open(server);
  await click('Scores', 'button');
  expect(texts('.jpi-Debrief h4')).toEqual(['Part 2', 'Part 1', 'Part 3', 'Overall']);
  const rows = [...document.querySelectorAll('.jpi-Debrief section')].map(section =>
    [...section.querySelectorAll('dt')].map(({ textContent }) => textContent)
  );
  expect(rows).toEqual(Array.from({ length: 4 }, () => ['You', 'Ira', 'Jo']));
  expect(texts('.jpi-Corrections li')).toEqual(['Later: Noslept over it']);
  expect(texts('.jpi-Debrief [aria-label="Part 3"] dd')[0]).toContain('Not seen');
});

it('NS12: a correction has a reason, and the original stays beside it', async () => {
  const server = new RemarkServer(submitted('Ana', [2, 4, null]));
  await open(server);
  await click('Scores', 'button');
  await click('Correct: Part 2');
  await fill('combobox', 'What it is by now', '1');
  expect(isDisabled(get('button', 'Add the correction'))).toBe(true);
  await fill('textbox', 'The reason for the correction', 'looked again');
  await click('Add the correction');
  const { part, body } = server.asked[0];
  expect([part[0], body]).toEqual([
    'corrections',
    { reason: 'looked again', criterion: 'q-one.2', level: 1 }
  ]);
  const row = texts('.jpi-Debrief [aria-label="Part 2"] dd')[0];
  expect(row).toContain('4 · high 2');
  expect(row).toContain('Later: 1 · low 2');
  expect(find('button', 'Add the correction')).toBeNull();
});
