/** The way back from a compiled script to its source. */
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { SourceMapInput } from '@jridgewell/trace-mapping';
import type { Place } from '../positions';

/** The map is read when the first error is told. */
export function placeBy(map: () => SourceMapInput): Place {
  let trace: TraceMap | null = null;
  return position => {
    trace ??= new TraceMap(map());
    const { line, column } = originalPositionFor(trace, {
      line: position.line,
      column: position.column - 1
    });
    return line === null ? position : { line, column: column + 1 };
  };
}
