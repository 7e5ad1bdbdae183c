// @vitest-environment jsdom
/** The form for a new interview: what it asks for, and what it sends. */
import * as React from 'react';
import { expect, it } from 'vitest';
import { click, done, draw, fill, find, get } from '../../../tests/draw';
import { aListed } from '../../../tests/questions';
import type { IListedQuestion } from '../../contract/protocol';
import type { INewSession } from '../../model/ports';
import { fetchBankChoice } from '../questions/late-bank-choice';
import { NewInterviewDialog, type INewInterviewProps } from './new-interview-dialog';

const CLOSED = 'closed';
const SHELF = 'Shelf labels';
const ROUND = 'Round 2';
const closed = { title: CLOSED };

const banksOf = (questions: IListedQuestion[]): INewInterviewProps['banks'] => ({
  listQuestions: () => Promise.resolve({ questions, problems: [] })
});

async function open(more: Partial<INewInterviewProps> = {}): Promise<INewSession[]> {
  const created: INewSession[] = [];
  await draw(
    <NewInterviewDialog
      language="python"
      keptBy="server"
      banks={banksOf([])}
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

it('QU52: questions of banks are chosen; the first gives its title and its language', async () => {
  await fetchBankChoice();
  const shelf = aListed({ name: 'shelf', title: SHELF, languages: ['typescript'] });
  const created = await open({ banks: banksOf([aListed(), shelf]) });
  await done(() => undefined);
  await click('Add “Shelf labels”');
  await click('Add “Add up”');
  expect(get<HTMLInputElement>('textbox', 'Title').placeholder).toBe('Shelf labels');
  expect(get<HTMLSelectElement>('combobox', 'Language').value).toBe('typescript');
  await click('Create');
  const questions = [
    { bank: 'starter', name: 'shelf' },
    { bank: 'starter', name: 'add-up' }
  ];
  expect(created[0]).toEqual({
    language: 'typescript',
    state: 'live',
    title: SHELF,
    questions
  });
});

it('QU52: a title and a language that somebody chose stay', async () => {
  await fetchBankChoice();
  const created = await open({ banks: banksOf([aListed({ languages: ['python'] })]) });
  await done(() => undefined);
  await fill('textbox', 'Title', ROUND);
  await fill('combobox', 'Language', 'javascript');
  await click('Add “Add up”');
  expect(document.body.textContent).toContain('Nothing to begin with in JavaScript');
  await click('Create');
  expect(created[0]).toMatchObject({ language: 'javascript', title: ROUND });
});

it('QU52: nothing is said of questions where there are none', async () => {
  await fetchBankChoice();
  await open();
  await done(() => undefined);
  expect(document.querySelector('details')).toBeNull();
});
