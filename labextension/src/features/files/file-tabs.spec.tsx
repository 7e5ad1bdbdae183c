// @vitest-environment jsdom
/** FI2: the tabs over a real model, and where the focus is. */
import { File as NodeFile } from 'node:buffer';
import axe from 'axe-core';
import * as React from 'react';
import { beforeEach, expect, it } from 'vitest';
import { click, done, draw, fill, get, texts } from '../../../tests/draw';
import { join, type IParticipant } from '../../../tests/participant';
import { HOST, Relay } from '../../../tests/relay';
import { InterviewProvider } from '../use-interview';
import { FileTabs } from './file-tabs';

let relay: Relay;
let ana: IParticipant;
let chosen: number;

const settle = (): Promise<void> =>
  done(async () => {
    relay.settle();
    await new Promise(resolve => requestAnimationFrame(resolve));
    await new Promise(resolve => requestAnimationFrame(resolve));
  });

const press = (key: string): Promise<void> =>
  done(() =>
    document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  );

/** jsdom's files cannot be read. */
const given = (content: string | Uint8Array, name: string): File =>
  new NodeFile([content], name) as unknown as File;

/** Does what the browser does when the person has chosen these files in its dialog. */
async function upload(...chosen: File[]): Promise<void> {
  await click('From this computer…', 'menuitem');
  const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
  Object.defineProperty(input, 'files', { value: chosen });
  await done(() => input.dispatchEvent(new Event('change')));
  await settle();
}

beforeEach(async () => {
  relay = new Relay();
  relay.type('print(1)\n');
  relay.store();
  ana = join(relay, 'Ana');
  relay.settle();
  chosen = 0;
  await draw(
    <InterviewProvider value={ana.model}>
      <FileTabs onChosen={() => chosen++} />
    </InterviewProvider>
  );
});

it('FI2: the focus is at the tab after a name was typed or taken back', async () => {
  await done(() => get('button', 'solution.py').focus());
  await press('F2');
  expect(document.activeElement).toBe(get('textbox', 'New name of solution.py'));
  await press('Escape');
  expect(document.activeElement?.textContent).toBe('solution.py');
  await press('F2');
  await fill('textbox', 'New name of solution.py', 'main.py');
  await press('Enter');
  expect(document.activeElement?.getAttribute('role')).toBe('tab');
  await settle();
  expect(document.activeElement?.textContent).toBe('main.py');
});

it('axe finds nothing, also while a name is typed', async () => {
  ana.model.files.add('util.py');
  await settle();
  const faults = async (): Promise<string[]> => {
    // jsdom draws no colours, and this is a part of a page.
    const rules = { region: { enabled: false }, 'color-contrast': { enabled: false } };
    const found = await axe.run(document.body, { rules });
    return found.violations.map(({ id }) => id);
  };
  expect(await faults()).toEqual([]);
  await click('Add a file');
  await click('New file', 'menuitem');
  expect(await faults()).toEqual([]);
  await press('Escape');
  await done(() => document.querySelector<HTMLElement>('[aria-selected=true]')?.focus());
  await press('F2');
  expect(await faults()).toEqual([]);
  ana.model.files.remove(ana.model.files.current.id);
  await settle();
  expect(texts('[role=tab]')).toEqual(['solution.py']);
});

it('FI2: whose file was refused is not taken to another one later', async () => {
  relay.perform(HOST, { type: 'AddFile', name: 'util.py' });
  await click('Add a file');
  await click('New file', 'menuitem');
  await fill('textbox', 'Name of the new file', 'util.py');
  await press('Enter');
  await settle();
  const file = ana.model.files.folder.files[1].id;
  await done(() => relay.perform(HOST, { type: 'ShowFile', file }));
  await settle();
  expect([ana.model.files.current.name, chosen]).toEqual(['util.py', 0]);
});

it('FI37: the arrow keys, Home and End go along the tabs', async () => {
  for (const name of ['a.py', 'b.py']) {
    ana.model.files.add(name, '');
    await settle();
  }
  await done(() => get('button', 'b.py').focus());
  for (const [key, name] of [
    ['ArrowRight', 'solution.py'],
    ['ArrowLeft', 'b.py'],
    ['Home', 'solution.py'],
    ['ArrowRight', 'a.py'],
    ['End', 'b.py']
  ]) {
    await press(key);
    expect([document.activeElement?.textContent, ana.model.files.current.name]).toEqual([
      name,
      name
    ]);
  }
});

it('FI43: of two removed files with one name both can be brought back', async () => {
  for (const text of ['first', 'second']) {
    ana.model.files.add('util.py', text);
    await settle();
    ana.model.files.remove(ana.model.files.current.id);
    await settle();
  }
  await click('Add a file');
  expect(texts('[role=menuitem]')).toHaveLength(4);
  await done(() => document.querySelectorAll<HTMLElement>('[role=menuitem]')[3].click());
  await settle();
  expect([ana.model.files.current.name, ana.text()]).toEqual(['util.py', 'first']);
});

it('FI5: of several files of this computer each that cannot come in is named', async () => {
  await click('Add a file');
  await upload(
    given('a'.repeat(600), 'a.txt'),
    given('b'.repeat(600), 'b.txt'),
    given(new Uint8Array([0xff, 0xfe]), 'c.bin'),
    given('d', 'cafe\u0301.txt'),
    given('e', 'caf\u00e9.txt')
  );
  expect(texts('[role=tab]')).toEqual(['solution.py', 'a.txt', 'caf\u00e9.txt']);
  const [said] = texts('[role=alert]');
  expect(said).toContain('b.txt is too long');
  expect(said).toContain('c.bin is not text');
  expect(said).toContain('There is a file with the name caf\u00e9.txt already');
  expect(ana.model.document.copies).toEqual([]);
});

it('FI30: no more files come in than an interview may have', async () => {
  await click('Add a file');
  await upload(...Array.from({ length: 25 }, (_, number) => given('x', `${number}.txt`)));
  expect(texts('[role=tab]')).toHaveLength(20);
  expect(texts('[role=alert]')).toEqual(['An interview may have at most 20 files.']);
  expect(ana.model.notices.current).toBeNull();
});
