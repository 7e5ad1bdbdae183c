// @vitest-environment jsdom
/** The list of own interviews: its groups, and what each row does. */
import * as React from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { click, done, draw, fill, find, get, texts } from '../../../tests/draw';
import { DEFAULT_SETTINGS, told } from '../../contract/generated-settings';
import type { ISession, ISessionEntry } from '../../contract/protocol';
import type { ISessionActions, ISessionListProps } from './list-props';
import { SessionList } from './session-list';

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
    copiedFrom: null,
    releasedUntil: null,
    heldSince: null,
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
    create: wanted => note(`create ${JSON.stringify(wanted)}`)(),
    open: subject => void note('open')(subject),
    makeLink: subject =>
      note('link')(subject).then(() => ({ url: 'https://host/join/1#secret', again: false })),
    rename: (subject, title) => note(`rename to ${title}:`)(subject),
    copy: (subject, title) => note(`copy as ${title}:`)(subject).then(() => session(title)),
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
    activeAt={new Map()}
    own={0}
    order="made"
    folded={{}}
    arrange={change => void asked.push(JSON.stringify(change))}
    visible
    current={null}
    onQuery={query => void asked.push(`query ${query}`)}
    isMissing={false}
    mayCreate
    failure={failure}
    actions={actions}
    language="python"
    keptBy="server"
    banks={{ listQuestions: () => Promise.resolve({ questions: [], problems: [] }) }}
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
    await click('More actions for “Mine”');
    await click(item, 'menuitem');
  }
  expect(asked).toEqual(['take code Mine', 'take markdown Mine']);
  expect(saved).toHaveBeenCalledTimes(2);
  await click('More actions for “Theirs”');
  expect(find('menuitem', 'Download the code')).toBeNull();
  saved.mockRestore();
  vi.unstubAllGlobals();
});

it('SL15: groups drafts before live before ended, each as created, without touching the given list', async () => {
  const given = [
    {
      ...ended('created first', '2026-09-30T13:00:00.000Z'),
      createdAt: '2026-09-28T10:00:00.000Z'
    },
    ended('created last', '2026-09-30T11:00:00.000Z'),
    session('older', { createdAt: '2026-09-29T10:00:00.000Z' }),
    session('newer'),
    session('prepared', { state: 'draft' })
  ];
  await draw(list(Object.freeze(given) as ISession[]));
  expect(texts('.jpi-SessionRow-title')).toEqual([
    'prepared',
    'newer',
    'older',
    'created last',
    'created first'
  ]);
  expect(texts('h2')).toEqual(['Drafts 1', 'Live 2', 'Ended 2']);
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
  expect(find('button', 'Copy link to “over”')).toBeNull();
  await click('More actions for “over”');
  expect(texts('[role="menuitem"]')).toEqual(['Open', 'Duplicate', 'Reopen', 'Delete…']);
  await click('Reopen', 'menuitem');
  expect(asked).toEqual(['reopen over']);
});

it('SL1: makes an untitled one with one click, and starts a draft', async () => {
  await draw(list([session('mine', { state: 'draft', actions: ['read', 'start'] })]));
  await click('Quick interview');
  await click('More actions for “mine”');
  await click('Start', 'menuitem');
  expect(asked).toEqual(['create {"state":"live"}', 'start mine']);
});

it('SL2: asks what a new interview begins with', async () => {
  await draw(list([]));
  await click('New interview…');
  await fill('textbox', 'Title', ' Backend ');
  await click('Create');
  expect(asked).toEqual(['create {"language":"python","state":"live","title":"Backend"}']);
  expect(document.querySelector('dialog')).toBeNull();
});

it('deletes only after it said what that means and was told to go on', async () => {
  await draw(list([session('mine')]));
  await click('More actions for “mine”');
  await click('Delete…', 'menuitem');
  expect(document.querySelector('dialog')?.textContent).toContain('cannot be undone');
  await click('Cancel');
  expect(asked).toEqual([]);
  await click('More actions for “mine”');
  await click('Delete…', 'menuitem');
  await click('Delete for good');
  expect(asked).toEqual(['remove mine']);
});

it('SL11: copies a fresh link and says how long it works, over the list', async () => {
  const writeText = vi.fn(() => Promise.resolve());
  vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } });
  await draw(list([session('mine')]));
  await click('Copy link to “mine”');
  expect(writeText).toHaveBeenCalledWith('https://host/join/1#secret');
  expect(texts('[role="status"]').join()).toContain('“mine”. It works for 24 hours.');
  vi.unstubAllGlobals();
});

