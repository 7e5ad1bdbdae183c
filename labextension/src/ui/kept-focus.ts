/** Keeps the focus in a part of the page when the control that has it goes. */
import * as React from 'react';

const CONTROL =
  ':is(button, input, select, textarea, a[href], [tabindex="0"], [contenteditable="true"]):not(:disabled)';

/** Controls in which a letter writes or chooses something. */
const FIELD = 'input, select, textarea, [contenteditable="true"]';

/** Controls that do nothing yet, whatever key is pressed. */
const OPENS_MENU = 'button[aria-haspopup="menu"]:not(:disabled)';

/**
 * A control that is removed would leave the focus to the page as a whole, from where keys reach
 * nothing. The first control of what stood around it takes the focus instead. Where that is a field,
 * a menu's button does: whoever types on means another text, such as the code.
 */
export function useKeptFocus(part: React.RefObject<HTMLElement>): void {
  React.useEffect(() => {
    const node = part.current;
    if (node === null) {
      return undefined;
    }
    /** What had the focus last, and after it all that stands around it in this part. */
    let trail: Element[] = [];
    const focusIn = (event: FocusEvent): void => {
      trail = trailOf(event.target as Element, node);
    };
    const focusOut = (event: FocusEvent): void => {
      const left = event.target as Element;
      if (isElsewhere(event.relatedTarget as Element | null, node)) {
        trail = [];
        return;
      }
      queueMicrotask(() => {
        // Somebody clicked where there is nothing: the focus is meant to be nowhere.
        if (event.relatedTarget === null && left.isConnected && trail[0] === left) {
          trail = [];
        }
      });
    };
    const observer = new MutationObserver(() => {
      if (trail.length > 0 && !trail[0].isConnected && hasNoFocus()) {
        const around = trail.filter(({ isConnected }) => isConnected);
        trail = [];
        around
          .map(controlIn)
          .find(control => control !== null)
          ?.focus();
      }
    });
    node.addEventListener('focusin', focusIn);
    node.addEventListener('focusout', focusOut);
    observer.observe(node, { childList: true, subtree: true });
    // Dialogs, which give the focus back when they go.
    observer.observe(document.body, { childList: true });
    return () => {
      observer.disconnect();
      node.removeEventListener('focusin', focusIn);
      node.removeEventListener('focusout', focusOut);
    };
  }, [part]);
}

function controlIn(place: Element): HTMLElement | null {
  const first = place.querySelector<HTMLElement>(CONTROL);
  return first?.matches(FIELD) ? (place.querySelector<HTMLElement>(OPENS_MENU) ?? first) : first;
}

/** Whether the focus has gone to another part of the page, and not into a dialog of this one. */
function isElsewhere(next: Element | null, part: Element): boolean {
  return next !== null && !part.contains(next) && next.closest('dialog') === null;
}

function hasNoFocus(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body;
}

function trailOf(control: Element, part: Element): Element[] {
  const trail: Element[] = [];
  for (let at: Element | null = control; at !== null && part.contains(at); at = at.parentElement) {
    trail.push(at);
  }
  return trail;
}
