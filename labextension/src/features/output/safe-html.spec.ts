// @vitest-environment jsdom
/** HTML of programs, as hostile as they come. */
import { describe, expect, it } from 'vitest';
import { safeHtml } from './safe-html';

/** As it would stand in the page. */
function shown(html: string): string {
  const box = document.createElement('div');
  box.append(safeHtml(html) ?? '');
  return box.innerHTML;
}

const ATTACKS = [
  '<script>bite()</script>x',
  '<img src=x onerror=bite()>x',
  '<img srcset="//evil.example/a 1x" src="data:image/png;base64,AAAA">x',
  '<p onclick=bite() onmouseover="bite()">x</p>',
  '<a href="javascript:bite()">x</a>',
  '<a href="JaVa&#9;Script:bite()">x</a>',
  '<a href="https://evil.example" ping="//evil.example" target=_top>x</a>',
  '<a data-commandlinker-command="console:create" data-commandlinker-args="{}">x</a>',
  '<svg onload=bite()><script>bite()</script><a xlink:href="javascript:bite()">x</a></svg>x',
  '<svg><foreignObject><p onclick=bite()>x</p></foreignObject></svg>x',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=bite()&gt;">',
  '<math href="javascript:bite()">x</math>x',
  '<style>@import "//evil.example"; body { display: none }</style>x',
  '<link rel=stylesheet href=//evil.example>x',
  '<p style="position:fixed;inset:0;z-index:9999">x</p>',
  '<p style="background:url(//evil.example)">x</p>',
  '<p style="background-image:url(//evil.example);width:99999px;color:expression(bite())">x</p>',
  '<p style="color:red;position:absolute">x</p>',
  '<p style="--jpi-danger:url(//evil.example);behavior:url(x)">x</p>',
  '<form action=//evil.example><input name=a><button>x</button></form>',
  '<iframe src=//evil.example></iframe><iframe srcdoc="<script>parent.bite()</script>"></iframe>x',
  '<object data=//evil.example></object><embed src=//evil.example>x',
  '<meta http-equiv=refresh content="0;url=//evil.example">x',
  '<base href=//evil.example>x',
  '<p id=cookie name=body class="jpi-Run jp-mod-active">x</p>',
  '<form id=document name=getElementById><img name=parentNode></form>x',
  '<video src=//evil.example poster=x autoplay><track src=x></video>x',
  '<template><script>bite()</script></template>x',
  '<noscript><p title="</noscript><img src=x onerror=bite()>">x</noscript>',
  '<textarea><img src=x onerror=bite()></textarea>x',
  '<details open ontoggle=bite()>x</details>',
  '<marquee onstart=bite()>x</marquee>',
  '<table background="javascript:bite()"><tr><td background=//evil.example>x</td></tr></table>',
  '<td colspan=99999999 rowspan=-1>x</td>',
  '<xmp><img src=x onerror=bite()></xmp>x',
  '<dialog open>x</dialog>x',
  '<p contenteditable draggable=true popover tabindex=1 accesskey=a autofocus>x</p>',
  '<select><template shadowrootmode=open><script>bite()</script></template></select>x'
];

const ALLOWED_ATTRIBUTE = /^(colspan|rowspan|scope|class|style)$/;
const ALLOWED_STYLE =
  /^(color|background-color|text-align|font-weight|font-style|text-decoration-line|--jpi-on-light|--jpi-on-dark)$/;

/** So many that are not alike. */
const bold = (count: number): string =>
  Array.from({ length: count }, (_, at) => `<b style=a:${at}>`).join('');

function judge(html: string): void {
  const box = document.createElement('div');
  box.innerHTML = html;
  for (const element of box.querySelectorAll('*')) {
    expect(element.namespaceURI).toBe('http://www.w3.org/1999/xhtml');
    expect(element.localName).toMatch(/^[a-z]+$/);
    expect(
      'script style svg math iframe object embed form input button img a link meta base video'.split(
        ' '
      )
    ).not.toContain(element.localName);
    for (const { name, value } of element.attributes) {
      expect(name).toMatch(ALLOWED_ATTRIBUTE);
      expect(value).not.toMatch(/url|evil|bite|script|expression|@import/i);
    }
    expect([...element.classList].every(name => /^jpi-(Ansi|Html-heading)$/.test(name))).toBe(true);
    for (const name of Array.from((element as HTMLElement).style)) {
      expect(name).toMatch(ALLOWED_STYLE);
    }
  }
}

