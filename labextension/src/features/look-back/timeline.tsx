/**
 * The timeline: one picture of the whole, in which one looks for a moment by pointer, and a slider for
 * whoever does so by keys or hears it. The picture tells nothing that the list of entries does not.
 */
import * as React from 'react';
import type { ISpan } from '../../playback/breaks';
import { PAUSE_MS } from '../../playback/breaks';
import {
  between,
  lanesOf,
  moved,
  nearest,
  showingTime,
  timeAt,
  zoomed
} from '../../playback/lanes';
import { clockOf } from '../../playback/links';
import type { IMoment } from '../../playback/moments';
import type { IMarker, Playback } from '../../playback/playback';
import { safeColor } from '../../ui/colors';
import { useTrans } from '../../ui/translation';
import {
  AXIS_PX,
  COLUMN_PX,
  drawTimeline,
  heightOfPicture,
  lookOf,
  OVERVIEW_PX,
  type IPicture
} from './draw-timeline';
import { entrySentence, personName, spanName } from './words';

/** A pointer that has moved less has not been dragged. */
const DRAGGED_PX = 5;
/** Pixels around a symbol in which the pointer is at it. */
const NEAR_PX = 7;
const ZOOM = 1.25;

export interface ITimelineProps {
  playback: Playback;
  /** Whether its entries are there by now. */
  isReady: boolean;
  moment: IMoment;
  mark: IMoment | null;
  markers: readonly IMarker[];
  hits: readonly number[];
  window: ISpan;
  onWindow: (window: ISpan) => void;
  onSeek: (moment: IMoment) => void;
  /** What is spoken of the moment. */
  words: string;
}

