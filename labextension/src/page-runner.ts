/** The sandbox of a page: the same addresses in JupyterLab and without it. */
import { createSandboxRunner } from './runner';
import type { IRunner } from './runner';

/** `baseUrl` is the Jupyter server's, absolute, with a slash at its end. */
export function makeRunner(baseUrl: string): IRunner {
  return createSandboxRunner({
    frameUrl: `${baseUrl}interview/runner.html`,
    assetsUrl: `${baseUrl}interview/static/runner/`,
    wheelsUrl: `${baseUrl}interview/wheels/`
  });
}
