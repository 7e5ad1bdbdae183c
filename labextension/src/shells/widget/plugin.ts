/**
 * Interviews in cells of notebooks. ipywidgets is somebody else's extension and may be missing; then
 * this plugin does nothing and the others work.
 */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import type { ITranslator } from '@jupyterlab/translation';
import { IInterviews, IOwnTranslator } from '../lab/tokens';

export const widgetPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-interview:widgets',
  description: 'Interviews and class tables as widgets in notebooks.',
  autoStart: true,
  requires: [IInterviews, IOwnTranslator],
  activate: async (app: JupyterFrontEnd, service: IInterviews, translator: ITranslator) => {
    const base = await import('@jupyter-widgets/base').catch(() => null);
    const registry =
      base && (await app.resolveOptionalService(base.IJupyterWidgetRegistry).catch(() => null));
    if (!base || !registry) {
      return;
    }
    const { MODULE, VERSION } = await import('./cells');
    const { makePanel } = await import('./panel-view');
    const { makeDashboard } = await import('./dashboard-view');
    registry.registerWidget({
      name: MODULE,
      version: VERSION,
      exports: {
        ...makePanel(base, service, translator),
        ...makeDashboard(base, service, translator)
      }
    });
  }
};
