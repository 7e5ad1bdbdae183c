// @vitest-environment jsdom
/** The list of own interviews: its groups, and what each row does. */
import * as React from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { click, draw, find, texts } from '../../../tests/draw';
import { DEFAULT_SETTINGS, told } from '../../contract/generated-settings';
import type { ISession, ISessionEntry } from '../../contract/protocol';
import { SessionList } from './session-list';
import type { ISessionActions, ISessionListProps } from './session-list';

function session(title: string, more: Partial<ISession> = {}): ISession {
  return {
    id: title,
    title,
    createdAt: '2026-09-30T10:00:00.000Z',
    code: '',
    language: 'python',
    state: 'live',
    endedAt: null,
    ...told(DEFAULT_SETTINGS),
    damaged: false,
    group: null,
    epoch: 1,
    languages: ['javascript', 'python'],
    role: 'owner',
    actions: ['read', 'edit', 'invite', 'end', 'delete'],
    ...more
  };
}

const ended = (title: string, endedAt: string): ISession =>
  session(title, { state: 'ended', endedAt, actions: ['read', 'reopen', 'delete'] });

let asked: string[];
let actions: ISessionActions;

beforeEach(() => {
  asked = [];
  const note =
    (verb: string) =>
    (subject?: ISessionEntry): Promise<void> => {
      asked.push(`${verb} ${subject?.title ?? ''}`.trim());
      return Promise.resolve();
    };
  actions = {
    create: state => note(`create ${state}`)(),
    open: subject => void note('open')(subject),
    makeLink: subject => note('link')(subject).then(() => 'https://host/join/1#secret'),
    start: note('start'),
    end: note('end'),
    reopen: note('reopen'),
    remove: note('remove'),
    takeAway: (subject, form) =>
      note(`take ${form}`)(subject).then(() => ({ name: 'a.md', content: new Blob() }))
  };
});

const list = (
  sessions: ISession[] | null,
  failure: string | null = null,
  more: Partial<ISessionListProps> = {}
): JSX.Element => (
  <SessionList
    sessions={sessions}
    more={[]}
    onMore={state => void asked.push(`more ${state}`)}
    query=""
    found=""
    onQuery={query => void asked.push(`query ${query}`)}
    isMissing={false}
    mayCreate
    failure={failure}
    actions={actions}
    keptBy="server"
    {...more}
  />
);

it('TA2: code and transcript are taken away from the menu of a row, by those who may', async () => {
  const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  vi.stubGlobal('URL', { createObjectURL: () => 'blob:1', revokeObjectURL: () => undefined });
  await draw(
    list([
      session('Mine', { actions: ['read', 'take'] }),
      ended('Theirs', '2026-09-30T11:00:00.000Z')
    ])
  );
  for (const item of ['Download the code', 'Download a transcript']) {
    await click('More actions for Mine');
    await click(item, 'menuitem');
  }
  expect(asked).toEqual(['take code Mine', 'take markdown Mine']);
  expect(saved).toHaveBeenCalledTimes(2);
  await click('More actions for Theirs');
  expect(find('menuitem', 'Download the code')).toBeNull();
  saved.mockRestore();
  vi.unstubAllGlobals();
});

it('groups drafts before live before ended, each newest first, without touching the given list', async () => {
  const given = [
    ended('first ended', '2026-09-30T11:00:00.000Z'),
    session('older', { createdAt: '2026-09-29T10:00:00.000Z' }),
    ended('last ended', '2026-09-30T12:00:00.000Z'),
    session('newer'),
    session('prepared', { state: 'draft' })
  ];
  await draw(list(Object.freeze(given) as ISession[]));
  expect(texts('.jpi-SessionRow-title')).toEqual([
    'prepared',
    'newer',
    'older',
    'last ended',
    'first ended'
  ]);
  expect(texts('h3')).toEqual(['Drafts 1', 'Live 2', 'Ended 2']);
});

it('tells nothing yet, nothing there, and a failure apart', async () => {
  const redraw = await draw(list(null));
  expect(document.body.textContent).toContain('Loading…');
  await redraw(list([]));
  expect(document.body.textContent).toContain('No interviews yet.');
  await redraw(list(null, 'The server cannot be reached.'));
  expect(document.querySelector('[role="alert"]')?.textContent).toContain('cannot be reached');
});

