/**
 * A run's output as few pieces of text: one segment for each change between stdout and stderr, each
 * in blocks of bounded length. A block that is full never changes again, so that drawing the next
 * chunk of a long output touches the last block only.
 */
import type { IOutput, OutputStream } from '../model/protocol';

export interface ISegment {
  readonly stream: OutputStream;
  readonly blocks: readonly string[];
}

const BLOCK_LENGTH = 16 * 1024;

export function segmentsOf(outputs: readonly IOutput[]): ISegment[] {
  const segments: { stream: OutputStream; blocks: string[] }[] = [];
  for (const { stream, text } of outputs) {
    const last = segments[segments.length - 1];
    if (last?.stream === stream) {
      append(last.blocks, text);
    } else if (text !== '') {
      segments.push({ stream, blocks: [text] });
    }
  }
  return segments;
}

function append(blocks: string[], text: string): void {
  const last = blocks.length - 1;
  if (blocks[last].length < BLOCK_LENGTH) {
    blocks[last] += text;
  } else {
    blocks.push(text);
  }
}
