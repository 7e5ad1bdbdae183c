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
    if (segments[segments.length - 1]?.stream !== stream && text !== '') {
      segments.push({ stream, blocks: [''] });
    }
    append(segments[segments.length - 1]?.blocks ?? [], text);
  }
  return segments;
}

function append(blocks: string[], text: string): void {
  let rest = text;
  while (rest !== '') {
    const last = blocks[blocks.length - 1];
    const room = wholeCharacters(rest, BLOCK_LENGTH - last.length);
    blocks[blocks.length - 1] = last + rest.slice(0, room);
    rest = rest.slice(room);
    if (rest !== '') {
      blocks.push('');
    }
  }
}

/** At most `length`, and one less where that would cut a character in two. */
function wholeCharacters(text: string, length: number): number {
  const unit = text.charCodeAt(length - 1);
  return length > 0 && length < text.length && unit >= 0xd800 && unit < 0xdc00
    ? length - 1
    : length;
}
