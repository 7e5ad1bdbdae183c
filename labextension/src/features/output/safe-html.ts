/**
 * HTML that a program wrote, as elements that can do nothing but look like a table or a text.
 *
 * A separate parser reads it, and the result is built anew from a short list of elements and
 * attributes: without links, pictures, forms, names and ids, and with styles that stay in their
 * box. Neither the browser's parser nor a sanitizer of styles sees the text: some texts of a few
 * kilobytes keep those busy for minutes. The work here grows with the length of the text alone.
 */
import { Parser } from 'htmlparser2';
import { cssOf } from './ansi-colors';
import type { ITextStyle } from './terminal';

const KEPT: ReadonlySet<string> = new Set(
  (
    'table caption colgroup col thead tbody tfoot tr th td div p span br hr b strong i em u s ' +
    'small sub sup code pre kbd samp var ul ol li dl dt dd blockquote'
  ).split(' ')
);

/**
 * Elements that are dropped with their contents. Of all others that are not kept, the contents
 * stay.
 */
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
/** How many columns and rows all cells together may take beyond their own. */
const MOST_SPANNED = 1000;

/** Null when nothing of it can be shown. */
export function safeHtml(html: string): DocumentFragment | null {
  const fragment = document.createDocumentFragment();
  const builder = new Builder(fragment);
  const parser = new Parser({
    onopentag: (name, attributes) => builder.open(name, attributes),
    ontext: text => builder.write(text),
    onclosetag: () => builder.close()
  });
  builder.onFull = () => parser.pause();
  parser.end(html);
  builder.end();
  return (fragment.textContent ?? '').trim() === '' ? null : fragment;
}

type Attributes = Readonly<Record<string, string>>;

/** An element of the text whose end has not come. */
interface IOpen {
  /** Where its contents go; null when they are left out. */
  readonly node: Node | null;
  readonly attributes: Attributes;
  readonly depth: number;
}

/** Builds what is kept of the elements that the parser tells of. */
class Builder {
  constructor(root: Node) {
    this._stack = [{ node: root, attributes: {}, depth: 0 }];
  }

  /** Called when no more is taken. */
  onFull: () => void = () => undefined;

  open(name: string, attributes: Attributes): void {
    this._flush();
    const { node: parent, depth } = this._top;
    const isKept = this._takes() && (KEPT.has(name) || HEADING.test(name)) && depth < MOST_DEPTH;
    let node = DROPPED.has(name) ? null : parent;
    if (node !== null && isKept) {
      const element = this._element(name, attributes);
      node = bodyOf(node, name).appendChild(element);
    }
    this._stack.push({ node, attributes, depth: isKept ? depth + 1 : depth });
  }

  write(text: string): void {
    this._text += this._top.node === null ? '' : text;
  }

  close(): void {
    this._flush();
    if (this._stack.length > 1) {
      const { node, attributes } = this._top;
      this._stack.pop();
      const isEmptyHeader =
        node !== this._top.node &&
        node instanceof HTMLTableCellElement &&
        node.localName === 'th' &&
        (node.textContent ?? '').trim() === '';
      if (isEmptyHeader) {
        node.replaceWith(this._element('td', attributes));
      }
    }
  }

  end(): void {
    while (this._stack.length > 1) {
      this.close();
    }
    this._flush();
  }

  private get _top(): IOpen {
    return this._stack[this._stack.length - 1];
  }

  private _flush(): void {
    const text = this._text;
    this._text = '';
    if (text !== '' && this._takes()) {
      this._top.node?.appendChild(document.createTextNode(text));
    }
  }

  private _takes(): boolean {
    if (this._left === 0) {
      this.onFull();
      return false;
    }
    this._left--;
    return true;
  }

  private _element(name: string, attributes: Attributes): HTMLElement {
    const of = (attribute: string): string =>
      Object.hasOwn(attributes, attribute) ? attributes[attribute] : '';
    const isHeading = HEADING.test(name);
    const element = document.createElement(isHeading ? 'p' : name);
    if (isHeading) {
      element.className = 'jpi-Html-heading';
    }
    if (name === 'td' || name === 'th') {
      for (const attribute of ['colspan', 'rowspan'] as const) {
        const cells = Number(of(attribute));
        if (Number.isInteger(cells) && cells > 1 && cells <= this._spansLeft) {
          this._spansLeft -= cells;
          element.setAttribute(attribute, String(cells));
        }
      }
    }
    if (name === 'th' && ['row', 'col', 'rowgroup', 'colgroup'].includes(of('scope'))) {
      element.setAttribute('scope', of('scope'));
    }
    dress(element, declarations(of('style')));
    return element;
  }

  private readonly _stack: IOpen[];
  private _text = '';
  private _left = MOST_NODES;
  private _spansLeft = MOST_SPANNED;
}

/** Where a row goes: a table has its rows in a body, which need not be written. */
function bodyOf(parent: Node, name: string): Node {
  if (name !== 'tr' || !(parent instanceof HTMLTableElement)) {
    return parent;
  }
  const last = parent.lastElementChild;
  return last?.localName === 'tbody' ? last : parent.appendChild(document.createElement('tbody'));
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
