/** Keeps a scrolled list at its end while it grows, unless its reader scrolled away from there. */
import * as React from 'react';

/** Rounding of zoomed pages, and a little unsteadiness of hands. */
const SLACK_PX = 24;

export interface IStick {
  readonly ref: React.RefObject<HTMLDivElement>;
  /** False while the reader looks at something older. */
  readonly atEnd: boolean;
  readonly onScroll: () => void;
  readonly goToEnd: () => void;
}

export function useStickToBottom(grown: unknown): IStick {
  const ref = React.useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = React.useState(true);

  const goToEnd = React.useCallback(() => {
    const node = ref.current;
    if (node) {
      node.scrollTop = node.scrollHeight;
      setAtEnd(true);
    }
  }, []);

  const onScroll = React.useCallback(() => {
    const node = ref.current;
    if (node) {
      setAtEnd(node.scrollHeight - node.scrollTop - node.clientHeight <= SLACK_PX);
    }
  }, []);

  React.useLayoutEffect(() => {
    if (atEnd) {
      goToEnd();
    }
  }, [grown, atEnd, goToEnd]);

  React.useEffect(() => {
    const node = ref.current;
    if (!node || !atEnd) {
      return;
    }
    // What is in it too: a run has its full height only once it was in sight.
    const resized = new ResizeObserver(() => goToEnd());
    for (const element of [node, ...node.children]) {
      resized.observe(element);
    }
    return () => resized.disconnect();
  }, [grown, atEnd, goToEnd]);

  return { ref, atEnd, onScroll, goToEnd };
}
