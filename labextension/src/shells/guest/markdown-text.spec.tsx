// @vitest-environment jsdom
/** QU33, QU51: what a statement becomes on the pages without JupyterLab. */
import * as React from 'react';
import { beforeAll, describe, expect, it } from 'vitest';
import { draw, texts } from '../../../tests/draw';
import { drawFormula } from './draw-formula';
import { fetchFormulas } from './formula';
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

describe('formulas', () => {
  beforeAll(fetchFormulas);

  const alttexts = (page: Element): (string | null)[] =>
    [...page.querySelectorAll('math')].map(math => math.getAttribute('alttext'));

  it('QU51: are drawn as MathML wherever text stands', async () => {
    const page = await shown(
      '# Of $n$\n\nIt is $x^2$ and \\(a_1\\).\n\n- **at most $10^5$**\n\n| $k$ |\n| --- |\n| $2^k$ |\n\n$$\n\\sum_{i=1}^{n} i\n$$\n'
    );
    expect(alttexts(page)).toEqual([
      'n',
      'x^2',
      'a_1',
      '10^5',
      'k',
      '2^k',
      '\n\\sum_{i=1}^{n} i\n'
    ]);
    expect(page.querySelector('math')?.namespaceURI).toBe('http://www.w3.org/1998/Math/MathML');
    expect(texts('msup')).toEqual(['x2', '105', '2k']);
    expect(texts('strong')).toEqual(['at most 105']);
    expect(texts('.jpi-mod-block munderover')).toEqual(['∑i=1n']);
  });

  it('QU51: are no code, address or picture', async () => {
    const page = await shown(
      '`$a$` [b](https://example.org/?$b$) ![$c$](far)\n\n    $d$\n\n```sh\necho $e$\n```\n'
    );
    expect(alttexts(page)).toEqual([]);
    expect(texts('code').map(text => text.trim())).toEqual(['$a$', '$d$', 'echo $e$']);
    expect(page.querySelector('a')?.getAttribute('href')).toBe('https://example.org/?$b$');
    expect(texts('em')).toEqual(['$c$']);
  });

  it.each([
    ['a command that is none', '\\frac{1}{'],
    ['an address', '\\href{javascript:alert(1)}{x}'],
    ['a definition', '\\def\\a{\\b\\b}\\def\\b{\\a\\a}\\a'],
    ['a definition by another name', '\\newcommand{\\a}{x}\\a'],
    ['too deep', '\\sqrt{'.repeat(200) + 'x' + '}'.repeat(200)],
    ['deeper than the stack', '{'.repeat(1900) + '}'.repeat(1900)]
  ])('QU51: what is %s stays as it was written', async (_, tex) => {
    const page = await shown(`See $${tex}$.`);
    expect(alttexts(page)).toEqual([]);
    expect(texts('code')).toEqual([`$${tex}$`]);
  });

  it('QU51: bring nothing of their own into the page', async () => {
    const page = await shown(
      '$\\text{<img src=x onerror=alert(1)>} \\color{red}{a} \\rule{9999em}{9999em} \\hspace{-9999em}$'
    );
    expect(page.querySelector('img, script, style, annotation')).toBeNull();
    const names = [...page.querySelectorAll('math, math *')].flatMap(node =>
      node.getAttributeNames()
    );
    expect(names.filter(name => /^on|href|src|^id$|^xmlns/.test(name))).toEqual([]);
    const spaces = [...page.querySelectorAll('mspace')];
    expect(spaces).not.toEqual([]);
    const sizes = spaces.flatMap(node =>
      ['width', 'height', 'depth'].map(name => parseFloat(node.getAttribute(name) ?? '0'))
    );
    expect(sizes.filter(size => Math.abs(size) > 300)).toEqual([]);
  });

  it('QU51: letters keep their kinds, which browsers draw without an attribute', async () => {
    const page = await shown('$\\mathbb{R} \\mathbf{v}$');
    expect(page.querySelector('math')?.textContent).toBe('ℝ𝐯');
    expect(drawFormula('', false)?.props).toMatchObject({ alttext: '' });
  });
});
