/** The runs as JSON, each of them the contract's `Run`, oldest first. */
import type { ITaken } from '../../../model/ports';
import * as view from '../../../session/view';
import type { IAccount } from './account';
import { safeName, taken } from './names';

export function json({ title, runs }: IAccount): ITaken {
  const content = JSON.stringify(runs.map(view.run), null, 2);
  return taken(`${safeName(title)}-runs.json`, 'application/json', content);
}