it('shows the link where the browser does not copy', async () => {
  await draw(list([session('mine')]));
  await click('Copy link to “mine”');
  expect(find<HTMLInputElement>('textbox', 'Invite link')?.value).toBe(
    'https://host/join/1#secret'
  );
});

it('shows a refusal as the sentence it is, until dismissed', async () => {
  actions.create = () => Promise.reject(new Error('Too many interviews.'));
  await draw(list([]));
  await click('Quick interview');
  expect(texts('[role="alert"]').join()).toContain('Too many interviews.');
  await click('Dismiss');
  expect(texts('[role="alert"]')).toEqual([]);
});

it('GR4: tells of which state there are more, and asks for them', async () => {
  const given = [session('one'), ended('over', '2026-09-30T11:00:00.000Z')];
  await draw(list(given, null, { more: ['ended'] }));
  expect(texts('h2')).toEqual(['Live 1', 'Ended 1+']);
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
  expect(find('button', 'Quick interview')).toBeNull();
});

const places = (): string[] =>
  [...document.querySelectorAll('[data-place]')].map(
    place => place.getAttribute('data-place') ?? ''
  );
const focused = (): string | null | undefined =>
  document.activeElement?.closest('[data-place]')?.getAttribute('data-place');

function press(key: string, target: Element | null = document.activeElement): Promise<void> {
  return done(() =>
    target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  );
}

const given = [
  session('b', { createdAt: '2026-09-29T10:00:00.000Z' }),
  session('Ada', { group: 'CS 101' }),
  session('Bo', { group: 'CS 101', state: 'draft' }),
  session('a10'),
  session('a9', { createdAt: '2026-09-28T10:00:00.000Z' }),
  ended('over', '2026-09-30T11:00:00.000Z')
];

it('SL6: those of a class are a group of its name, which is folded at first', async () => {
  const redraw = await draw(list(given));
  expect(texts('h2')).toEqual(['Live 3', 'CS 101 2', 'Ended 1']);
  expect(texts('.jpi-SessionRow-title')).toEqual(['a10', 'b', 'a9', 'over']);
  const head = get('button', 'CS 101 2');
  expect(head.getAttribute('aria-expanded')).toBe('false');
  await done(() => head.click());
  expect(asked).toEqual(['{"folded":{"class CS 101":false}}']);
  await redraw(list(given, null, { folded: { 'class CS 101': false, live: true } }));
  expect(texts('.jpi-SessionRow-title')).toEqual(['Ada', 'Bo', 'over']);
  expect(texts('.jpi-SessionRow-facts')[1]).toMatch(/^draft · Python · /);
  await redraw(list(given, null, { query: 'a', found: 'a', folded: { live: true } }));
  expect(texts('.jpi-SessionRow-title')).toHaveLength(6);
});

it('SL7: by title, in which numbers count as numbers, and by what was done last', async () => {
  const redraw = await draw(list(given, null, { order: 'title', more: ['ended'] }));
  expect(texts('.jpi-SessionRow-title')).toEqual(['a9', 'a10', 'b', 'over']);
  const activeAt = new Map([['a9', '2026-09-30T12:00:00.000Z']]);
  await redraw(list(given, null, { order: 'activity', activeAt }));
  expect(texts('.jpi-SessionRow-title')).toEqual(['a9', 'a10', 'b', 'over']);
  await click('Order of the list');
  expect(texts('[role="menuitemradio"]')).toEqual([
    'Last created',
    'Last edited or run',
    'By title'
  ]);
  await click('By title', 'menuitem');
  expect(asked).toEqual(['{"order":"title"}']);
});

const LARGE = 'A10';

it('SL8: nothing moves under the pointer, until somebody asks for it', async () => {
  const redraw = await draw(list(given));
  const groups = document.querySelector('.jpi-SessionList-groups')!;
  await done(() => groups.dispatchEvent(new MouseEvent('pointerover', { bubbles: true })));
  const later = [session('new'), ...given.slice(0, 3), { ...given[3], title: LARGE }];
  await redraw(list(later));
  expect(places()).toEqual(['live', 'a10', 'b', 'a9', 'class CS 101', 'ended', 'over']);
  expect(texts('.jpi-SessionRow-title')[0]).toBe(LARGE);
  await click('The list has changed: show');
  expect(places()).toEqual(['live', 'new', 'a10', 'b', 'class CS 101']);
  await redraw(list(given));
  await done(() => groups.dispatchEvent(new MouseEvent('pointerout', { bubbles: true })));
  expect(places()).toEqual(['live', 'a10', 'b', 'a9', 'class CS 101', 'ended', 'over']);
});

