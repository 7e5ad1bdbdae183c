/** What the interviews of a Lab are made with. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { ITranslator } from '@jupyterlab/translation';
import type { EditorBackend } from '../../features/editor/editor-backend';
import type { Preferences } from './preferences';

export interface IInterviewsOptions {
  app: JupyterFrontEnd;
  editor: EditorBackend;
  preferences: Preferences;
  /** Draws the texts of questions. */
  rendermime: IRenderMimeRegistry;
  translator: ITranslator;
}
