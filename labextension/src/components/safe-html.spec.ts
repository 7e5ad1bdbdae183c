// @vitest-environment jsdom
/** HTML of programs, as hostile as they come. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadSanitizer, safeHtml } from './safe-html';
import type { Clean } from './safe-html';

let clean: Clean;

beforeAll(async () => {
  clean = await loadSanitizer();
}, 60_000);

/** As it would stand in the page. With `raw`, as if Jupyter's sanitizer let everything through. */
function shown(html: string, raw = false): string {
  const box = document.createElement('div');
  const fragment = safeHtml(html, raw ? text => text : clean);
  box.append(fragment ?? '');
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

  it.each(ATTACKS)('%s does nothing, even if the sanitizer let it through', html => {
    judge(shown(html, true));
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
    box.append(safeHtml(html, clean) ?? '');
    expect(box.querySelectorAll('*').length).toBeLessThanOrEqual(2500);
    let depth = 0;
    for (let at: Element | null = box; at !== null; at = at.firstElementChild) {
      depth++;
    }
    expect(depth).toBeLessThan(40);
  });

  it.each(['', '   ', '<script>bite()</script>', '<img src=x>'])(
    '%j of which nothing is left is shown in its plain form',
    html => {
      expect(safeHtml(html, clean)).toBeNull();
    }
  );
});
