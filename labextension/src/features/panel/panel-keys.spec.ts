// @vitest-environment jsdom
/** Run and Stop by keyboard where there is no Lab. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listenForKeys } from './panel-keys';

let heard: string[];
let forget: () => void;

beforeEach(() => {
  heard = [];
  forget = listenForKeys({
    run: () => heard.push('run'),
    tests: () => heard.push('tests'),
    stop: () => heard.push('stop'),
    note: () => heard.push('note'),
    save: () => heard.push('save'),
    shortcuts: () => heard.push('shortcuts'),
    lookBack: () => heard.push('look back')
  });
});

afterEach(() => {
  forget();
  document.body.replaceChildren();
});

function press(key: string, more: KeyboardEventInit = {}, on: Element = document.body): boolean {
  const init = { key, ctrlKey: true, bubbles: true, cancelable: true, ...more };
  return on.dispatchEvent(new KeyboardEvent('keydown', init));
}

it('come before the editor, which has its own use for them', () => {
  const editor = document.body.appendChild(document.createElement('div'));
  editor.addEventListener('keydown', () => heard.push('editor'));
  expect(press('Enter', {}, editor)).toBe(false);
  press('.', {}, editor);
  press('a', {}, editor);
  expect(heard).toEqual(['run', 'stop', 'editor']);
});

it('QU34: with Shift, Enter runs the tests', () => {
  const editor = document.body.appendChild(document.createElement('div'));
  editor.addEventListener('keydown', () => heard.push('editor'));
  expect(press('Enter', { shiftKey: true }, editor)).toBe(false);
  press('Enter', { shiftKey: true, altKey: true }, editor);
  press('.', { shiftKey: true }, editor);
  expect(heard).toEqual(['tests', 'editor', 'editor']);
});

it('NS11: Alt and N open a line for a note, by the place of the key and before the editor', () => {
  const editor = document.body.appendChild(document.createElement('div'));
  editor.addEventListener('keydown', () => heard.push('editor'));
  const alt = { altKey: true, ctrlKey: false, code: 'KeyN' };
  expect(press('n', alt, editor)).toBe(false);
  press('~', alt, editor);
  // AltGr writes a letter.
  press('ń', { ...alt, ctrlKey: true }, editor);
  press('N', { ...alt, shiftKey: true }, editor);
  expect(heard).toEqual(['note', 'note', 'editor', 'editor']);
});

it('are not meant with other keys held, nor in a dialog', () => {
  press('Enter', { ctrlKey: false });
  press('Enter', { shiftKey: true, ctrlKey: false });
  press('Enter', { altKey: true });
  press('Enter', {}, document.body.appendChild(document.createElement('dialog')));
  expect(heard).toEqual([]);
});

it('TX16, TX17, TX34: the keys for saving and for the list, if no key map of the editor takes them', () => {
  expect(press('s')).toBe(false);
  press('F1', { ctrlKey: false });
  press('F1');
  expect(heard).toEqual(['save', 'shortcuts']);
  const editor = document.body.appendChild(document.createElement('div'));
  editor.addEventListener('keydown', event => event.preventDefault());
  press('s', {}, editor);
  expect(heard).toEqual(['save', 'shortcuts']);
});

it('LB19: F8 looks back', () => {
  expect(press('F8', { ctrlKey: false })).toBe(false);
  press('F8');
  expect(heard).toEqual(['look back']);
});

it('end with the panel', () => {
  forget();
  press('Enter');
  press('s');
  press('F1', { ctrlKey: false });
  expect(heard).toEqual([]);
});
