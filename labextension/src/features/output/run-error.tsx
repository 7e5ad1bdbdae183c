/** The error of a run. The lines of the program that it names are links to these lines. */
import * as React from 'react';
import { useTrans } from '../../ui/translation';
import { piecesOf } from '../editor/code-positions';
import type { ICodePosition } from '../editor/code-positions';
import { plainText } from './terminal';

export interface IRunErrorProps {
  text: string;
  /** The names of files to which a link can lead. */
  files: readonly string[];
  onPosition: (position: ICodePosition) => void;
}

export function RunError({ text, files, onPosition }: IRunErrorProps): JSX.Element {
  const trans = useTrans();
  const pieces = React.useMemo(() => piecesOf(plainText(text), files), [text, files]);
  return (
    <div className="jpi-Run-error">
      <span className="jpi-Run-label">{trans.__('error')}</span>
      <pre className="jpi-Run-text">
        {pieces.map(({ text: piece, position }, index) =>
          position === null ? (
            <span key={index}>{piece}</span>
          ) : (
            <button
              key={index}
              type="button"
              className="jpi-Run-place"
              title={trans.__('Go to line %1', position.line)}
              onClick={() => onPosition(position)}
            >
              {piece}
            </button>
          )
        )}
      </pre>
    </div>
  );
}
