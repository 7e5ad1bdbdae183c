/**
 * Printed text, in pieces of bounded length. A piece that is full never changes again, so that
 * drawing the next chunk of a long output touches the last one only.
 */
import * as React from 'react';
import { cssOf } from './ansi-colors';
import { slice, whole } from './run-fold';
import { textOfSpans } from './run-screen';
import type { ISpan } from './terminal';

const PIECE_LENGTH = 16 * 1024;

export function RunText({ spans }: { spans: readonly ISpan[] }): JSX.Element {
  const pieces = React.useMemo(() => piecesOf(spans), [spans]);
  return (
    <pre className="jpi-Run-text">
      {pieces.map((piece, index) => (
        <Piece key={index} spans={piece} />
      ))}
    </pre>
  );
}

function piecesOf(spans: readonly ISpan[]): ISpan[][] {
  const text = textOfSpans(spans);
  const pieces: ISpan[][] = [];
  for (let start = 0; start < text.length;) {
    const end = whole(text, start + PIECE_LENGTH);
    pieces.push(slice(spans, start, end));
    start = end;
  }
  return pieces;
}

const Piece = React.memo(
  ({ spans }: { spans: readonly ISpan[] }): JSX.Element => (
    <span>
      {spans.map(({ text, style }, index) =>
        style === null ? (
          text
        ) : (
          <span key={index} className="jpi-Ansi" style={cssOf(style)}>
            {text}
          </span>
        )
      )}
    </span>
  ),
  (before, after) => isSame(before.spans, after.spans)
);
Piece.displayName = 'Piece';

/** Styles are compared by value: every drawing makes new ones. */
function isSame(before: readonly ISpan[], after: readonly ISpan[]): boolean {
  return (
    before.length === after.length &&
    before.every(
      ({ text, style }, index) =>
        text === after[index].text &&
        (style === after[index].style ||
          JSON.stringify(style) === JSON.stringify(after[index].style))
    )
  );
}
