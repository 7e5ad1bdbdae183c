// @vitest-environment jsdom
/** QU52: questions with which an interview or a class begins. */
import * as React from 'react';
import { expect, it } from 'vitest';
import { click, done, draw, fill, find, isDisabled, get, texts } from '../../../tests/draw';
import { aListed } from '../../../tests/questions';
import type { IListedQuestion, Language } from '../../contract/protocol';
import { BankChoice, placesOf } from './bank-choice';

const LABEL = 'Questions';
const SHELF_LABELS = 'Shelf labels';
const SHELF = aListed({ name: 'shelf', title: SHELF_LABELS, minutes: 20 });

async function drawn(
  questions: readonly IListedQuestion[] | null,
  language: Language = 'python'
): Promise<{ chosen: readonly IListedQuestion[] }> {
  const now: { chosen: readonly IListedQuestion[] } = { chosen: [] };
  const api = {
    listQuestions: () =>
      questions === null
        ? Promise.reject(new Error('Not for you.'))
        : Promise.resolve({ questions: [...questions], problems: [] })
  };
  function Choice(): JSX.Element {
    const [chosen, setChosen] = React.useState<readonly IListedQuestion[]>([]);
    now.chosen = chosen;
    return <BankChoice label={LABEL} {...{ api, language, chosen }} onChange={setChosen} />;
  }
  await draw(<Choice />);
  await done(() => undefined);
  return now;
}

it('QU52: none is chosen unless somebody does, and several are, in their order', async () => {
  const now = await drawn([aListed(), SHELF]);
  expect(texts('summary')).toEqual(['Questionsnone']);
  await click('Add “Shelf labels”');
  await click('Add “Add up”');
  expect(placesOf(now.chosen)).toEqual([
    { bank: 'starter', name: 'shelf' },
    { bank: 'starter', name: 'add-up' }
  ]);
  expect(texts('summary')).toEqual(['Questions2 questions · 35 minutes']);
  expect(find('button', 'Add “Add up”')).toBeNull();
  await click('Move “Add up” up');
  expect(now.chosen.map(({ title }) => title)).toEqual(['Add up', 'Shelf labels']);
  expect(isDisabled(get('button', 'Move “Add up” up'))).toBe(true);
  await click('Remove “Add up”');
  expect(now.chosen).toEqual([SHELF]);
});

it('QU52: they are found by words', async () => {
  await drawn([aListed(), SHELF]);
  await fill('textbox', 'Find', 'shelf');
  expect(find('button', 'Add “Shelf labels”')).not.toBeNull();
  expect(find('button', 'Add “Add up”')).toBeNull();
});

it('QU52: one that has nothing to begin with in the language says so', async () => {
  await drawn([aListed({ languages: ['python'] })], 'typescript');
  await click('Add “Add up”');
  expect(texts('.jpi-BankChoice-note')).toEqual(['Nothing to begin with in TypeScript']);
});

it.each([[[]], [null]])('QU52: where there are none, nothing is asked', async questions => {
  await drawn(questions);
  expect(texts('details')).toEqual([]);
});
