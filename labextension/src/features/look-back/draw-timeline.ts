/** Draws the timeline onto a canvas: lanes, pauses, symbols, and the times below. */
import type { Entry } from '../../playback/entries';
import type { ISpan } from '../../playback/breaks';
import { heightOf, ticksOf, type Lane } from '../../playback/lanes';
import { clockOf } from '../../playback/links';
import { symbolOf, type EntrySymbol } from '../../playback/symbols';
import type { IMarker } from '../../playback/playback';

export interface IPicture {
  readonly window: ISpan;
  readonly length: number;
  /** The columns of each lane are this many pixels wide. */
  readonly lanes: readonly Lane[];
  /** All of the interview, for the overview. */
  readonly whole: Lane;
  readonly colors: readonly string[];
  readonly names: readonly string[];
  readonly breaks: readonly ISpan[];
  readonly entries: readonly Entry[];
  readonly markers: readonly IMarker[];
  readonly hits: readonly number[];
  /** How long a pause was; empty for a break that is not told. */
  readonly pauseName: (ms: number) => string;
}

/** What a theme says of colours and letters. */
export interface ILook {
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly band: string;
  readonly good: string;
  readonly bad: string;
  readonly brand: string;
  readonly font: string;
}

export const COLUMN_PX = 3;
export const LANE_PX = 26;
export const MARKS_PX = 22;
export const AXIS_PX = 18;
export const OVERVIEW_PX = 12;
const NAME_PX = 13;

/** So high a picture is. */
export function heightOfPicture(lanes: number): number {
  return lanes * LANE_PX + MARKS_PX + AXIS_PX + OVERVIEW_PX;
}

export function lookOf(element: Element): ILook {
  const style = getComputedStyle(element);
  const color = (name: string, otherwise: string): string =>
    style.getPropertyValue(name).trim() || otherwise;
  return {
    text: color('--jp-ui-font-color1', '#222'),
    muted: color('--jp-ui-font-color2', '#666'),
    line: color('--jp-border-color2', '#ddd'),
    band: color('--jp-layout-color2', '#eee'),
    good: color('--jp-success-color1', '#2e7d32'),
    bad: color('--jp-error-color1', '#c62828'),
    brand: color('--jp-brand-color1', '#1976d2'),
    font: style.fontFamily || 'sans-serif'
  };
}

export function drawTimeline(
  context: CanvasRenderingContext2D,
  width: number,
  picture: IPicture,
  look: ILook
): void {
  const { window: seen, lanes } = picture;
  const height = heightOfPicture(lanes.length);
  const x = (at: number): number => ((at - seen.from) / Math.max(1, seen.to - seen.from)) * width;
  context.clearRect(0, 0, width, height);
  context.font = `10px ${look.font}`;
  context.textBaseline = 'middle';
  drawBreaks(context, width, picture, look, x);
  drawLanes(context, width, picture, look);
  drawSymbols(context, width, picture, look, x);
  drawAxis(context, width, picture, look, x);
  drawOverview(context, width, picture, look);
}

type Place = (at: number) => number;

function drawBreaks(
  context: CanvasRenderingContext2D,
  width: number,
  { breaks, lanes, pauseName }: IPicture,
  look: ILook,
  x: Place
): void {
  const height = lanes.length * LANE_PX + MARKS_PX;
  for (const { from, to } of breaks) {
    const [left, right] = [Math.max(0, x(from)), Math.min(width, x(to))];
    if (right - left < 2) {
      continue;
    }
    const words = pauseName(to - from);
    context.fillStyle = look.band;
    context.globalAlpha = words === '' ? 0.35 : 0.7;
    context.fillRect(left, 0, right - left, height);
    context.globalAlpha = 1;
    // Symbols at both ends have their place, too.
    const room = context.measureText(words).width + 28;
    if (words !== '' && right - left > room) {
      context.fillStyle = look.muted;
      context.textAlign = 'center';
      context.fillText(words, (left + right) / 2, height - MARKS_PX / 2);
    }
  }
}

function drawLanes(
  context: CanvasRenderingContext2D,
  width: number,
  { lanes, colors, names }: IPicture,
  look: ILook
): void {
  const most = lanes.reduce((best, lane) => lane.reduce((a, b) => Math.max(a, b), best), 0);
  lanes.forEach((lane, row) => {
    const bottom = (row + 1) * LANE_PX - 1;
    context.fillStyle = look.line;
    context.fillRect(0, bottom, width, 1);
    context.fillStyle = colors[row];
    lane.forEach((edits, column) => {
      if (edits > 0) {
        const height = Math.max(2, heightOf(edits, most) * (LANE_PX - 5));
        context.fillRect(column * COLUMN_PX, bottom - height, COLUMN_PX - 1, height);
      }
    });
    context.textAlign = 'left';
    const [name, room] = [names[row], context.measureText(names[row]).width];
    context.globalAlpha = 0.8;
    context.fillStyle = look.band;
    context.fillRect(0, row * LANE_PX + 1, room + 8, NAME_PX);
    context.globalAlpha = 1;
    context.fillStyle = look.text;
    context.fillText(name, 4, row * LANE_PX + 1 + NAME_PX / 2);
  });
}