export function Timeline(props: ITimelineProps): JSX.Element {
  const { playback, isReady, moment, mark, markers, hits, window: seen, onWindow, onSeek } = props;
  const trans = useTrans();
  const host = React.useRef<HTMLDivElement>(null);
  const canvas = React.useRef<HTMLCanvasElement>(null);
  const width = useWidth(host);
  const theme = useTheme();
  const [hover, setHover] = React.useState<number | null>(null);
  const { length } = playback;
  const rows = React.useMemo(() => rowsOf(playback), [playback]);
  const columns = Math.max(1, Math.floor(width / COLUMN_PX));

  const picture = React.useMemo((): IPicture => {
    const lanes = lanesOf(playback, seen, columns);
    const whole = new Uint32Array(columns);
    for (const lane of lanesOf(playback, { from: 0, to: length }, columns)) {
      lane.forEach((edits, column) => (whole[column] += edits));
    }
    const { people } = playback.recording;
    return {
      window: seen,
      length,
      lanes: rows.map(row => lanes[row]),
      whole,
      colors: rows.map(row => safeColor(people[row]?.color ?? undefined)),
      names: rows.map(row => personName(playback, row, trans)),
      breaks: playback.breaks.all,
      entries: isReady ? (playback.entries ?? []) : [],
      markers,
      hits,
      pauseName: ms => (ms >= PAUSE_MS ? spanName(ms) : '')
    };
  }, [playback, isReady, seen, columns, length, rows, markers, hits, trans]);

  const height = heightOfPicture(rows.length);
  React.useLayoutEffect(() => {
    const node = canvas.current;
    const context = width === 0 ? null : node?.getContext('2d');
    if (!node || !context) {
      return;
    }
    const ratio = window.devicePixelRatio || 1;
    node.width = Math.round(width * ratio);
    node.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawTimeline(context, width, picture, lookOf(node));
  }, [picture, width, height, theme]);

  const timeOf = (clientX: number): number => {
    const box = host.current?.getBoundingClientRect();
    return box === undefined ? 0 : timeAt(seen, (clientX - box.left) / Math.max(1, box.width));
  };
  const seek = (event: React.PointerEvent, isInOverview: boolean): void => {
    const box = host.current?.getBoundingClientRect();
    if (box === undefined) {
      return;
    }
    if (isInOverview) {
      const at = timeAt({ from: 0, to: length }, (event.clientX - box.left) / box.width);
      onWindow(moved(seen, at - (seen.from + seen.to) / 2, length));
      onSeek(playback.moments.at(at));
      return;
    }
    const at = timeOf(event.clientX);
    const distance = ((seen.to - seen.from) / Math.max(1, box.width)) * NEAR_PX;
    const entry = event.type === 'pointerdown' ? nearest(picture.entries, at, distance) : null;
    onSeek(playback.moments.at(entry?.kind === 'ran' ? entry.at : at));
  };

  // React listens to the wheel passively, and the page must not be zoomed with the picture.
  const latest = React.useRef({ seen, timeOf, onWindow });
  latest.current = { seen, timeOf, onWindow };
  React.useEffect(() => {
    const node = host.current;
    const turned = (event: WheelEvent): void => {
      const { seen: before, timeOf: at, onWindow: change } = latest.current;
      const along = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      event.preventDefault();
      if (along) {
        const by = ((event.deltaX || event.deltaY) / 600) * (before.to - before.from);
        change(moved(before, by, length));
      } else {
        change(zoomed(before, event.deltaY > 0 ? ZOOM : 1 / ZOOM, at(event.clientX), length));
      }
    };
    node?.addEventListener('wheel', turned, { passive: false });
    return () => node?.removeEventListener('wheel', turned);
  }, [length]);

  // What plays stays in sight.
  const { at } = moment;
  React.useEffect(() => {
    const { seen: before, onWindow: change } = latest.current;
    const after = showingTime(before, at, length);
    if (after !== before) {
      change(after);
    }
  }, [at, length]);

  const drags = React.useRef<'picture' | 'overview' | null>(null);
  // What is drawn along the times, from where one has pressed to where the pointer is.
  const [drawn, setDrawn] = React.useState<{ from: number; to: number; x: number } | null>(null);
  const wasDragged = (event: React.PointerEvent): boolean =>
    drawn !== null && Math.abs(event.clientX - drawn.x) >= DRAGGED_PX;
  const zoomTo = ({ from, to }: ISpan): void => {
    const span = between(from, to, length);
    onWindow(span);
    if (!isSeen(at, span)) {
      onSeek(playback.moments.at(Math.min(from, to)));
    }
  };
  const place = (time: number): string =>
    `${((time - seen.from) / Math.max(1, seen.to - seen.from)) * 100}%`;
  return (
    <div className="jpi-Timeline">
      <div
        ref={host}
        className="jpi-Timeline-track"
        role="slider"
        tabIndex={0}
        aria-label={trans.__('Time')}
        aria-valuemin={0}
        aria-valuemax={Math.round(length / 1000)}
        aria-valuenow={Math.round(at / 1000)}
        aria-valuetext={props.words}
        style={{ height }}
        onPointerDown={event => {
          event.currentTarget.setPointerCapture?.(event.pointerId);
          const { top } = event.currentTarget.getBoundingClientRect();
          const down = event.clientY - top;
          const isLow = down > height - OVERVIEW_PX;
          if (!isLow && (event.shiftKey || down > height - OVERVIEW_PX - AXIS_PX)) {
            const from = timeOf(event.clientX);
            setDrawn({ from, to: from, x: event.clientX });
            return;
          }
          drags.current = isLow ? 'overview' : 'picture';
          seek(event, isLow);
        }}
        onPointerMove={event => {
          setHover(timeOf(event.clientX));
          if (drawn !== null) {
            setDrawn({ ...drawn, to: timeOf(event.clientX) });
          } else if (drags.current !== null) {
            seek(event, drags.current === 'overview');
          }
        }}
        onPointerUp={event => {
          if (drawn !== null && wasDragged(event)) {
            zoomTo({ from: drawn.from, to: timeOf(event.clientX) });
          } else if (drawn !== null) {
            onSeek(playback.moments.at(drawn.from));
          }
          drags.current = null;
          setDrawn(null);
        }}
        onPointerCancel={() => {
          drags.current = null;
          setDrawn(null);
        }}
        onDoubleClick={() => onWindow({ from: 0, to: length })}
        onPointerLeave={() => setHover(null)}
      >
        <canvas ref={canvas} className="jpi-Timeline-canvas" aria-hidden="true" />
        {mark !== null && isSeen(mark.at, seen) && (
          <div className="jpi-Timeline-mark" style={{ insetInlineStart: place(mark.at) }} />
        )}
        {isSeen(at, seen) && (
          <div className="jpi-Timeline-head" style={{ insetInlineStart: place(at) }} />
        )}
        {drawn !== null && (
          <div
            className="jpi-Timeline-drawn"
            style={{
              insetInlineStart: place(Math.min(drawn.from, drawn.to)),
              width: `${(Math.abs(drawn.to - drawn.from) / Math.max(1, seen.to - seen.from)) * 100}%`
            }}
          />
        )}
        {hover !== null && <Hover {...props} at={hover} place={place(hover)} />}
      </div>
    </div>
  );
}

