// @vitest-environment jsdom
/** The words about connection and saving. */
import * as React from 'react';
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRoot, type Root } from 'react-dom/client';
import '../../../tests/draw';
import { DEFAULT_SETTINGS } from '../../contract/generated-settings';
import type { Role } from '../../contract/protocol';
import { isLocked, StatusLine, type IStatusLineProps } from './status';

type Status = Pick<IStatusLineProps, 'connection' | 'saved'> & Partial<IStatusLineProps>;

let root: Root;

beforeEach(() => {
  vi.useFakeTimers();
  root = createRoot(document.body.appendChild(document.createElement('div')));
});

afterEach(() => {
  act(() => root.unmount());
  vi.useRealTimers();
});

function show(status: Status, passes = 0): string {
  const props = {
    keptBy: 'server' as const,
    ready: true,
    sessionState: 'live' as const,
    lasts: true,
    mayEdit: true,
    isLocked: false,
    ...status
  };
  act(() => root.render(<StatusLine {...props} />));
  act(() => void vi.advanceTimersByTime(passes));
  return document.querySelector('[role="status"]')?.textContent ?? '';
}

it('says when typed text is not on the server’s disk', () => {
  expect(show({ connection: 'online', saved: 'saved' }, 1)).toBe('Connected · saved');
  expect(show({ connection: 'online', saved: 'unsaved' })).toBe('Connected · not saved yet');
  expect(show({ connection: 'offline', saved: 'offline' })).toContain('Offline');
  expect(show({ connection: 'closed', saved: 'offline' })).toBe('Disconnected');
  expect(show({ connection: 'connecting', saved: 'saved' })).toBe('Connecting…');
});

it('does not flicker at every key: saving is said once it lasts', () => {
  show({ connection: 'online', saved: 'saved' }, 1);
  expect(show({ connection: 'online', saved: 'saving' }, 100)).toBe('Connected · saved');
  expect(show({ connection: 'online', saved: 'saving' }, 100)).toBe('Connected · saving…');
  expect(show({ connection: 'online', saved: 'saved' })).toBe('Connected · saved');
});

const facts = { connection: 'offline', saved: 'offline' } as const;

it('OF6: offline says where things are kept, and each word is explained when asked', () => {
  expect(show(facts)).toBe('Offline · saved here');
  expect(explained()).toContain('also when the tab is closed');
  expect(show({ ...facts, lasts: false })).toBe('Offline · kept on this page');
  expect(explained()).toContain('lost when the tab is closed');
});

it('says why one cannot edit: a lock, or only watching', () => {
  const settings = { ...DEFAULT_SETTINGS, editingLocked: true };
  const withRole = (role: Role): void => {
    const locked = isLocked({ settings, role, can: () => false });
    show({ connection: 'online', saved: 'saved', mayEdit: false, isLocked: locked }, 1);
  };
  withRole('candidate');
  expect(document.body.textContent).toContain('Locked');
  withRole('observer');
  expect(document.body.textContent).toContain('Read only');
});

function explained(): string {
  const button = document.querySelector<HTMLButtonElement>('[aria-label="What this means"]');
  act(() => button?.click());
  const words = document.querySelector('.jpi-Explanation-words')?.textContent ?? '';
  act(() => button?.click());
  return words;
}
