/**
 * Markdown as elements of React. HTML in it is shown as text. Links lead to other pages by `http` and
 * `https` alone, and pictures are those of the question.
 */
import MarkdownToJsx from 'markdown-to-jsx';
import * as React from 'react';
import type { IMarkdownProps } from '../../features/questions/markdown';
import { pictureUrl } from '../../features/questions/pictures';

export function MarkdownText({ text, files }: IMarkdownProps): JSX.Element {
  const options = React.useMemo(
    () => ({
      disableParsingRawHTML: true,
      forceBlock: true,
      wrapper: React.Fragment,
      overrides: {
        // Below the headings of the panel, and without ids, which the page may have already.
        h1: headingOf('h4'),
        h2: headingOf('h4'),
        h3: headingOf('h5'),
        h4: headingOf('h6'),
        h5: headingOf('h6'),
        h6: headingOf('h6'),
        a: Link,
        // What is no address at all comes as null.
        img: ({ src, alt = '' }: { src?: string | null; alt?: string }): JSX.Element => {
          const url = pictureUrl(files, src ?? '');
          return url === null ? <em>{alt}</em> : <img src={url} alt={alt} />;
        }
      }
    }),
    [files]
  );
  return <MarkdownToJsx options={options}>{text}</MarkdownToJsx>;
}

interface IWithChildren {
  children?: React.ReactNode;
}

function headingOf(name: 'h4' | 'h5' | 'h6'): React.ElementType {
  return ({ children }: IWithChildren) => React.createElement(name, null, children);
}

function Link({ href, children }: IWithChildren & { href?: string }): JSX.Element {
  return href !== undefined && /^https?:\/\//i.test(href) ? (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ) : (
    <span>{children}</span>
  );
}
