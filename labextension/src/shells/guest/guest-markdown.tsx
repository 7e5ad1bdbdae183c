/**
 * Markdown on the pages without JupyterLab. What draws it is fetched when it is wanted; until then, and
 * where it cannot be fetched, the text stands there as it was written.
 */
import * as React from 'react';
import type { IMarkdownProps } from '../../features/questions/markdown';
import { LatePart, useLate } from '../../ui/late-part';

const drawing = new LatePart(() => import('./markdown-text'));

/** Fetches what draws it, for a page that may not be able to when it is wanted. */
export function fetchMarkdown(): void {
  drawing
    .fetch()
    .then(({ fetchFormulas }) => fetchFormulas())
    .catch(() => undefined);
}

export function GuestMarkdown(props: IMarkdownProps): JSX.Element {
  const { part } = useLate(drawing);
  return (
    <div className="jpi-Markdown">
      {part === null ? (
        <pre className="jpi-mod-plain">{props.text}</pre>
      ) : (
        <part.MarkdownText {...props} />
      )}
    </div>
  );
}
