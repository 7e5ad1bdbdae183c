/** The colour of a person, beside their name. */
import * as React from 'react';
import { safeColor } from './colors';

export function ColorDot(props: { color: string | undefined; hollow?: boolean }): JSX.Element {
  const color = safeColor(props.color);
  return (
    <span
      className="jpi-ColorDot"
      aria-hidden="true"
      style={{ borderColor: color, backgroundColor: props.hollow ? 'transparent' : color }}
    />
  );
}
