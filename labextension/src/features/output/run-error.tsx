/** The error of a run; the lines of the program that it names lead there. */
import * as React from 'react';
import { useTrans } from '../../ui/translation';
import { piecesOf } from '../editor/code-positions';
import type { IPlace } from '../editor/code-positions';
import { plainText } from './terminal';

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
