/** What the plugins of this extension share: names, and the one service. */
import type { ITranslator } from '@jupyterlab/translation';
import { Token } from '@lumino/coreutils';
import type { Interviews } from './interviews';
import type { Preferences } from './preferences';

/** Also the address of the settings: schema/plugin.json. */
export const PLUGIN_ID = 'jupyter-interview:plugin';

export const CommandIds = {
  create: 'interview:create',
  setUp: 'interview:set-up',
  draft: 'interview:create-draft',
  open: 'interview:open',
  join: 'interview:join',
  run: 'interview:run',
  tests: 'interview:run-tests',
  stop: 'interview:stop',
  note: 'interview:note',
  saved: 'interview:saved',
  shortcuts: 'interview:shortcuts',
  lookBack: 'interview:look-back',
  questions: 'interview:questions',
  share: 'interview:share',
  copyLink: 'interview:copy-link',
  start: 'interview:start',
  end: 'interview:end',
  reopen: 'interview:reopen',
  attach: 'interview:attach',
  attachCell: 'interview:attach-cell',
  list: 'interview:list',
  openClass: 'interview:open-class',
  openFromUrl: 'interview:open-from-url'
} as const;

export interface IInterviews {
  readonly interviews: Interviews;
  readonly preferences: Preferences;
}

export const IInterviews = new Token<IInterviews>(
  'jupyter-interview:IInterviews',
  'The live coding interviews of this JupyterLab.'
);

export const IOwnTranslator = new Token<ITranslator>(
  'jupyter-interview:IOwnTranslator',
  'What JupyterLab translates, and what of the interviews it does not.'
);
