/** What a run printed: its size, and as plain text for copies, downloads and plain clients. */
import type { IOutput } from '../../contract/protocol';
import { isWhole, sizeOfOutput } from '../../runner/output-ends';
import { cutToBytes } from '../../runner/utf8';

/** All that is text, in order, with a line where something was left out. */
export function textOf(outputs: readonly IOutput[]): string {
  return outputs
    .map(({ stream, text, omitted = 0 }) => {
      const gap = omitted > 0 ? `\n[${omitted} bytes of output are left out here]\n` : '';
      return gap + (stream === 'image' ? '' : isWhole(stream) ? `${text}\n` : text);
    })
    .join('');
}

/** As much of it as has room; null when nothing has. Only texts can be cut. */
export function cutOutput<Output extends IOutput>(output: Output, bytes: number): Output | null {
  if (isWhole(output.stream) || output.text === '') {
    return sizeOfOutput(output) > bytes ? null : output;
  }
  const text = cutToBytes(output.text, bytes);
  return text === '' ? null : { ...output, text };
}

export { sizeOfOutput };
