/**
 * Shows a popover under its button, or above where there is no room, inside the window, and keeps it
 * there while the window changes. Returns what ends that.
 */
import { isRightToLeft } from './direction';

const GAP_PX = 4;

export function showBelow(popover: HTMLElement, button: HTMLElement): () => void {
  popover.showPopover?.();
  const place = (): void => {
    const anchor = button.getBoundingClientRect();
    const { width, height } = popover.getBoundingClientRect();
    const below = anchor.bottom + GAP_PX;
    const top = below + height > window.innerHeight ? anchor.top - GAP_PX - height : below;
    popover.style.top = `${Math.max(GAP_PX, top)}px`;
    const left = isRightToLeft(button)
      ? Math.min(window.innerWidth - GAP_PX - width, anchor.left)
      : anchor.right - width;
    popover.style.left = `${Math.max(GAP_PX, left)}px`;
  };
  place();
  window.addEventListener('resize', place);
  return () => window.removeEventListener('resize', place);
}
