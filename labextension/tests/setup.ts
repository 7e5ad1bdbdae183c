/**
 * What JupyterLab's editor asks of a browser and jsdom does not have. Nothing is laid out in
 * jsdom, so measures are empty. Specs that run in Node have no page, and get nothing.
 */
class EmptyObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

function matchMedia(query: string): MediaQueryList {
  return Object.assign(new EventTarget(), {
    matches: false,
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined
  });
}

if (typeof document !== 'undefined') {
  Object.assign(globalThis, {
    DragEvent: class extends MouseEvent {},
    ResizeObserver: EmptyObserver,
    IntersectionObserver: EmptyObserver,
    matchMedia
  });
  // jsdom knows the element, but not that it can be shown.
  HTMLDialogElement.prototype.showModal = function (): void {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (): void {
    this.open = false;
  };
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  Range.prototype.getBoundingClientRect = () => new DOMRect();
}
