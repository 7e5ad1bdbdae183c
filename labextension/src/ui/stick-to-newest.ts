/**
 * Keeps a scrolled list where its newest entry is while it grows, unless its reader scrolled away
 * from there.
 */
import * as React from 'react';

/** Rounding of zoomed pages, and a little unsteadiness of hands. */
const SLACK_PX = 24;

export interface IStick {
  readonly ref: React.RefObject<HTMLDivElement>;
  /** False while the reader looks at something older. */
  readonly atNewest: boolean;
  readonly onScroll: () => void;
  readonly goToNewest: () => void;
}

export function useStickToNewest(grown: unknown, newestFirst: boolean): IStick {
  const ref = React.useRef<HTMLDivElement>(null);
  const [atNewest, setAtNewest] = React.useState(true);

  const goToNewest = React.useCallback(() => {
    const node = ref.current;
    if (node) {
      node.scrollTop = newestFirst ? 0 : node.scrollHeight;
      setAtNewest(true);
    }
  }, [newestFirst]);

  const onScroll = React.useCallback(() => {
    const node = ref.current;
    if (node) {
      const below = node.scrollHeight - node.scrollTop - node.clientHeight;
      setAtNewest((newestFirst ? node.scrollTop : below) <= SLACK_PX);
    }
  }, [newestFirst]);

  React.useLayoutEffect(() => {
    if (atNewest) {
      goToNewest();
    }
  }, [grown, atNewest, goToNewest]);

  React.useEffect(() => {
    const node = ref.current;
    if (!node || !atNewest) {
      return;
    }
    // What is in it too: a run has its full height only once it was in sight.
    const resized = new ResizeObserver(() => goToNewest());
    for (const element of [node, ...node.children]) {
      resized.observe(element);
    }
    return () => resized.disconnect();
  }, [grown, atNewest, goToNewest]);

  return { ref, atNewest, onScroll, goToNewest };
}
