/** The plugins of the extension, as JupyterLab loads them. A list and no logic. */
import { classPlugin } from './shells/lab/class';
import { corePlugin } from './shells/lab/core';
import { launcherPlugin } from './shells/lab/launcher';
import { localePlugin } from './shells/lab/locale';
import { sideBarPlugin } from './shells/lab/side-bar';
import { urlOpenerPlugin } from './shells/lab/url-opener';
import { widgetPlugin } from './shells/widget/plugin';

export default [
  localePlugin,
  corePlugin,
  launcherPlugin,
  sideBarPlugin,
  urlOpenerPlugin,
  classPlugin,
  widgetPlugin
];
