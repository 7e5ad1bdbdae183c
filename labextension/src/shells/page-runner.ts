/** The sandbox of a page: the same addresses in JupyterLab and without it. */
import { createSandboxRunner } from '../runner';
import type { IRunner, RunLanguage } from '../runner';

/** One that was begun before anybody asked for it. */
let begun: { baseUrl: string; runner: IRunner } | null = null;

/** `baseUrl` is the Jupyter server's, absolute, with a slash at its end. */
export function makeRunner(baseUrl: string, manifest?: unknown): IRunner {
  if (begun?.baseUrl === baseUrl) {
    const { runner } = begun;
    begun = null;
    return runner;
  }
  return createSandboxRunner({
    frameUrl: `${baseUrl}interview/runner.html`,
    assetsUrl: `${baseUrl}interview/static/runner/`,
    manifest,
    wheelsUrl: `${baseUrl}interview/wheels/`
  });
}

/**
 * Lets the next runner be on its way, with what this language needs, if one is expected. Resolves
 * when it goes on without the page's thread.
 */
export function beginRunner(
  baseUrl: string,
  language: RunLanguage | null,
  manifest: unknown
): Promise<void> {
  const runner = makeRunner(baseUrl, manifest);
  begun = { baseUrl, runner };
  return runner.prepare(language);
}