it('offers what may be done to each, and no more', async () => {
  await draw(list([session('mine'), ended('over', '2026-09-30T11:00:00.000Z')]));
  expect(find('button', 'Copy link to over')).toBeNull();
  await click('More actions for over');
  expect(texts('[role="menuitem"]')).toEqual(['Open', 'Reopen', 'Delete…']);
  await click('Reopen', 'menuitem');
  expect(asked).toEqual(['reopen over']);
});

it('makes a live one or a draft, and starts a draft', async () => {
  await draw(list([session('mine', { state: 'draft', actions: ['read', 'start'] })]));
  await click('New interview');
  await click('Other ways to begin');
  await click('Start as draft', 'menuitem');
  await click('More actions for mine');
  await click('Start', 'menuitem');
  expect(asked).toEqual(['create live', 'create draft', 'start mine']);
});

it('deletes only after it said what that means and was told to go on', async () => {
  await draw(list([session('mine')]));
  await click('More actions for mine');
  await click('Delete…', 'menuitem');
  expect(document.querySelector('dialog')?.textContent).toContain('cannot be undone');
  await click('Cancel');
  expect(asked).toEqual([]);
  await click('More actions for mine');
  await click('Delete…', 'menuitem');
  await click('Delete for good');
  expect(asked).toEqual(['remove mine']);
});

it('copies a fresh link and says how long it works', async () => {
  const writeText = vi.fn(() => Promise.resolve());
  vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } });
  await draw(list([session('mine')]));
  await click('Copy link to mine');
  expect(writeText).toHaveBeenCalledWith('https://host/join/1#secret');
  expect(texts('[role="status"]').join()).toContain('“mine”. It works for 24 hours.');
  vi.unstubAllGlobals();
});

it('shows the link where the browser does not copy', async () => {
  await draw(list([session('mine')]));
  await click('Copy link to mine');
  expect(find<HTMLInputElement>('textbox', 'Invite link')?.value).toBe(
    'https://host/join/1#secret'
  );
});

it('shows a refusal as the sentence it is, until dismissed', async () => {
  actions.create = () => Promise.reject(new Error('Too many interviews.'));
  await draw(list([]));
  await click('New interview');
  expect(texts('[role="alert"]').join()).toContain('Too many interviews.');
  await click('Dismiss');
  expect(texts('[role="alert"]')).toEqual([]);
});

it('says of which class an interview is', async () => {
  await draw(list([session('Bo', { group: 'CS 101' }), session('Backend')]));
  const facts = texts('.jpi-SessionRow-facts');
  expect(facts[0]).toMatch(/^CS 101 · Python · /);
  expect(facts[1]).toMatch(/^Python · /);
});

it('GR4: tells of which state there are more, and asks for them', async () => {
  const given = [session('one'), ended('over', '2026-09-30T11:00:00.000Z')];
  await draw(list(given, null, { more: ['ended'] }));
  expect(texts('h3')).toEqual(['Live 1', 'Ended 1+']);
  await click('Show more: Ended');
  expect(asked).toEqual(['more ended']);
});

const search = (): Element | null => find('textbox', 'Search interviews');

it('GR5: has a field to search when there is something to be found', async () => {
  const redraw = await draw(list([]));
  expect(search()).toBeNull();
  await redraw(list([session('one')]));
  expect(search()).not.toBeNull();
  await redraw(list([], null, { query: 'ana', found: 'ana' }));
  expect(search()).not.toBeNull();
  expect(texts('[role="status"]').join()).toContain('“ana”');
});

it('GR12: says that a damaged database is missing', async () => {
  await draw(list([], null, { isMissing: true }));
  expect(document.body.textContent).toContain('Interviews are missing here');
});

it('HB12: offers no new interview to an account that may not create one', async () => {
  const redraw = await draw(list([]));
  expect(document.body.textContent).toContain('New interview');
  await redraw(list([], null, { mayCreate: false }));
  expect(document.body.textContent).not.toContain('New interview');
  expect(document.body.textContent).not.toContain('Start as draft');
});
