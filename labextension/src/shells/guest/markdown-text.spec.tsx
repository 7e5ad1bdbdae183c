// @vitest-environment jsdom
/** QU33: what a statement becomes on the pages without JupyterLab. */
import * as React from 'react';
import { expect, it } from 'vitest';
import { draw, texts } from '../../../tests/draw';
import { MarkdownText } from './markdown-text';

const DRAWING = { name: 'shop.svg', text: '<svg xmlns="http://www.w3.org/2000/svg"/>' };

const shown = async (text: string): Promise<Element> => {
  await draw(<MarkdownText text={text} files={[DRAWING]} />);
  return document.body.firstElementChild!;
};

it('QU33: headings, lists, tables and code are what they are', async () => {
  await shown(
    '# One\n\n- a\n- b\n\n| x | y |\n| --- | --- |\n| 1 | `2` |\n\n```python\nprint(1)\n```\n'
  );
  expect(texts('h4')).toEqual(['One']);
  expect(texts('li')).toEqual(['a', 'b']);
  expect(texts('td').map(text => text.trim())).toEqual(['1', '2']);
  expect(texts('pre code').map(text => text.trim())).toEqual(['print(1)']);
  expect(document.querySelector('[id]')).toBeNull();
});

it('QU33: HTML is text, and a link leads to another page or nowhere', async () => {
  const page = await shown(
    '<img src=x onerror=alert(1)><script>alert(2)</script>\n\n[a](javascript:alert(3)) [b](data:text/html,x) [c](https://example.org/)'
  );
  expect(page.querySelector('script, img, [onerror]')).toBeNull();
  expect([...page.querySelectorAll('a')].map(link => link.getAttribute('href'))).toEqual([
    'https://example.org/'
  ]);
  expect(page.textContent).toContain('<img src=x onerror=alert(1)>');
});

it('QU33: pictures are those of the question, and nothing is fetched', async () => {
  const page = await shown(
    '![the shop](data/shop.svg) ![far away](https://example.org/a.png) ![text](data:image/png;base64,AA)'
  );
  const sources = [...page.querySelectorAll('img')].map(image => image.src);
  expect(sources).toEqual([`data:image/svg+xml;charset=utf-8,${encodeURIComponent(DRAWING.text)}`]);
  expect(page.textContent).toContain('far away');
});
