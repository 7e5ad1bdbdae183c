// @vitest-environment jsdom
/** A number before a title that JupyterLab writes. */
import { expect, it } from 'vitest';
import { done } from '../../../tests/draw';
import { NumberedTitle } from './numbered-title';

const write = (title: string): unknown => Object.assign(document, { title });

it('AR5: the number stands before whatever Lab writes there, and goes', async () => {
  write('(1) copy.ipynb - JupyterLab');
  const title = new NumberedTitle(document);
  title.show(2);
  expect(document.title).toBe('(2) (1) copy.ipynb - JupyterLab');
  await done(() => write('JupyterLab'));
  expect(document.title).toBe('(2) JupyterLab');
  title.show(1);
  expect(document.title).toBe('(1) JupyterLab');
  title.show(0);
  expect(document.title).toBe('JupyterLab');
});
