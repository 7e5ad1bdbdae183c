// @vitest-environment jsdom
/** The list as it is asked for: a page of each state, more on demand, and what was searched for. */
import * as React from 'react';
import { expect, it, onTestFinished, vi } from 'vitest';
import { click, done, draw, fill, texts } from '../../../tests/draw';
import { DEFAULT_SETTINGS, told } from '../../contract/generated-settings';
import type { ISessionEntry, SessionState } from '../../contract/protocol';
import { translatorOf } from '../../locale/translator';
import type { IInterviewApi, IListQuery, ISessionPage } from '../../model/ports';
import { DEFAULT_TITLE } from '../../session/server-facts';
import { TranslationProvider } from '../../ui/translation';
import { SessionList } from './session-list';
import { useSessions } from './use-sessions';

const PAGE = 50;
const LATER = '2026-10-01T10:00:00.000Z';

function entry(number: number, state: SessionState): ISessionEntry {
  return {
    id: `${state}-${number}`,
    title: `${state} ${number}`,
    createdAt: new Date(Date.UTC(2026, 8, 30) - number * 1000).toISOString(),
    language: 'python',
    state,
    endedAt: null,
    ...told(DEFAULT_SETTINGS),
    group: null,
    copiedFrom: null,
    releasedUntil: null,
    heldSince: null,
    epoch: 1,
    languages: ['python'],
    role: 'owner',
    actions: ['read', 'end', 'delete']
  };
}

/** A server with so many ended interviews and one live one. */
class Server {
  constructor(private readonly _ended: number) {}

  readonly asked: IListQuery[] = [];
  missing = false;
  /** Of the live interviews, the newest first. */
  titles = ['live 0'];
  /** Answers wait for it. */
  held: Promise<void> | null = null;

  readonly api = {
    keptBy: 'server',
    list: async (query: IListQuery = {}) => {
      this.asked.push(query);
      await this.held;
      return this._page(query);
    },
    health: () =>
      Promise.resolve({ status: 'degraded', reasons: this.missing ? ['set_aside'] : [] })
  } as Partial<Record<keyof IInterviewApi, unknown>> as IInterviewApi;

  private _page({ state, query = '', limit = PAGE, after, order }: IListQuery): ISessionPage {
    if (after === undefined) {
      this._order = order;
    }
    const [start, its] = after === undefined ? [0, state] : [Number(after), 'ended' as const];
    const count = its === 'ended' ? this._ended : its === 'live' ? this.titles.length : 0;
    const all = Array.from({ length: count }, (_, number) => ({
      ...entry(number, its ?? 'live'),
      ...(its === 'live' && { title: this.titles[number] })
    }));
    const found = this._inOrder(all.filter(({ title }) => title.includes(query)));
    const end = start + limit;
    const next = end < found.length ? String(end) : null;
    return { sessions: found.slice(start, end), next };
  }

  /** The last but one of them was edited last. */
  private _inOrder(all: ISessionEntry[]): ISessionEntry[] {
    if (this._order !== 'activity') {
      return all;
    }
    const active = all.map(one => ({ ...one, lastActiveAt: one.createdAt }));
    const last = active.splice(-2, 1).map(one => ({ ...one, lastActiveAt: LATER }));
    return [...last, ...active];
  }

  private _order: IListQuery['order'];
}

function List(props: { api: IInterviewApi; stale?: number }): JSX.Element {
  const open = React.useCallback(() => undefined, []);
  return <SessionList {...useSessions({ ...props, open })} />;
}

const rows = (): string[] => texts('.jpi-SessionRow-title');
/** Waits until so many rows are shown. */
const shown = (count: number): Promise<void> => seen(() => expect(rows()).toHaveLength(count));

const seen = (look: () => void): Promise<void> =>
  vi.waitFor(async () => {
    await done(() => undefined);
    look();
  });

