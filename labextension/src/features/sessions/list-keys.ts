/**
 * Keys in the list. One place of it is in the order of the Tab key; arrows, Home and End lead to the
 * others, and left and right to what can be done in a row.
 */

/** A row or the head of a group; its name is the value of the attribute. */
export const PLACE = 'data-place';

const CONTROL = 'button:not([role^="menuitem"])';

/** Moves the focus as the key says; false for a key that means nothing here. */
export function moveInList(list: HTMLElement, from: Element, key: string): boolean {
  const places = [...list.querySelectorAll(`[${PLACE}]`)];
  const place = from.closest(`[${PLACE}]`);
  if (place === null) {
    return false;
  }
  const at = places.indexOf(place);
  const next = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: places.length - 1
  }[key];
  if (next !== undefined) {
    places[Math.min(Math.max(next, 0), places.length - 1)]
      .querySelector<HTMLElement>(CONTROL)
      ?.focus();
    return true;
  }
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  if (step === undefined) {
    return false;
  }
  const controls = [...place.querySelectorAll<HTMLElement>(CONTROL)];
  const isRightToLeft = getComputedStyle(list).direction === 'rtl';
  controls[controls.indexOf(from as HTMLElement) + (isRightToLeft ? -step : step)]?.focus();
  return true;
}
