/**
 * Shows a popover under its button, or above where there is no room, inside the window, and keeps it
 * there while the window changes. Returns what ends that.
 */
const GAP_PX = 4;

export function showBelow(popover: HTMLElement, button: HTMLElement): () => void {
  popover.showPopover?.();
  const place = (): void => {
    const anchor = button.getBoundingClientRect();
    const { width, height } = popover.getBoundingClientRect();
    const below = anchor.bottom + GAP_PX;
    const top = below + height > window.innerHeight ? anchor.top - GAP_PX - height : below;
    popover.style.top = `${Math.max(GAP_PX, top)}px`;
    popover.style.left = `${Math.max(GAP_PX, anchor.right - width)}px`;
  };
  place();
  window.addEventListener('resize', place);
  return () => window.removeEventListener('resize', place);
}
