/**
 * HTML that a program wrote, as elements that can do nothing but look like a table or a text.
 *
 * Jupyter's own sanitizer goes first. What it leaves is parsed in a document of its own, where
 * nothing runs or loads, and built anew from a short list of elements and attributes: without
 * links, pictures, forms, names and ids, and with styles that stay in their box.
 */
import type { Sanitizer } from '@jupyterlab/apputils';
import { cssOf } from './ansi-colors';
import type { ITextStyle } from './terminal';

const KEPT: ReadonlySet<string> = new Set(
  (
    'table caption colgroup col thead tbody tfoot tr th td div p span br hr b strong i em u s ' +
    'small sub sup code pre kbd samp var ul ol li dl dt dd blockquote'
  ).split(' ')
);

/** Gone with all that is in them. Of everything else that is not kept the contents stay. */
const DROPPED: ReadonlySet<string> = new Set(
  (
    'script style template noscript noembed noframes iframe frame frameset object embed applet svg ' +
    'math textarea select option button input audio video canvas img picture source meta link base ' +
    'title head dialog slot portal'
  ).split(' ')
);

const HEADING = /^h[1-6]$/;
const MOST_NODES = 5000;
const MOST_DEPTH = 30;
const MOST_CELLS = 1000;

/** What the sanitizer lets through of the above; it would drop pandas' scopes otherwise. */
export type Clean = (html: string) => string;

let loading: Promise<Clean> | null = null;

/** Jupyter's sanitizer, loaded when the first HTML is there. */
export function loadSanitizer(): Promise<Clean> {
  loading ??= import('@jupyterlab/apputils').then(apputils => {
    const sanitizer: Sanitizer = new apputils.Sanitizer();
    return html => sanitizer.sanitize(html);
  });
  loading.catch(() => (loading = null));
  return loading;
}

/** Null when nothing of it can be shown. */
export function safeHtml(html: string, clean: Clean): DocumentFragment | null {
  const parsed = new DOMParser().parseFromString(withoutStyles(clean(html)), 'text/html');
  const fragment = document.createDocumentFragment();
  copy(parsed.body, fragment);
  return (fragment.textContent ?? '').trim() === '' ? null : fragment;
}

/**
 * Styles as plain attributes: pages whose policy forbids inline styles would complain of the mere
 * parsing. What the sanitizer wrote has no bracket and no quote inside an attribute.
 */