function drawSymbols(
  context: CanvasRenderingContext2D,
  width: number,
  { entries, markers, hits, lanes }: IPicture,
  look: ILook,
  x: Place
): void {
  const middle = lanes.length * LANE_PX + MARKS_PX / 2;
  for (const at of hits) {
    context.fillStyle = look.brand;
    context.globalAlpha = 0.5;
    context.fillRect(x(at) - 0.5, 0, 1.5, middle + MARKS_PX / 2);
    context.globalAlpha = 1;
  }
  for (const entry of entries) {
    const symbol = symbolOf(entry);
    const place = x(entry.at);
    if (symbol !== null && place >= -8 && place <= width + 8) {
      drawSymbol(context, symbol, inPicture(place, width), middle, look);
    }
  }
  for (const { at } of markers) {
    drawSymbol(context, 'note', inPicture(x(at), width), middle, look);
  }
}

/** What is at the very beginning or end is not cut. */
function inPicture(x: number, width: number): number {
  return x < -8 || x > width + 8 ? x : Math.min(width - 6, Math.max(6, x));
}

/** Each has a shape of its own, so that none is told by its colour alone. */
export function drawSymbol(
  context: CanvasRenderingContext2D,
  symbol: EntrySymbol,
  x: number,
  y: number,
  look: ILook
): void {
  const line = (...points: [number, number][]): void => {
    context.beginPath();
    points.forEach(([right, down], index) =>
      index === 0 ? context.moveTo(x + right, y + down) : context.lineTo(x + right, y + down)
    );
  };
  context.lineWidth = 1.75;
  context.strokeStyle = look.muted;
  context.fillStyle = look.muted;
  switch (symbol) {
    case 'ran-well':
      context.fillStyle = look.good;
      context.beginPath();
      context.arc(x, y, 4.5, 0, 2 * Math.PI);
      context.fill();
      break;
    case 'ran-badly':
      context.strokeStyle = look.bad;
      context.lineWidth = 2.25;
      line([-4, -4], [4, 4]);
      context.stroke();
      line([4, -4], [-4, 4]);
      context.stroke();
      break;
    case 'runs':
      context.beginPath();
      context.arc(x, y, 4, 0, 2 * Math.PI);
      context.stroke();
      break;
    case 'tested':
      context.strokeStyle = look.text;
      context.strokeRect(x - 4, y - 4, 8, 8);
      break;
    case 'inserted':
      context.fillRect(x - 1.5, y - 7, 3, 14);
      break;
    case 'question':
      context.fillStyle = look.brand;
      line([0, -5], [5, 0], [0, 5], [-5, 0]);
      context.fill();
      break;
    case 'person':
      line([-4, 4], [0, -4], [4, 4]);
      context.closePath();
      context.stroke();
      break;
    case 'file':
      line([-3, -5], [-3, 5]);
      context.stroke();
      line([-3, -5], [4, -1], [-3, 2]);
      context.stroke();
      break;
    case 'state':
      context.fillRect(x - 0.75, 0, 1.5, y + 8);
      break;
    case 'message':
      line([0, -4], [4, 0], [0, 4], [-4, 0]);
      context.closePath();
      context.stroke();
      break;
    case 'late':
      line([4, -4], [-4, 0], [4, 4]);
      context.stroke();
      break;
    case 'gap':
      context.strokeStyle = look.bad;
      line([-3, -7], [2, -2], [-2, 2], [3, 7]);
      context.stroke();
      break;
    case 'note':
      context.fillStyle = look.brand;
      line([-3, 6], [-3, -6], [5, -3], [-3, 0]);
      context.fill();
  }
}

function drawAxis(
  context: CanvasRenderingContext2D,
  width: number,
  { window: seen, lanes }: IPicture,
  look: ILook,
  x: Place
): void {
  const top = lanes.length * LANE_PX + MARKS_PX;
  context.fillStyle = look.line;
  context.fillRect(0, top, width, 1);
  context.fillStyle = look.muted;
  context.textAlign = 'center';
  for (const at of ticksOf(seen, width / 80)) {
    const place = Math.min(width - 16, Math.max(16, x(at)));
    context.fillRect(x(at), top, 1, 4);
    context.fillText(clockOf(at), place, top + 4 + (AXIS_PX - 4) / 2);
  }
}

/** The whole interview in one low strip, and what of it is seen above. */
function drawOverview(
  context: CanvasRenderingContext2D,
  width: number,
  { whole, window: seen, length, lanes }: IPicture,
  look: ILook
): void {
  const bottom = heightOfPicture(lanes.length);
  const most = whole.reduce((best, edits) => Math.max(best, edits), 0);
  context.fillStyle = look.band;
  context.fillRect(0, bottom - OVERVIEW_PX, width, OVERVIEW_PX);
  context.fillStyle = look.muted;
  whole.forEach((edits, column) => {
    if (edits > 0) {
      const height = Math.max(1, heightOf(edits, most) * (OVERVIEW_PX - 2));
      context.fillRect(column * COLUMN_PX, bottom - height, COLUMN_PX - 1, height);
    }
  });
  if (seen.to - seen.from >= length) {
    return;
  }
  const [left, right] = [seen.from, seen.to].map(at => (at / Math.max(1, length)) * width);
  context.strokeStyle = look.brand;
  context.lineWidth = 1.5;
  context.strokeRect(
    left + 0.75,
    bottom - OVERVIEW_PX + 0.75,
    Math.max(3, right - left - 1.5),
    OVERVIEW_PX - 1.5
  );
}
