/** The choice of questions in a form, which is fetched when the form is shown. Without it, none is made. */
import * as React from 'react';
import { LatePart, useLate } from '../../ui/late-part';
import type { IBankChoiceProps } from './bank-choice';

const choice = new LatePart(() => import('./bank-choice'));

export function LateBankChoice(props: IBankChoiceProps): JSX.Element | null {
  const { part } = useLate(choice);
  return part && <part.BankChoice {...props} />;
}

export function fetchBankChoice(): Promise<unknown> {
  return choice.fetch();
}
