/**
 * A table or another thing that a program displayed. Its plain form stands there until the other one
 * has been made harmless, and stays where nothing of that can be shown.
 */
import * as React from 'react';
import { useTrans } from '../../ui/translation';
import { RunText } from './run-text';

export interface IRunHtmlProps {
  html: string;
  plain: string;
}

export const RunHtml = React.memo(({ html, plain }: IRunHtmlProps): JSX.Element => {
  const trans = useTrans();
  const [shown, setShown] = React.useState<DocumentFragment | null>(null);
  const box = React.useRef<HTMLDivElement>(null);
  React.useEffect(() => {
    let isHere = true;
    // It brings a parser along, which most runs do not need.
    import('./safe-html')
      .then(({ safeHtml }) => isHere && setShown(safeHtml(html)))
      .catch(() => undefined);
    return () => {
      isHere = false;
    };
  }, [html]);
  React.useLayoutEffect(() => {
    if (shown !== null) {
      box.current?.replaceChildren(shown.cloneNode(true));
    }
  }, [shown]);
  return shown === null ? (
    <RunText spans={[{ text: plain, style: null }]} />
  ) : (
    <div
      ref={box}
      className="jpi-Html"
      role="group"
      aria-label={trans.__('Displayed by the program')}
      // Wide tables are scrolled with keys, too.
      tabIndex={0}
    />
  );
});
RunHtml.displayName = 'RunHtml';
