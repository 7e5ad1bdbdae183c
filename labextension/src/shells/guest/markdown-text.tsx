/**
 * Markdown as elements of React, with formulas in LaTeX. HTML in it is shown as text. Links lead to other
 * pages by `http` and `https` alone, and pictures are those of the question.
 */
import MarkdownToJsx, { RuleType } from 'markdown-to-jsx';
import type { MarkdownToJSX } from 'markdown-to-jsx';
import * as React from 'react';
import type { IMarkdownProps } from '../../features/questions/markdown';
import { pictureUrl } from '../../features/questions/pictures';
import { partsOf, unmarked, withFormulas } from '../formulas';
import type { IFormula } from '../formulas';
import { Formula } from './formula';

export { fetchFormulas } from './formula';

export function MarkdownText({ text, files }: IMarkdownProps): JSX.Element {
  const marked = React.useMemo(() => withFormulas(text), [text]);
  const options = React.useMemo(
    () => ({
      disableParsingRawHTML: true,
      forceBlock: true,
      wrapper: React.Fragment,
      renderRule: (
        next: () => React.ReactNode,
        node: MarkdownToJSX.ParserResult,
        _: unknown,
        { key }: MarkdownToJSX.State
      ) => {
        if (node.type === RuleType.text) {
          return <WithFormulas key={key} text={node.text} formulas={marked.formulas} />;
        }
        unmark(node, marked.formulas);
        return next();
      },
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
    [files, marked]
  );
  return <MarkdownToJsx options={options}>{marked.text}</MarkdownToJsx>;
}

function WithFormulas(props: { text: string; formulas: readonly IFormula[] }): JSX.Element {
  const { text, formulas } = props;
  return (
    <>
      {partsOf(text, formulas).map((part, index) =>
        typeof part === 'string' ? part : <Formula key={index} formula={part} />
      )}
    </>
  );
}

/** Code, addresses and the words for pictures have no formulas in them. */
function unmark(node: MarkdownToJSX.ParserResult, formulas: readonly IFormula[]): void {
  switch (node.type) {
    case RuleType.codeBlock:
    case RuleType.codeInline:
      node.text = unmarked(node.text, formulas);
      break;
    case RuleType.link:
      node.target = node.target && unmarked(node.target, formulas);
      break;
    case RuleType.image:
      node.target = unmarked(node.target, formulas);
      node.alt = node.alt && unmarked(node.alt, formulas);
      break;
  }
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
