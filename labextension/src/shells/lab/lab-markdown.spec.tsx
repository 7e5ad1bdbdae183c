// @vitest-environment jsdom
/** QU33, QU62: what a statement becomes in JupyterLab, by its own renderer and sanitizer. */
import { RenderMimeRegistry, standardRendererFactories } from '@jupyterlab/rendermime';
import * as React from 'react';
import { expect, it } from 'vitest';
import { draw } from '../../../tests/draw';
import { pictureUrl } from '../../features/questions/pictures';
import { labMarkdown } from './lab-markdown';

const FILES = [{ name: 'shop.svg', text: '<svg xmlns="http://www.w3.org/2000/svg"/>' }];
const DATA = 'data:image/png;base64,AA';

/** The parser answers with what it is given, because HTML may stand in Markdown. */
const shown = async (html: string): Promise<Element> => {
  const registry = new RenderMimeRegistry({
    initialFactories: standardRendererFactories,
    markdownParser: { render: text => Promise.resolve(text) }
  });
  const Text = labMarkdown(registry);
  await draw(<Text text={html} files={FILES} />);
  const host = document.querySelector('.jpi-Markdown')!;
  await expect.poll(() => host.querySelector('.jp-RenderedMarkdown')?.innerHTML).toBeTruthy();
  return host;
};

it('QU33: pictures are those of the question, or have their data with them', async () => {
  const host = await shown(
    `<p>Look: <img src="data/shop.svg" alt="the shop"><img src="${DATA}" alt="data"></p>`
  );
  const sources = [...host.querySelectorAll('img')].map(image => image.getAttribute('src'));
  expect(sources).toEqual([pictureUrl(FILES, 'data/shop.svg'), DATA]);
});

it('QU33: nothing is fetched, from anywhere', async () => {
  const far = 'https://example.org/far';
  const host = await shown(
    `<p>Words <img src="${far}.png" alt="a"> <img src="//example.org/far.png" alt="b">` +
      `<img src="/hub/logout?far" alt="c"> <img src="far.png" alt="d"></p>` +
      `<video src="${far}.mp4" poster="${far}.png"></video><audio src="${far}.mp3"></audio>` +
      `<input type="image" src="${far}.png">` +
      `<div style="background-image: url(${far}.png); color: red">red</div>` +
      `<div style="cursor: url(${far}.cur), auto">hand</div><a href="${far}">a link</a>`
  );
  expect(host.textContent).toContain('Words');
  expect(host.querySelector('a')?.getAttribute('href')).toBe(far);
  host.querySelector('a')?.remove();
  expect(host.innerHTML).not.toContain('far');
  expect(host.querySelectorAll('img[alt]')).toHaveLength(4);
});

/** All texts that a typesetter looks for formulas in: it goes through one after the other. */
const texts = (host: Element): string[] => {
  const walker = document.createTreeWalker(host, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement?.closest('code, pre')) {
      found.push(walker.currentNode.nodeValue ?? '');
    }
  }
  return found;
};

it('QU62: two prices are no formula, and formulas are', async () => {
  const host = await shown('<p>It costs $5 and <b>$6</b>, or \\$7, for $n$ of $$m$$.</p>');
  expect(host.textContent).toContain('It costs $5 and $6, or $7, for $n$ of $$m$$.');
  const dollars = texts(host).filter(text => text.includes('$'));
  expect(dollars).toEqual(['$', '$', '$', '7, for $n$ of $$m$$.']);
});

// What makes HTML of Markdown writes a character of the private area as its bytes.
it('QU62: code, addresses and names keep their dollars', async () => {
  const host = await shown(
    '<p>Costs $5, see <a href="https://example.org/?a=$5&b=%EF%A3%BF6" title="$5 and $6">there</a>.</p>\n\n' +
      '<pre><code>echo $HOME $PATH</code></pre>'
  );
  const link = host.querySelector('a');
  expect(link?.getAttribute('href')).toBe('https://example.org/?a=$5&b=$6');
  expect(link?.title).toBe('$5 and $6');
  expect(host.querySelector('code')?.innerHTML).toBe('echo $HOME $PATH');
  expect(host.innerHTML).not.toMatch(/[\uE000-\uF8FF]/);
});
