/** A formula. What draws it is fetched with the first; until then it stands there as it was written. */
import * as React from 'react';
import { LatePart, useLate } from '../../ui/late-part';
import type { IFormula } from '../formulas';

const drawing = new LatePart(() => import('./draw-formula'));

/** Fetches what draws it, for a page that may not be able to when it is wanted. */
export function fetchFormulas(): Promise<unknown> {
  return drawing.fetch();
}

export const Formula = React.memo(({ formula }: { formula: IFormula }): JSX.Element => {
  const { source, tex, isBlock } = formula;
  const { part } = useLate(drawing);
  const drawn = React.useMemo(() => part && part.drawFormula(tex, isBlock), [part, tex, isBlock]);
  if (drawn === null) {
    return <code>{source}</code>;
  }
  return isBlock ? (
    // A long one is scrolled with keys, too.
    <span className="jpi-Formula jpi-mod-block" tabIndex={0}>
      {drawn}
    </span>
  ) : (
    <span className="jpi-Formula">{drawn}</span>
  );
});
Formula.displayName = 'Formula';
