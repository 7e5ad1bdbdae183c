/** What the server wrote into the page for this script, read once. */

export interface IPageData {
  readonly page: 'join' | 'home' | 'replay';
  /** `?backend=local`: own interviews live in this browser instead of at the server. */
  readonly backend: 'server' | 'local';
  /** Absolute, with a slash at its end. */
  readonly baseUrl: string;
  /** Empty on the page of own interviews. */
  readonly sessionId: string;
  /** Of the page's content security policy. */
  readonly nonce: string;
  /** What the sandbox's `manifest.json` says; undefined when there is none. */
  readonly sandboxFiles: unknown;
}

export function readPageData(data: DOMStringMap, location: Location): IPageData {
  const base = new URL(data.baseUrl ?? '/', location.origin).href;
  return {
    page: data.page === 'home' || data.page === 'replay' ? data.page : 'join',
    backend: new URLSearchParams(location.search).get('backend') === 'local' ? 'local' : 'server',
    baseUrl: base.endsWith('/') ? base : `${base}/`,
    sessionId: data.sessionId ?? '',
    nonce: data.nonce ?? '',
    sandboxFiles: data.sandboxFiles === undefined ? undefined : JSON.parse(data.sandboxFiles)
  };
}
