/** What was written into the page, read once (`jupyter_interview/playback/player_html.py`). */
import type { IRecording } from '../../contract/protocol';

export interface IPageContent {
  readonly recording: IRecording;
  /** Of the page's content security policy. */
  readonly nonce: string;
  /** Whose code is in the page. */
  readonly licences: string;
}

export function readPageContent(page: Document): IPageContent {
  const text = (id: string): string => page.getElementById(id)?.textContent ?? '';
  return {
    recording: JSON.parse(text('recording')) as IRecording,
    nonce: page.body.dataset.nonce ?? '',
    licences: text('licences').trim()
  };
}

/** The address of the page, to which a moment is added; null in a frame, which has none. */
export function addressOf({ protocol, href }: Pick<Location, 'protocol' | 'href'>): string | null {
  return protocol === 'about:' ? null : href.split('#', 1)[0];
}