/** The time at the pointer, what is nearest, and the first line that was changed. */
function Hover(props: ITimelineProps & { at: number; place: string }): JSX.Element {
  const { playback, isReady, at, place, window: seen } = props;
  const trans = useTrans();
  const words = React.useMemo(() => {
    const entries = isReady ? (playback.entries ?? []) : [];
    const entry = nearest(entries, at, (seen.to - seen.from) / 60);
    if (entry === null) {
      return '';
    }
    const said = entrySentence(entry, playback, trans);
    if (entry.kind !== 'typed' && entry.kind !== 'inserted') {
      return said;
    }
    const text = playback.text.text(entry.file, entry.last + 1);
    return `${said} · ${text.line(Math.min(entry.fromLine, text.lines)).text.trim()}`;
  }, [playback, isReady, at, seen, trans]);
  const isRight = at > (seen.from + seen.to) / 2;
  return (
    <div
      className={`jpi-Timeline-hover ${isRight ? 'jpi-mod-right' : ''}`}
      style={{ insetInlineStart: place }}
      aria-hidden="true"
    >
      <strong>{clockOf(at)}</strong> {words}
    </div>
  );
}

/** Everybody who has typed, and the others who hold the interview or answer in it. */
function rowsOf({ recording }: Playback): number[] {
  const typing = new Set(recording.edits.who);
  const rows = recording.people.map((_, row) => row).filter(row => typing.has(row));
  return rows.length > 0 ? rows : recording.people.map((_, row) => row).slice(0, 1);
}

function isSeen(at: number, { from, to }: ISpan): boolean {
  return at >= from && at <= to;
}

function useWidth(host: React.RefObject<HTMLElement>): number {
  const [width, setWidth] = React.useState(0);
  React.useLayoutEffect(() => {
    const node = host.current;
    if (!node) {
      return;
    }
    setWidth(node.clientWidth);
    const resized = new ResizeObserver(() => setWidth(node.clientWidth));
    resized.observe(node);
    return () => resized.disconnect();
  }, [host]);
  return width;
}

/** Another number when the page is light or dark now. A canvas does not change its colours by itself. */
function useTheme(): number {
  const [changes, changed] = React.useReducer((count: number) => count + 1, 0);
  React.useEffect(() => {
    const watch = new MutationObserver(changed);
    const themed = {
      attributes: true,
      attributeFilter: ['data-jp-theme-light', 'data-jp-theme-name']
    };
    watch.observe(document.documentElement, themed);
    watch.observe(document.body, themed);
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', changed);
    return () => {
      watch.disconnect();
      system.removeEventListener('change', changed);
    };
  }, []);
  return changes;
}