it('GR4: a live interview is in view however many have ended, and more are asked for on demand', async () => {
  const server = new Server(120);
  const redraw = await draw(<List api={server.api} />);
  await shown(1 + PAGE);
  expect(rows()[0]).toBe('live 0');
  expect(server.asked.every(({ limit }) => limit === PAGE)).toBe(true);
  expect(texts('h2')).toEqual(['Live 1', 'Ended 50+']);
  await click('Show more: Ended');
  await shown(1 + 2 * PAGE);
  await click('Show more: Ended');
  await shown(1 + 120);
  expect(texts('h2')).toEqual(['Live 1', 'Ended 120']);
  const before = server.asked.length;
  await redraw(<List api={server.api} stale={1} />);
  await seen(() => expect(server.asked.length).toBeGreaterThan(before + 2));
  await shown(1 + 120);
});

it('GR4: what was asked for comes, whatever else is asked for meanwhile', async () => {
  const server = new Server(120);
  const redraw = await draw(<List api={server.api} />);
  await shown(1 + PAGE);
  let release = (): void => undefined;
  server.held = new Promise(resolve => {
    release = resolve;
  });
  await click('Show more: Ended');
  // As the list is asked for every 15 seconds, and after each action.
  await redraw(<List api={server.api} stale={1} />);
  release();
  await shown(1 + 2 * PAGE);
  await redraw(<List api={server.api} stale={2} />);
  await done(() => undefined);
  await shown(1 + 2 * PAGE);
});

it('GR5: the server is asked for what was typed, once it has been', async () => {
  const server = new Server(20);
  await draw(<List api={server.api} />);
  await shown(21);
  const before = server.asked.length;
  for (const typed of ['e', 'en', 'ended 1']) {
    await fill('textbox', 'Search interviews', typed);
  }
  await shown(11);
  const asked = server.asked.slice(before);
  expect(asked.map(({ query }) => query)).toEqual(['ended 1', 'ended 1', 'ended 1']);
});

it('TR12: an untitled interview is listed, put in order and searched for as its reader sees it', async () => {
  onTestFinished(() => localStorage.clear());
  const server = new Server(0);
  server.titles = ['Mittwoch', DEFAULT_TITLE];
  const translator = await translatorOf('de');
  await draw(
    <TranslationProvider translator={translator}>
      <List api={server.api} />
    </TranslationProvider>
  );
  await shown(2);
  await click('Reihenfolge der Liste');
  await click('Nach Titel', 'menuitem');
  await seen(() => expect(rows()).toEqual(['Interview ohne Titel', 'Mittwoch']));
  await fill('textbox', 'Interviews suchen', 'ohne');
  const wanted = { query: 'ohne', untitled: 'Interview ohne Titel' };
  await seen(() => expect(server.asked.at(-1)).toMatchObject(wanted));
});

it('GR12: interviews that are missing are told of in the list', async () => {
  const server = new Server(0);
  server.missing = true;
  await draw(<List api={server.api} />);
  await seen(() => expect(document.body.textContent).toContain('Interviews are missing here'));
});

it('SL6, SL7: order and folds stay in this browser, and what was done last is asked for', async () => {
  onTestFinished(() => localStorage.clear());
  const server = new Server(5);
  await draw(<List api={server.api} />);
  await shown(6);
  expect(server.asked.some(({ order }) => order !== undefined)).toBe(false);
  await click('Order of the list');
  await click('Last edited or run', 'menuitem');
  await seen(() =>
    expect(rows()).toEqual(['live 0', 'ended 3', 'ended 0', 'ended 1', 'ended 2', 'ended 4'])
  );
  await click('Live 1');
  await draw(<List api={server.api} />);
  await seen(() => expect(rows().filter(title => title === 'ended 3')).toHaveLength(2));
  expect(rows().filter(title => title === 'live 0')).toHaveLength(0);
});

it('SL7: what was edited or run last is first of all, and not of those that were loaded', async () => {
  onTestFinished(() => localStorage.clear());
  const server = new Server(120);
  await draw(<List api={server.api} />);
  await shown(1 + PAGE);
  expect(rows()).not.toContain('ended 118');
  await click('Order of the list');
  await click('Last edited or run', 'menuitem');
  await seen(() => expect(rows().slice(0, 3)).toEqual(['live 0', 'ended 118', 'ended 0']));
  expect(rows()).toHaveLength(1 + PAGE);
  await click('Order of the list');
  await click('By title', 'menuitem');
  await seen(() => expect(server.asked.at(-1)?.order).toBe('title'));
});
