/** Which way an element is written, for what no style sheet can turn around. */
export function isRightToLeft(element: Element): boolean {
  return getComputedStyle(element).direction === 'rtl';
}