it('SL8: nothing waits in a list that was out of sight', async () => {
  const redraw = await draw(list(given));
  const groups = document.querySelector('.jpi-SessionList-groups')!;
  await done(() => groups.dispatchEvent(new MouseEvent('pointerover', { bubbles: true })));
  await redraw(list(given, null, { visible: false }));
  await redraw(list(given.slice(1)));
  expect(places()).not.toContain('b');
});

it('SL8: what somebody does themselves is seen at once, also while they are in the list', async () => {
  const redraw = await draw(list(given));
  await done(() => get('button', 'Copy link to “b”').focus());
  await redraw(list(given.slice(1)));
  expect(places()).toContain('b');
  await redraw(list(given.slice(1), null, { own: 1 }));
  expect(places()).not.toContain('b');
});

it('SL9: arrows, Home and End move, and the Tab key comes to one place', async () => {
  await draw(list(given));
  const stops = [...document.querySelectorAll('.jpi-SessionList-groups [tabindex="0"]')];
  expect(stops).toEqual([get('button', 'Live 3')]);
  await done(() => (stops[0] as HTMLElement).focus());
  await press('ArrowDown');
  expect(focused()).toBe('a10');
  const tabbed = [...document.querySelectorAll('.jpi-SessionList-groups [tabindex="0"]')];
  expect(tabbed.every(stop => stop.closest('[data-place="a10"]') !== null)).toBe(true);
  await press('ArrowRight');
  expect(document.activeElement).toBe(get('button', 'Copy link to “a10”'));
  await press('ArrowDown');
  expect(focused()).toBe('b');
  await press('End');
  expect(focused()).toBe('over');
  await press('ArrowDown');
  expect(focused()).toBe('over');
  await press('Home');
  expect(focused()).toBe('live');
  await press('ArrowLeft');
  expect(asked).toEqual(['{"folded":{"live":true}}']);
});

it('SL9: Delete asks, and nothing is asked where it may not be deleted', async () => {
  await draw(list([session('mine'), session('theirs', { actions: ['read'] })]));
  await press('Delete', find('button', 'Copy link to “mine”'));
  expect(document.querySelector('dialog')?.textContent).toContain('Delete “mine”?');
  await click('Cancel');
  await press('Delete', find('button', 'More actions for “theirs”'));
  expect(document.querySelector('dialog')).toBeNull();
  expect(asked).toEqual([]);
});

it('SL10: F2 renames in the row; Escape and an empty title leave it', async () => {
  await draw(list([session('mine', { actions: ['read', 'rename'] })]));
  const again = async (typed: string, key: string): Promise<void> => {
    await press('F2', find('button', 'More actions for “mine”'));
    await fill('textbox', 'Title', typed);
    await press(key, get('textbox', 'Title'));
    expect(find('textbox', 'Title')).toBeNull();
    expect(focused()).toBe('mine');
  };
  await again('dropped', 'Escape');
  await again('  ', 'Enter');
  expect(asked).toEqual([]);
  await again(' Backend ', 'Enter');
  expect(asked).toEqual(['rename to Backend: mine']);
});

it('SL12: marks the open one, and has title and dates in full in tooltips', async () => {
  await draw(list(given, null, { current: 'b' }));
  const current = document.querySelector('[aria-current]');
  expect(current?.textContent).toContain('b');
  expect(current?.querySelector('[title="b"]')).not.toBeNull();
  const facts = document.querySelector('[data-session="over"] .jpi-SessionRow-facts');
  expect(facts?.getAttribute('title')).toMatch(/^Made .*2026.*\nEnded .*2026/);
});

it('SL12: says that something was made just now', async () => {
  await draw(list([session('new', { createdAt: new Date().toISOString() })]));
  expect(texts('.jpi-SessionRow-facts')).toEqual(['Python · just now']);
});

it('SL13: duplicates, with a title that says so and is not too long, and goes there', async () => {
  const long = 'x'.repeat(120);
  const redraw = await draw(list([session(long)]));
  await click(`More actions for “${long}”`);
  await click('Duplicate', 'menuitem');
  const title = `${'x'.repeat(113)} (copy)`;
  expect(asked).toEqual([`copy as ${title}: ${long}`]);
  await redraw(list([session(title), session(long)], null, { own: 1 }));
  expect(focused()).toBe(title);
  expect(texts('[role="status"]').join()).toContain('(copy)');
  await redraw(list([session('mine')], null, { mayCreate: false, own: 2 }));
  await click('More actions for “mine”');
  expect(texts('[role="menuitem"]')).not.toContain('Duplicate');
});
