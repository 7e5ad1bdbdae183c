/** What a run printed as plain text: for copies, downloads and clients that want no more. */
import { isWhole } from '../runner/output-ends';
import type { IOutput } from './protocol';

/** All that is text, in order, with a line where something was left out. */
export function textOf(outputs: readonly IOutput[]): string {
  return outputs
    .map(({ stream, text, omitted = 0 }) => {
      const gap = omitted > 0 ? `\n[${omitted} bytes of output are left out here]\n` : '';
      return gap + (stream === 'image' ? '' : isWhole(stream) ? `${text}\n` : text);
    })
    .join('');
}
