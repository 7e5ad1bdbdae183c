/**
 * Interviews in cells of notebooks. ipywidgets is somebody else's extension and may be missing; then
 * this plugin does nothing and the others work.
 */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IInterviews } from '../lab/tokens';

export const widgetPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-interview:widgets',
  description: 'Interviews and class tables as widgets in notebooks.',
  autoStart: true,
  requires: [IInterviews],
  optional: [ITranslator],
  activate: async (app: JupyterFrontEnd, service: IInterviews, translator: ITranslator | null) => {
    const base = await import('@jupyter-widgets/base').catch(() => null);
    const registry =
      base && (await app.resolveOptionalService(base.IJupyterWidgetRegistry).catch(() => null));
    if (!base || !registry) {
      return;
    }
    const { MODULE, VERSION } = await import('./cells');
    const { makePanel } = await import('./panel-view');
    const { makeDashboard } = await import('./dashboard-view');
    const language = translator ?? nullTranslator;
    registry.registerWidget({
      name: MODULE,
      version: VERSION,
      exports: {
        ...makePanel(base, service, language),
        ...makeDashboard(base, service, language)
      }
    });
  }
};
