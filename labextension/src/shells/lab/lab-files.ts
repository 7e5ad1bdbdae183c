/**
 * The files of the Lab around us, without its file browser and notebooks as dependencies: they are
 * not in every application, and what is needed of them is little.
 */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { Contents } from '@jupyterlab/services';
import type { ITextFiles } from '../../features/sessions/new-interview-dialog';

/** What a tab with a document has, as far as it is looked at here. */
interface IDocumentTab {
  context?: {
    path?: unknown;
    model?: { dirty?: boolean; collaborative?: boolean };
    save?(): Promise<void>;
  };
  content?: { activeCell?: { model?: { id?: unknown; type?: unknown } } | null };
}

export interface ILabCell {
  /** In its drive, which the server knows nothing of. */
  path: string;
  cellId: string;
  /** Lets the server know what is in it. */
  save(): Promise<void>;
}

/** The active code cell of the notebook that is in front. */
export function activeCell(app: JupyterFrontEnd): ILabCell | null {
  const { context, content } = (app.shell.currentWidget ?? {}) as IDocumentTab;
  const { id, type } = content?.activeCell?.model ?? {};
  if (typeof context?.path !== 'string' || typeof id !== 'string' || type !== 'code') {
    return null;
  }
  return {
    path: app.serviceManager.contents.localPath(context.path),
    cellId: id,
    save: async () => {
      const { dirty, collaborative } = context.model ?? {};
      // The server has a shared document itself, and saves it: to ask for it just then is refused,
      // or finds the file changed on the disk.
      if (dirty === true && collaborative !== true) {
        await context.save?.();
      }
    }
  };
}

/** The folder that the shown document is in; empty for the first one. */
export function shownFolder(app: JupyterFrontEnd): string {
  for (const widget of app.shell.widgets('main')) {
    const { path } = (widget as IDocumentTab).context ?? {};
    if (widget.isVisible && typeof path === 'string') {
      const local = app.serviceManager.contents.localPath(path);
      return local.slice(0, Math.max(0, local.lastIndexOf('/')));
    }
  }
  return '';
}

/** See `IFiles.inside`. */
export async function filesIn(app: JupyterFrontEnd, folder: string): Promise<string[]> {
  const { contents } = app.serviceManager;
  const model = await contents.get(folder, { type: 'directory', content: true });
  return (model.content as Contents.IModel[]).map(
    ({ path, type }) => contents.localPath(path) + (type === 'directory' ? '/' : '')
  );
}

/** What a new interview can begin with. */
export function textFiles(app: JupyterFrontEnd): ITextFiles {
  return {
    paths: async () => (await filesIn(app, shownFolder(app))).filter(path => !path.endsWith('/')),
    read: async path => {
      const options = { type: 'file', format: 'text', content: true } as const;
      const model = await app.serviceManager.contents.get(path, options);
      return (model.content as string).replace(/\r\n?/g, '\n');
    }
  };
}
