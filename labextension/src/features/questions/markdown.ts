/**
 * Where Markdown becomes something to look at: JupyterLab's own renderer, or a small one on the pages
 * without JupyterLab. Whoever wrote the text may be a stranger, so both make it harmless.
 */
import type * as React from 'react';
import type { IProgramFile } from '../../contract/protocol';

export interface IMarkdownProps {
  text: string;
  /** Files of the question, which pictures in the text may name; another object if others. */
  files: readonly IProgramFile[];
}

export type Markdown = React.ComponentType<IMarkdownProps>;

export const NO_FILES: readonly IProgramFile[] = [];
