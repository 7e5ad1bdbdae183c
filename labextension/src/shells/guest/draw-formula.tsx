/**
 * A formula in LaTeX as MathML, which browsers draw and read aloud themselves: without fonts, scripts
 * or styles in the text, which the page's policy forbids. Whoever wrote the formula may be a stranger:
 * only elements and attributes of MathML that are named here come into the page.
 */
import * as React from 'react';
import temml from 'temml';

const OPTIONS = {
  throwOnError: true,
  trust: false,
  strict: false,
  maxExpand: 1000,
  // In em and in points.
  maxSize: [20, 300] as [number, number]
};

/** A few of them make a short formula as long as one likes, one inside the other. */
const DEFINES =
  /\\(?:[gex]?def|let|futurelet|(?:re)?newcommand|providecommand|global|long)(?![a-zA-Z])/;

/** Deeper trees than this take browsers long to lay out. */
const DEEPEST = 60;
const MOST_ELEMENTS = 20_000;

const ELEMENTS = new Set(
  (
    'math mrow mi mn mo ms mspace mtext mfrac msqrt mroot mstyle mpadded mphantom msub msup msubsup ' +
    'munder mover munderover mmultiscripts mprescripts mtable mtr mtd menclose'
  ).split(' ')
);
const ATTRIBUTES = new Set(
  (
    'accent accentunder columnspan rowspan depth display displaystyle fence form height largeop ' +
    'linethickness lspace rspace mathvariant maxsize minsize movablelimits notation scriptlevel ' +
    'separator stretchy symmetric voffset width'
  ).split(' ')
);
const STYLES = new Set([
  'color',
  'math-depth',
  'math-style',
  'padding',
  'padding-bottom',
  'padding-left',
  'padding-right',
  'padding-top',
  'text-align'
]);

/** Null where it is no formula, or too much of one. */
export function drawFormula(tex: string, isBlock: boolean): JSX.Element | null {
  if (DEFINES.test(tex)) {
    return null;
  }
  try {
    const made = temml.renderToString(tex, { ...OPTIONS, displayMode: isBlock });
    const { body } = new DOMParser().parseFromString(made, 'text/html');
    const math = body.querySelector('math');
    return math && new Harmless().element(math, 0, { alttext: tex });
  } catch {
    return null;
  }
}

class Harmless {
  element(node: Element, depth: number, more: Record<string, unknown> = {}): JSX.Element {
    if (depth > DEEPEST || ++this._count > MOST_ELEMENTS) {
      throw new Error('This formula is too large.');
    }
    const children = [...node.childNodes].flatMap(child => this._child(child, depth + 1));
    const name = ELEMENTS.has(node.localName) ? node.localName : 'mrow';
    return React.createElement(name, { ...attributesOf(node), ...more }, ...children);
  }

  private _child(child: ChildNode, depth: number): React.ReactNode[] {
    return child instanceof Element
      ? [this.element(child, depth)]
      : child.nodeType === Node.TEXT_NODE
        ? [child.textContent]
        : [];
  }

  private _count = 0;
}

function attributesOf(node: Element): Record<string, unknown> {
  const kept = [...node.attributes].filter(
    ({ name, value }) => ATTRIBUTES.has(name) && /^[\w .%+-]*$/.test(value)
  );
  const classes = [...node.classList].filter(name => /^[a-z]+-[a-z0-9-]+$|^mathcal$/.test(name));
  return {
    ...Object.fromEntries(kept.map(({ name, value }) => [name, value])),
    ...(classes.length > 0 ? { className: classes.join(' ') } : {}),
    ...styleOf(node.getAttribute('style') ?? '')
  };
}

/** Set by script, one property after the other: the page's policy knows no styles in texts. */
function styleOf(text: string): { ref?: React.RefCallback<MathMLElement> } {
  const kept = text.split(';').flatMap(rule => {
    const [name = '', value = ''] = rule.split(':').map(part => part.trim());
    return STYLES.has(name) && /^[\w .%#-]+$/.test(value) ? [[name, value] as const] : [];
  });
  const ref = (node: Partial<MathMLElement> | null): void =>
    // Elements of MathML have none where a browser does not know them.
    kept.forEach(([name, value]) => node?.style?.setProperty(name, value));
  return kept.length > 0 ? { ref } : {};
}
