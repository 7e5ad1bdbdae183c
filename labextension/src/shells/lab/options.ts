/** What the interviews of a Lab are made with. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IEditorServices } from '@jupyterlab/codeeditor';
import type { ITranslator } from '@jupyterlab/translation';
import type { Preferences } from './preferences';

export interface IInterviewsOptions {
  app: JupyterFrontEnd;
  editors: IEditorServices;
  preferences: Preferences;
  translator: ITranslator;
}
