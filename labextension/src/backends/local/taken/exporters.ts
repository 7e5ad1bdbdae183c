/** The forms in which an interview is taken away, by the names that the contract gives them. */
import type { ITaken, TakenForm } from '../../../model/ports';
import type { IAccount } from './account';
import { code } from './code';
import { csv } from './csv';
import { json } from './json';
import { markdown } from './markdown';

export const EXPORTERS: Readonly<Record<TakenForm, (account: IAccount) => ITaken>> = {
  code,
  markdown,
  json,
  csv
};

/** Whether it is made without a server, which others are made by. */
export function isTakenForm(form: string): form is TakenForm {
  return Object.hasOwn(EXPORTERS, form);
}
