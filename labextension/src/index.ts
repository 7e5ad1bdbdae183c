/** The plugins of the extension, as JupyterLab loads them. A list and no logic. */
import type { JupyterFrontEndPlugin } from '@jupyterlab/application';

const plugins: JupyterFrontEndPlugin<void>[] = [
  {
    id: 'jupyter-interview:plugin',
    description: 'Live coding interviews.',
    autoStart: true,
    activate: () => undefined
  }
];

export default plugins;
