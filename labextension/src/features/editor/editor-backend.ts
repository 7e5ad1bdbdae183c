/**
 * Where editors come from: Lab's own editor services, or the few that the guest page makes. Both
 * give JupyterLab's editor, so that it behaves the same for everyone in an interview.
 */
import type { IEditorFactoryService } from '@jupyterlab/codeeditor';
import type { IShownFile } from './editor-mode';
import type { IEditorSettingsSource } from './editor-settings';

export type EditorBackend = Pick<IEditorFactoryService, 'newDocumentEditor'> & {
  readonly settings: IEditorSettingsSource;
  /** The mode of a file, as an editor's model has it. */
  readonly mimeTypeOf: (file: IShownFile) => string;
};
