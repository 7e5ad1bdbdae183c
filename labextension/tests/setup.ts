/**
 * What JupyterLab's editor asks of a browser and jsdom does not have. Nothing is laid out in
 * jsdom, so measures are empty.
 */
class EmptyObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

class EmptyDragEvent extends MouseEvent {}

function matchMedia(query: string): MediaQueryList {
  return Object.assign(new EventTarget(), {
    matches: false,
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined
  });
}

Object.assign(globalThis, {
  DragEvent: EmptyDragEvent,
  ResizeObserver: EmptyObserver,
  IntersectionObserver: EmptyObserver,
  matchMedia
});

if (typeof Range !== 'undefined') {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  Range.prototype.getBoundingClientRect = () => new DOMRect();
}
