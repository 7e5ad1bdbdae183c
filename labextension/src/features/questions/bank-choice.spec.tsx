// @vitest-environment jsdom
/** QU36: a question with which something new begins. */
import * as React from 'react';
import { expect, it } from 'vitest';
import { done, draw, fill, find, texts } from '../../../tests/draw';
import { aListed } from '../../../tests/questions';
import type { IBankPlace, IListedQuestion } from '../../contract/protocol';
import { BankChoice } from './bank-choice';

const LABEL = 'Question';
const SHELF = 'Shelf labels';

async function drawn(questions: readonly IListedQuestion[] | null): Promise<(IBankPlace | null)[]> {
  const chosen: (IBankPlace | null)[] = [];
  const api = {
    listQuestions: () =>
      questions === null
        ? Promise.reject(new Error('Not for you.'))
        : Promise.resolve({ questions: [...questions], problems: [] })
  };
  function Choice(): JSX.Element {
    const [value, setValue] = React.useState<IBankPlace | null>(null);
    const onChange = (place: IBankPlace | null): void => {
      chosen.push(place);
      setValue(place);
    };
    return <BankChoice label={LABEL} {...{ api, value, onChange }} />;
  }
  await draw(<Choice />);
  await done(() => undefined);
  return chosen;
}

it('QU36: it is one of a bank, or none', async () => {
  const chosen = await drawn([aListed(), aListed({ name: 'shelf', title: SHELF })]);
  expect(texts('option')).toEqual(['none', 'Add up', SHELF]);
  await fill('combobox', LABEL, 'starter/shelf');
  await fill('combobox', LABEL, '');
  expect(chosen).toEqual([{ bank: 'starter', name: 'shelf' }, null]);
});

it.each([[[]], [null]])('QU36: where there are none, nothing is asked', async questions => {
  await drawn(questions);
  expect(find('combobox', LABEL)).toBeNull();
});
