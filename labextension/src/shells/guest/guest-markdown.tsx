/**
 * Markdown on the pages without JupyterLab. What draws it is fetched when it is wanted; until then, and
 * where it cannot be fetched, the text stands there as it was written.
 */
import * as React from 'react';
import type { IMarkdownProps, Markdown } from '../../features/questions/markdown';

export function GuestMarkdown(props: IMarkdownProps): JSX.Element {
  const [drawing, setDrawing] = React.useState<{ Text: Markdown } | null>(null);
  React.useEffect(() => {
    let isHere = true;
    import('./markdown-text')
      .then(({ MarkdownText }) => isHere && setDrawing({ Text: MarkdownText }))
      .catch(() => undefined);
    return () => {
      isHere = false;
    };
  }, []);
  return (
    <div className="jpi-Markdown">
      {drawing === null ? (
        <pre className="jpi-mod-plain">{props.text}</pre>
      ) : (
        <drawing.Text {...props} />
      )}
    </div>
  );
}
