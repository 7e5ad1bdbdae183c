/** Shows what one run printed. A long output is folded in the middle until somebody unfolds it. */
import * as React from 'react';
import type { IRun } from '../../contract/protocol';
import { OUTPUT_LIMIT_BYTES } from '../../runner/limits';
import { sizeOfOutput } from '../../runner/output-ends';
import { Button } from '../../ui/button';
import { numberName } from '../../ui/locale';
import { useTrans } from '../../ui/translation';
import { foldOf } from './run-fold';
import { RunHtml } from './run-html';
import { RunImages } from './run-images';
import { screenOf } from './run-screen';
import type { Part } from './run-screen';
import { RunText } from './run-text';
import { gapWords } from './transcript';

export function RunOutput({ run }: { run: IRun }): JSX.Element {
  const trans = useTrans();
  const [unfolded, setUnfolded] = React.useState(false);
  const parts = React.useMemo(() => screenOf(run.outputs), [run.outputs]);
  const fold = React.useMemo(() => foldOf(parts), [parts]);
  const isLong = fold.lines !== null;
  const isWhole = !run.truncated && !parts.some(({ kind }) => kind === 'gap');
  return (
    <>
      <Parts parts={unfolded ? parts : fold.first} />
      {isLong && (
        <div className="jpi-Run-fold">
          <Button
            label={
              unfolded
                ? trans.__('Show less')
                : isWhole
                  ? trans.__('Show all %1 lines', numberName(fold.lines))
                  : trans.__('Show the %1 lines kept', numberName(fold.lines))
            }
            icon={unfolded ? 'caret' : 'expand'}
            attributes={{ 'aria-expanded': unfolded }}
            onClick={() => setUnfolded(!unfolded)}
          />
          {!unfolded && fold.omitted > 0 && <span>{gapWords(fold.omitted, trans)}</span>}
        </div>
      )}
      {!unfolded && <Parts parts={fold.last} />}
      <Cut run={run} parts={parts} />
    </>
  );
}

/** Says that more was printed than stands here, where the text itself does not say it. */
function Cut(props: { run: IRun; parts: readonly Part[] }): JSX.Element | null {
  const { state, truncated, outputs } = props.run;
  const trans = useTrans();
  const size = React.useMemo(
    () => outputs.reduce((sum, output) => sum + sizeOfOutput(output), 0),
    [outputs]
  );
  if (state === 'running' && size > NEARLY_FULL) {
    return <p className="jpi-Run-note">{trans.__('Its end follows when it has ended.')}</p>;
  }
  if (!truncated || props.parts.some(({ kind }) => kind === 'gap')) {
    return null;
  }
  return (
    <p className="jpi-Run-note">
      {outputs.length === 0
        ? trans.__('What it printed is no longer kept here.')
        : trans.__('The output was cut here.')}
    </p>
  );
}

/** Nothing more is shown before the end; the last piece may not have fitted. */
const NEARLY_FULL = OUTPUT_LIMIT_BYTES / 2 - 4096;

const Parts = React.memo(({ parts }: { parts: readonly Part[] }): JSX.Element => {
  return (
    <>
      {parts.map((part, index) => (
        <OnePart key={index} part={part} />
      ))}
    </>
  );
});
Parts.displayName = 'Parts';

function OnePart({ part }: { part: Part }): JSX.Element {
  const trans = useTrans();
  switch (part.kind) {
    case 'gap':
      return <p className="jpi-Run-gap">{gapWords(part.omitted, trans)}</p>;
    case 'images':
      return <RunImages text={part.text} />;
    default:
      return (
        <div className={`jpi-Run-segment jpi-mod-${part.stream}`}>
          {part.stream === 'stderr' && <span className="jpi-Run-label">{trans.__('stderr')}</span>}
          {part.stream === 'value' && <span className="jpi-Run-label">{trans.__('value')}</span>}
          {part.kind === 'html' ? (
            <RunHtml html={part.html} plain={part.plain} />
          ) : (
            <RunText spans={part.spans} />
          )}
        </div>
      );
  }
}