function withoutStyles(html: string): string {
  return html.replace(/<[a-z][^<>]*>/gi, tag => tag.replace(/\sstyle="/gi, ' data-style="'));
}

/** Without recursion: how deep it goes is the program's choice. */
function copy(from: Node, to: Node): void {
  let left = MOST_NODES;
  const work: { node: Node; parent: Node; depth: number }[] = [];
  const plan = (node: Node, parent: Node, depth: number): void => {
    const children = [...node.childNodes].slice(0, MOST_NODES);
    work.push(...children.reverse().map(child => ({ node: child, parent, depth })));
  };
  plan(from, to, 0);
  for (let next = work.pop(); next !== undefined && left-- > 0; next = work.pop()) {
    const { node, parent, depth } = next;
    if (node.nodeType === Node.TEXT_NODE) {
      parent.appendChild(document.createTextNode(node.nodeValue ?? ''));
    } else if (node instanceof Element || node.nodeType === Node.ELEMENT_NODE) {
      const element = node as HTMLElement;
      const name = element.localName;
      if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml' || DROPPED.has(name)) {
        continue;
      }
      const isKept = (KEPT.has(name) || HEADING.test(name)) && depth < MOST_DEPTH;
      const copied = isKept ? parent.appendChild(rebuilt(element)) : parent;
      plan(element, copied, depth + 1);
    }
  }
}

function rebuilt(element: HTMLElement): HTMLElement {
  const { localName } = element;
  const isEmptyHeader = localName === 'th' && (element.textContent ?? '').trim() === '';
  const isHeading = HEADING.test(localName);
  const copied = document.createElement(isHeading ? 'p' : isEmptyHeader ? 'td' : localName);
  if (isHeading) {
    copied.className = 'jpi-Html-heading';
  }
  for (const name of ['colspan', 'rowspan'] as const) {
    const cells = Number(element.getAttribute(name));
    if (Number.isInteger(cells) && cells > 1 && cells <= MOST_CELLS) {
      copied.setAttribute(name, String(cells));
    }
  }
  const scope = element.getAttribute('scope') ?? '';
  if (copied.localName === 'th' && ['row', 'col', 'rowgroup', 'colgroup'].includes(scope)) {
    copied.setAttribute('scope', scope);
  }
  dress(copied, declarations(element.getAttribute('data-style') ?? ''));
  return copied;
}

const ALIGNED = ['left', 'right', 'center', 'start', 'end', 'justify'];

function declarations(style: string): ReadonlyMap<string, string> {
  const pairs = style.split(';').map(declaration => {
    const colon = declaration.indexOf(':');
    const name = declaration.slice(0, Math.max(0, colon));
    return [name.trim().toLowerCase(), declaration.slice(colon + 1).trim()] as const;
  });
  return new Map(pairs);
}

function dress(element: HTMLElement, style: ReadonlyMap<string, string>): void {
  const value = (name: string): string => style.get(name) ?? '';
  const is = (name: string, pattern: RegExp): boolean => pattern.test(value(name));
  if (ALIGNED.includes(value('text-align'))) {
    element.style.setProperty('text-align', value('text-align'));
  }
  const textStyle: ITextStyle = {
    color: colorOf(value('color')),
    background: colorOf(value('background-color') || value('background')),
    decorations: [
      ...(is('font-weight', /^(bold|bolder|[6-9]00)$/) ? (['bold'] as const) : []),
      ...(is('font-style', /^italic$/) ? (['italic'] as const) : []),
      ...(is('text-decoration', /underline/) ? (['underline'] as const) : []),
      ...(is('text-decoration', /line-through/) ? (['strikethrough'] as const) : [])
    ]
  };
  const css = Object.entries(cssOf(textStyle)) as [string, string][];
  if (css.length > 0) {
    element.classList.add('jpi-Ansi');
    css.forEach(([name, value]) =>
      element.style.setProperty(
        name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`),
        value
      )
    );
  }
}

const NAMED: Readonly<Record<string, string>> = {
  black: '0, 0, 0',
  silver: '192, 192, 192',
  gray: '128, 128, 128',
  grey: '128, 128, 128',
  white: '255, 255, 255',
  maroon: '128, 0, 0',
  red: '255, 0, 0',
  purple: '128, 0, 128',
  magenta: '255, 0, 255',
  green: '0, 128, 0',
  lime: '0, 255, 0',
  olive: '128, 128, 0',
  yellow: '255, 255, 0',
  navy: '0, 0, 128',
  blue: '0, 0, 255',
  teal: '0, 128, 128',
  cyan: '0, 255, 255',
  orange: '255, 165, 0',
  pink: '255, 192, 203'
};

/** As `r, g, b`; null for a colour that is not opaque or not one of the usual ways to write one. */
function colorOf(value: string): string | null {
  const color = value.trim().toLowerCase();
  if (Object.hasOwn(NAMED, color)) {
    return NAMED[color];
  }
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(color);
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(color);
  const hex = long?.slice(1) ?? short?.slice(1).map(digit => digit + digit);
  if (hex) {
    return hex.map(digits => parseInt(digits, 16)).join(', ');
  }
  const rgb = /^rgb\((\d{1,3}),\s*(\d{1,3}),\s*(\d{1,3})\)$/.exec(color);
  return rgb && rgb.slice(1).every(part => Number(part) <= 255) ? rgb.slice(1).join(', ') : null;
}
