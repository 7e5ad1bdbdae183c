// @vitest-environment jsdom
/** QU33: what a statement becomes in JupyterLab, by its own renderer and sanitizer. */
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
