/** The error of a run; the lines of the program that it names lead there. */
import * as React from 'react';
import { piecesOf } from './run-places';
import type { IPlace } from './run-places';
import { plainText } from './terminal';
import { useTrans } from './translation';

export interface IRunErrorProps {
  text: string;
  /** Null when the program is not the one in the editor. */
  onPlace: ((place: IPlace) => void) | null;
}

export function RunError({ text, onPlace }: IRunErrorProps): JSX.Element {
  const trans = useTrans();
  const pieces = React.useMemo(() => piecesOf(plainText(text)), [text]);
  return (
    <div className="jpi-Run-error">
      <span className="jpi-Run-label">{trans.__('error')}</span>
      <pre className="jpi-Run-text">
        {pieces.map(({ text: piece, place }, index) =>
          place === null || onPlace === null ? (
            <span key={index}>{piece}</span>
          ) : (
            <button
              key={index}
              type="button"
              className="jpi-Run-place"
              title={trans.__('Go to line %1', place.line)}
              onClick={() => onPlace(place)}
            >
              {piece}
            </button>
          )
        )}
      </pre>
    </div>
  );
}
