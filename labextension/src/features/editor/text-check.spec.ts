// @vitest-environment jsdom
/** A view and a text that are not bound to each other, so that a test can let them differ. */
import { EditorView } from '@codemirror/view';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { hasMore } from '../copies/difference';
import { textCheck } from './text-check';

let text: Y.Text;
let view: EditorView;
const told = vi.fn<(shown: string) => void>();

beforeEach(() => {
  vi.useFakeTimers();
  told.mockReset();
  text = new Y.Doc().getText('code:python');
  text.insert(0, 'one\n');
  view = new EditorView({ doc: 'one\n', extensions: textCheck(text, told) });
});

afterEach(() => {
  view.destroy();
  vi.useRealTimers();
});

const type = (insert: string): void => view.dispatch({ changes: { from: 0, insert } });

it('TX11: equal texts are nothing to tell, however they came', () => {
  type('x');
  text.insert(0, 'x');
  vi.advanceTimersByTime(5000);
  text.insert(0, 'y');
  type('y');
  vi.advanceTimersByTime(5000);
  expect(told).not.toHaveBeenCalled();
});

it.each([() => type('only here '), () => text.insert(0, 'only there ')])(
  'TX11: another length is told at once, and once',
  change => {
    change();
    vi.advanceTimersByTime(1);
    change();
    vi.advanceTimersByTime(5000);
    expect(told).toHaveBeenCalledTimes(1);
  }
);

it('TX11: other characters are told within a second', () => {
  type('x');
  text.insert(0, 'y');
  vi.advanceTimersByTime(1);
  expect(told).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(told).toHaveBeenCalledWith('xone\n');
});

it('TX11: an editor that is gone tells nothing', () => {
  type('x');
  view.destroy();
  text.insert(0, 'yy');
  vi.advanceTimersByTime(5000);
  expect(told).not.toHaveBeenCalled();
});

it.each([
  ['one\ntwo', 'one\n', true],
  ['one\n', 'one\ntwo', false],
  ['start', 'Bstart', false],
  ['axb', 'ab', true],
  ['ab  \n', 'ab', false],
  ['same', 'same', false]
])('TX11: whether %j has something that %j has not', (one, other, more) => {
  expect(hasMore(one, other)).toBe(more);
});
