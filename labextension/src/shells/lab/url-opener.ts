/** `?interview=<id>` in Lab's address opens that interview. The rest of the query stays. */
import { IRouter } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { CommandIds, IInterviews } from './tokens';

const PARAMETER = 'interview';
const ADDRESS = /[?&]interview=[A-Za-z0-9_-]{8,64}/;

export const urlOpenerPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-interview:url-opener',
  description: 'Opens the interview that the address names.',
  autoStart: true,
  requires: [IInterviews],
  optional: [IRouter],
  activate: (app: JupyterFrontEnd, service: IInterviews, router: IRouter | null) => {
    if (!router) {
      return;
    }
    app.commands.addCommand(CommandIds.openFromUrl, {
      describedBy: { args: { type: 'object', properties: {} } },
      execute: () => {
        const { path, search, hash } = router.current;
        const query = new URLSearchParams(search);
        const sessionId = query.get(PARAMETER);
        query.delete(PARAMETER);
        const rest = query.size > 0 ? `?${query}` : '';
        router.navigate(`${path}${rest}${hash}`, { skipRouting: true });
        if (sessionId !== null) {
          // Not waited for: the router goes on only then, and to what opens a notebook.
          void app.restored.then(() => service.interviews.open(sessionId));
        }
      }
    });
    router.register({ command: CommandIds.openFromUrl, pattern: ADDRESS });
  }
};