describe('OU7: HTML of a program', () => {
  it.each(ATTACKS)('%s does nothing', html => {
    judge(shown(html));
  });

  it('is a table as pandas writes it', () => {
    const html =
      '<div>\n<style scoped>.dataframe tbody tr th { vertical-align: top; }</style>\n' +
      '<table border="1" class="dataframe"><thead><tr style="text-align: right;"><th></th><th>a</th>' +
      '</tr></thead><tbody><tr><th>x</th><td>&lt;1&gt;</td></tr></tbody></table>\n</div>';
    expect(shown(html).replaceAll('\n', '')).toBe(
      '<div><table><thead><tr style="text-align: right;"><td></td><th>a</th></tr></thead>' +
        '<tbody><tr><th>x</th><td>&lt;1&gt;</td></tr></tbody></table></div>'
    );
  });

  it('keeps colours, made readable', () => {
    expect(shown('<b style="color: red; background-color: #ffffff">x</b>')).toMatch(
      /class="jpi-Ansi" style="background-color: rgb\(255, 255, 255\); --jpi-on-light: rgb\(2\d\d, 0, 0\)/
    );
  });

  it('spans cells within bounds, and heads no chapter of the page', () => {
    expect(shown('<table><tr><td colspan="3" rowspan="2">x</td></tr></table>')).toContain(
      '<td colspan="3" rowspan="2">'
    );
    expect(shown('<h1>Title</h1>')).toBe('<p class="jpi-Html-heading">Title</p>');
  });

  it.each([
    ['deep', '<div>'.repeat(400) + 'x'],
    ['wide', '<b>x</b>'.repeat(4_000)]
  ])('that is very %s is bounded', (_, html) => {
    const box = document.createElement('div');
    box.append(safeHtml(html) ?? '');
    expect(box.querySelectorAll('*').length).toBeLessThanOrEqual(2500);
    let depth = 0;
    for (let at: Element | null = box; at !== null; at = at.firstElementChild) {
      depth++;
    }
    expect(depth).toBeLessThan(40);
  });

  it.each([
    // Fonts, shadows and gradients: what Jupyter's sanitizer matches is exponential in their length.
    ...[
      'font-family',
      'font',
      'background',
      'box-shadow',
      'grid-template-rows',
      'cursor',
      'quotes'
    ].map(name => [name, `<p style="${name}: ${'a'.repeat(30_000)}!">x</p>`, '<p>x</p>']),
    ['a style without an end', `<p style="${'color:red;'.repeat(3900)}`, ''],
    [
      'attributes',
      `<p ${Array.from({ length: 4000 }, (_, at) => `a${at}=1`).join(' ')}>x</p>`,
      '<p>x</p>'
    ],
    ['comments without an end', `x${'<!--'.repeat(10_000)}`, 'x'],
    ['tags without an end', `x${'<a '.repeat(13_000)}`, 'x'],
    ['entities', '&lt;'.repeat(10_000), '&lt;'.repeat(10_000)]
  ])('takes no longer than its text is long: %s', (_, html, expected) => {
    expect(shown(html)).toBe(expected);
  });

  it.each([
    // A browser's parser opens every bold again in every paragraph.
    ['bold in paragraphs', '<p>' + bold(1000) + '<p>x'.repeat(5000)],
    ['tables in bold', bold(1000) + '<table>x<tr>y'.repeat(2000)],
    ['ends of nothing', '<x>'.repeat(6000) + '</y>'.repeat(5000) + 'x']
  ])('becomes no more elements than it has: %s', (_, html) => {
    const box = document.createElement('div');
    box.append(safeHtml(html) ?? '');
    expect(box.querySelectorAll('*').length).toBeLessThanOrEqual(5000);
  });

  it('spans so many cells in whole, however many ask for more', () => {
    const box = document.createElement('div');
    box.innerHTML = shown(`<table><tr>${'<td colspan=900 rowspan=9>x'.repeat(1400)}</table>`);
    const spans = [...box.querySelectorAll('td')].map(cell => cell.colSpan - 1 + cell.rowSpan - 1);
    expect(spans).toHaveLength(1400);
    expect(spans.reduce((all, more) => all + more)).toBeLessThanOrEqual(1000);
  });

  it('is read as browsers read it', () => {
    expect(shown('<table><tr><td>a<td>b<tr><td>c</table>')).toBe(
      '<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>'
    );
    expect(shown('<ul><li>a<li>b &eacute;&#x1F422;&amp;&bogus;</ul>')).toBe(
      '<ul><li>a</li><li>b é🐢&amp;&amp;bogus;</li></ul>'
    );
    expect(shown('<P STYLE="COLOR:Red">x<BR/>y')).toContain('x<br>y</p>');
  });

  it.each(['', '   ', '<script>bite()</script>', '<img src=x>'])(
    '%j of which nothing is left is shown in its plain form',
    html => {
      expect(safeHtml(html)).toBeNull();
    }
  );
});
