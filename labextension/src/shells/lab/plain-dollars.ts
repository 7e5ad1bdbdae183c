/**
 * Dollars that JupyterLab takes for no formula. Its Markdown and its typesetter both take any two of a
 * paragraph for one; here they are one only where they are on the pages without JupyterLab.
 *
 * What typesets goes through one piece of text after another, so a dollar alone in an element is none.
 */
import { PRICE } from '../formulas';

const CODE = 'code, pre, textarea';

/** Each dollar that stands for itself becomes one again, in HTML that was made of `withPrices`. */
export function withPlainDollars(html: string): string {
  if (!html.includes(PRICE) && !html.includes(encodeURI(PRICE))) {
    return html;
  }
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const element of body.querySelectorAll('*')) {
    for (const { name, value } of [...element.attributes]) {
      const plain = value.replaceAll(PRICE, '$').replaceAll(encodeURI(PRICE), '$');
      if (plain !== value) {
        element.setAttribute(name, plain);
      }
    }
  }
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (texts.nextNode()) {
    found.push(texts.currentNode as Text);
  }
  for (const text of found) {
    if (text.parentElement?.closest(CODE)) {
      text.data = text.data.replaceAll(PRICE, '$');
    } else if (text.data.includes(PRICE)) {
      text.replaceWith(...apart(text.data));
    }
  }
  return body.innerHTML;
}

/** The pieces of a text, with an element for each dollar. */
function apart(text: string): (string | Element)[] {
  return text.split(/(\uF8FF)/).map(piece => {
    if (piece !== PRICE) {
      return piece;
    }
    const dollar = document.createElement('span');
    dollar.textContent = '$';
    return dollar;
  });
}
