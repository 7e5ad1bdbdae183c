/** What is kept of output that is too long; tests/domain/test_output.py asks the same of the server. */
import { describe, expect, it } from 'vitest';
import { OutputEnds, OutputTail, sizeOfOutput } from './output-ends';
import type { IOutput } from './types';

const TEXT = 'aé🐢漢b';

function endOf(limit: number, ...pieces: IOutput[]): IOutput[] {
  const tail = new OutputTail(limit);
  pieces.forEach(piece => tail.add(piece));
  return tail.take();
}

describe('the end of output', () => {
  it.each([...Array(12).keys()])('OU19: begins with a whole character within %i bytes', size => {
    const [kept] = endOf(32 + size, { stream: 'stdout', text: TEXT });
    expect(TEXT.endsWith(kept.text)).toBe(true);
    expect(sizeOfOutput(kept)).toBeLessThanOrEqual(size);
    expect((kept.omitted ?? 0) + sizeOfOutput(kept)).toBe(11);
  });

  it('OU19: begins with a whole line where there is one near', () => {
    const lines = ['first line\n', 'second line\n', 'last\n'];
    const kept = endOf(32 + 12, ...lines.map(text => ({ stream: 'stdout' as const, text })));
    expect(kept).toEqual([{ stream: 'stdout', text: 'last\n', omitted: 23 }]);
  });

  it('OU19: lets half a picture go', () => {
    const text = 'A'.repeat(40) + '\n' + 'B'.repeat(40) + '\n';
    expect(endOf(32 + 50, { stream: 'image', text })).toEqual([
      { stream: 'image', text: 'B'.repeat(40) + '\n', omitted: 41 }
    ]);
  });

  it('OU19: keeps a table whole or not at all', () => {
    const table = (n: number): IOutput => ({ stream: 'display', text: 't', html: `<b>${n}</b>` });
    expect(endOf(100, table(1), table(2), table(3))).toEqual([
      { ...table(2), omitted: 9 },
      table(3)
    ]);
    expect(endOf(0, { ...table(1), omitted: 3 })).toEqual([
      { stream: 'stdout', text: '', omitted: 12 }
    ]);
  });

  it('OU1: tells what is missing where it is missing', () => {
    const gap = { stream: 'stdout' as const, text: 'after\n', omitted: 7 };
    expect(endOf(500, { stream: 'stdout', text: 'before\n' }, gap)).toEqual([
      { stream: 'stdout', text: 'before\n' },
      gap
    ]);
    expect(endOf(500, { ...gap, text: 'one\ntwo\n' }, gap)).toEqual([
      { stream: 'stdout', text: 'two\n', omitted: 7 + 4 },
      gap
    ]);
    expect(endOf(32 + 6, { stream: 'stdout', text: 'before\n', omitted: 2 }, gap)).toEqual([
      { stream: 'stdout', text: 'after\n', omitted: 2 + 7 + 7 }
    ]);
  });

  it('OU17: drops half a line that stands between two gaps, and counts it', () => {
    const piece = (text: string, omitted: number): IOutput => ({ stream: 'stdout', text, omitted });
    expect(endOf(500, piece('ha', 5), piece('ne 9\n', 7), piece('last\n', 9))).toEqual([
      piece('ne 9\n', 5 + 2 + 7),
      piece('last\n', 9)
    ]);
    expect(endOf(500, piece('one\n', 0), piece('f é', 5), piece('end', 7))).toEqual([
      { stream: 'stdout', text: 'one\n' },
      piece('end', 5 + 4 + 7)
    ]);
  });

  it('OU2: bounds a flood of tiny pieces', () => {
    const tiny = [...Array(3000).keys()].map(n => ({
      stream: n % 2 === 0 ? ('stdout' as const) : ('stderr' as const),
      text: 'x'
    }));
    expect(endOf(4096, ...tiny).length).toBeLessThanOrEqual(4096 / 32);
  });
});

describe('both ends', () => {
  it.each([1, 7, 100, 5000])('OU1: are whole and counted, in pieces of %i', length => {
    const ends = new OutputEnds(2000);
    const text = [...Array(900).keys()].map(n => `${n} é🐢\n`).join('');
    const shown: IOutput[] = [];
    for (let at = 0; at < text.length;) {
      const pair = text.charCodeAt(at + length - 1) >> 10 === 0x36;
      const piece = ends.add({ stream: 'stdout', text: text.slice(at, at + length + +pair) });
      at += length + +pair;
      if (piece !== null) {
        shown.push(piece);
      }
    }
    const rest = ends.rest();
    const head = shown.map(piece => piece.text).join('');
    const tail = rest.map(piece => piece.text).join('');
    expect(text.startsWith(head)).toBe(true);
    expect(text.endsWith('\n' + tail)).toBe(true);
    const bytes = sizeOfOutput({ stream: 'stdout', text: head + tail });
    expect(bytes).toBeLessThanOrEqual(2000);
    expect(bytes).toBeGreaterThan(1900);
    expect(bytes + (rest[0].omitted ?? 0)).toBe(sizeOfOutput({ stream: 'stdout', text }));
    expect(ends.truncated).toBe(true);
  });

  it('OU1: what a sender left out is said, also when it left out no more than a piece', () => {
    const ends = new OutputEnds(200);
    ends.add({ stream: 'stdout', text: 'x'.repeat(120) });
    ends.add({ stream: 'stdout', text: 'y', omitted: 7 });
    expect(ends.rest().reduce((sum, { omitted = 0 }) => sum + omitted, 0)).toBe(7);
    expect(ends.truncated).toBe(true);
  });
});
