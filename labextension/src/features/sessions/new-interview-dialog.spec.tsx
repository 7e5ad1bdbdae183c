// @vitest-environment jsdom
/** The form for a new interview: what it asks for, and what it sends. */
import * as React from 'react';
import { expect, it } from 'vitest';
import { click, done, draw, fill, find, get } from '../../../tests/draw';
import type { INewSession } from '../../model/ports';
import { NewInterviewDialog, type INewInterviewProps } from './new-interview-dialog';

const CLOSED = 'closed';
const closed = { title: CLOSED };

async function open(more: Partial<INewInterviewProps> = {}): Promise<INewSession[]> {
  const created: INewSession[] = [];
  await draw(
    <NewInterviewDialog
      language="python"
      keptBy="server"
      onCreate={wanted => Promise.resolve(created.push(wanted))}
      onClose={() => created.push(closed)}
      {...more}
    />
  );
  return created;
}

it('SL1: Enter alone makes an untitled one, in Python, from its template', async () => {
  const created = await open();
  expect(document.activeElement).toBe(get('textbox', 'Title'));
  await done(() => get<HTMLInputElement>('textbox', 'Title').form?.requestSubmit());
  expect(created).toEqual([{ language: 'python', state: 'live' }, closed]);
});

it('SL2: title, language, text and draft are sent as they were chosen', async () => {
  const created = await open();
  expect(document.body.textContent).toContain('the candidate too');
  await fill('textbox', 'Title', ' Backend, round 2 ');
  await fill('combobox', 'Language', 'typescript');
  await fill('combobox', 'Begins with', 'text');
  await fill('textbox', 'Text', 'let x = 1;\n');
  await done(() => document.querySelectorAll<HTMLInputElement>('[type="radio"]')[1].click());
  await click('Create');
  const title = 'Backend, round 2';
  expect(created).toEqual([
    { language: 'typescript', state: 'draft', title, code: 'let x = 1;\n' },
    closed
  ]);
});

it('SL2: what was pasted stays while another beginning is looked at, and is sent as chosen', async () => {
  const files = { paths: () => Promise.resolve([]), read: () => Promise.resolve('') };
  const created = await open({ files });
  await fill('combobox', 'Begins with', 'text');
  await fill('textbox', 'Text', 'kept\n');
  await fill('combobox', 'Begins with', 'file');
  await fill('combobox', 'Begins with', 'empty');
  await fill('combobox', 'Begins with', 'text');
  await click('Create');
  expect(created[0]).toEqual({ language: 'python', state: 'live', code: 'kept\n' });
});

it('SL2: an empty editor is a choice, too', async () => {
  const created = await open();
  await fill('combobox', 'Begins with', 'empty');
  await click('Create');
  expect(created[0]).toEqual({ language: 'python', state: 'live', code: '' });
});

it('SL2: the text is that of a file of Jupyter, and nothing is made where there is none', async () => {
  const read = (path: string): Promise<string> =>
    path === 'task.py' ? Promise.resolve('y = 2\n') : Promise.reject(new Error('No such file.'));
  const created = await open({ files: { paths: () => Promise.resolve(['task.py']), read } });
  await fill('combobox', 'Begins with', 'file');
  expect(document.querySelector('datalist option')?.getAttribute('value')).toBe('task.py');
  await fill('textbox', 'Path of the file', 'nothing.py');
  await click('Create');
  expect(document.querySelector('[role="alert"]')?.textContent).toBe('No such file.');
  expect(created).toEqual([]);
  await fill('textbox', 'Path of the file', 'task.py');
  await click('Create');
  expect(created[0].code).toBe('y = 2\n');
});

it('SL2: a refusal is shown, and what was typed stays', async () => {
  await open({ onCreate: () => Promise.reject(new Error('Too many interviews.')) });
  await fill('textbox', 'Title', 'Kept');
  await click('Create');
  expect(document.querySelector('[role="alert"]')?.textContent).toBe('Too many interviews.');
  expect(get<HTMLInputElement>('textbox', 'Title').value).toBe('Kept');
});

it('SL2, LT14: without a server there is no draft, and no candidate who reads the title', async () => {
  await open({ keptBy: 'browser' });
  expect(find('combobox', 'Language')).not.toBeNull();
  expect(document.querySelector('[type="radio"]')).toBeNull();
  expect(document.body.textContent).not.toContain('candidate');
});
