/**
 * Where the interviews are: at JupyterLab's own server, or at another that its page names, such as
 * the service of a JupyterHub for all its users.
 *
 * That one knows nothing of this page's cookies, so the page's token goes along with every request
 * and socket; the hub has allowed it for the service.
 */
import { PageConfig, URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

/** Set by the server extension from `c.InterviewApp.server_url`. */
export const SERVER_URL_OPTION = 'interviewServerUrl';

export function interviewServer(own: ServerConnection.ISettings): ServerConnection.ISettings {
  const named = PageConfig.getOption(SERVER_URL_OPTION);
  if (named === '') {
    return own;
  }
  const baseUrl = URLExt.join(new URL(named, own.baseUrl).href, '/');
  const wsUrl = baseUrl.replace(/^http/, 'ws');
  return { ...own, baseUrl, wsUrl };
}
