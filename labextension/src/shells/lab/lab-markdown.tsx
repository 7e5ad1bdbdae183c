/**
 * Markdown by JupyterLab's own renderer, with its sanitizer, its formulas and its highlighted code.
 * Pictures of a question come from the question and from nowhere else.
 */
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { Widget } from '@lumino/widgets';
import * as React from 'react';
import type { IMarkdownProps, Markdown } from '../../features/questions/markdown';
import { withPrices } from '../formulas';
import { withPlainDollars } from './plain-dollars';
import { NOTHING, withoutFetches } from './without-fetches';

const MARKDOWN = 'text/markdown';

export function labMarkdown(registry: IRenderMimeRegistry): Markdown {
  return function LabMarkdown({ text, files }: IMarkdownProps): JSX.Element {
    const host = React.useRef<HTMLDivElement>(null);
    // What ends it is called while the host is still in the page, as Lumino wants it.
    React.useLayoutEffect(() => {
      if (host.current === null) {
        return undefined;
      }
      const rendermime = registry.clone({
        // A link within the text's own folder leads nowhere.
        resolver: {
          resolveUrl: url => Promise.resolve(url),
          getDownloadUrl: () => Promise.resolve(NOTHING)
        },
        sanitizer: {
          sanitize: (dirty, options) =>
            withoutFetches(withPlainDollars(registry.sanitizer.sanitize(dirty, options)), files)
        }
      });
      const renderer = rendermime.createRenderer(MARKDOWN);
      Widget.attach(renderer, host.current);
      const model = rendermime.createModel({
        data: { [MARKDOWN]: withPrices(text) },
        trusted: false
      });
      renderer.renderModel(model).catch(reason => console.error('A text cannot be drawn.', reason));
      return () => {
        if (!renderer.node.isConnected) {
          renderer.clearFlag(Widget.Flag.IsAttached);
        }
        renderer.dispose();
      };
    }, [text, files]);
    return <div ref={host} className="jpi-Markdown" />;
  };
}
