/** The plugins of the extension, as JupyterLab loads them. A list and no logic. */
import { classPlugin } from './plugins/class';
import { corePlugin } from './plugins/core';
import { launcherPlugin } from './plugins/launcher';
import { sideBarPlugin } from './plugins/side-bar';
import { urlOpenerPlugin } from './plugins/url-opener';
import { widgetPlugin } from './widget/plugin';

export default [
  corePlugin,
  launcherPlugin,
  sideBarPlugin,
  urlOpenerPlugin,
  classPlugin,
  widgetPlugin
];
