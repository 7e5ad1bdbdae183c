/**
 * Two panes with a bar between them that is moved by pointer or arrow keys: side by side where they
 * have the room, one above the other where they have not. A pane may hold two panes itself.
 */
import * as React from 'react';
import { isRightToLeft } from './direction';

/** The same width stands in split-view.css. */
const WIDE_PX = 700;

const LEAST = 20;
const MOST = 80;
const KEY_STEP = 5;

export interface ISplitViewProps {
  first: React.ReactNode;
  second: React.ReactNode;
  /** Of the bar. */
  label: string;
  /**
   * Both of them; the first at the height that it needs, above the second; or the second alone. What
   * is in the second pane stays as it is when this changes.
   */
  shows?: 'both' | 'folded' | 'second';
  /** The part of the first pane at the beginning. */
  percent?: number;
  /** Called when somebody has moved the bar. */
  onMoved?: (percent: number) => void;
  className?: string;
}

export function SplitView(props: ISplitViewProps): JSX.Element {
  const { shows = 'both', className = '', onMoved } = props;
  const host = React.useRef<HTMLDivElement>(null);
  const [percent, setPercent] = React.useState(props.percent ?? 58);
  const wide = useWide(host);

  React.useLayoutEffect(() => {
    host.current?.style.setProperty('--jpi-split', `${percent}%`);
  }, [percent]);

  const move = (to: number): void => {
    const moved = Math.round(Math.min(MOST, Math.max(LEAST, to)));
    setPercent(moved);
    onMoved?.(moved);
  };

  const follow = (event: React.PointerEvent): void => {
    const box = host.current?.getBoundingClientRect();
    if (box && event.currentTarget.hasPointerCapture(event.pointerId)) {
      const along = isRightToLeft(event.currentTarget)
        ? box.right - event.clientX
        : event.clientX - box.left;
      move((wide ? along / box.width : (event.clientY - box.top) / box.height) * 100);
    }
  };

  return (
    <div className={`jpi-SplitView-place ${className}`}>
      <div className="jpi-SplitView" data-shows={shows} ref={host}>
        <div className="jpi-SplitView-pane">{props.first}</div>
        <div
          className="jpi-SplitView-bar"
          role="separator"
          tabIndex={0}
          aria-label={props.label}
          aria-orientation={wide ? 'vertical' : 'horizontal'}
          aria-valuemin={LEAST}
          aria-valuemax={MOST}
          aria-valuenow={percent}
          onPointerDown={event => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={follow}
          onKeyDown={event => {
            const right = isRightToLeft(event.currentTarget) ? -1 : 1;
            const step = { ArrowLeft: -right, ArrowUp: -1, ArrowRight: right, ArrowDown: 1 }[
              event.key
            ];
            if (step !== undefined) {
              event.preventDefault();
              move(percent + step * KEY_STEP);
            }
          }}
        />
        <div className="jpi-SplitView-pane">{props.second}</div>
      </div>
    </div>
  );
}

function useWide(host: React.RefObject<HTMLElement>): boolean {
  const [wide, setWide] = React.useState(true);
  React.useEffect(() => {
    const node = host.current;
    if (!node) {
      return;
    }
    const resized = new ResizeObserver(() => setWide(node.clientWidth >= WIDE_PX));
    resized.observe(node);
    return () => resized.disconnect();
  }, [host]);
  return wide;
}
