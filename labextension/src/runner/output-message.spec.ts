import { describe, expect, it } from 'vitest';
import { HTML_LIMIT_BYTES, PLAIN_LIMIT_BYTES } from './limits';
import { messagesOf, parseOutput, pieces } from './output-message';

describe('pieces', () => {
  it('splits no surrogate pair', () => {
    expect(pieces('ab😀c', 3)).toEqual(['ab', '😀c']);
    expect(pieces('', 3)).toEqual([]);
    expect(pieces('😀', 1)).toEqual(['\ud83d', '\ude00']);
  });
});

describe('a piece of output out of the sandbox', () => {
  it.each([
    { stream: 'stdin', text: 'x' },
    { stream: 'stdout', text: 1 },
    { stream: 'stdout', text: 'x'.repeat(40_000) },
    {}
  ])('%j is none', data => {
    expect(parseOutput(data)).toBeNull();
  });

  it('OU6: keeps HTML of what is displayed, and of nothing else', () => {
    const html = '<b>x</b>';
    expect(parseOutput({ stream: 'display', text: 'x', html })).toEqual({
      stream: 'display',
      text: 'x',
      html
    });
    expect(parseOutput({ stream: 'stdout', text: 'x', html })).not.toHaveProperty('html');
    expect(parseOutput({ stream: 'value', text: 'x', html: 7 })).not.toHaveProperty('html');
  });

  it('OU25: shows what is too big in its plain form, cut', () => {
    const html = 'é'.repeat(HTML_LIMIT_BYTES / 2 + 1);
    const output = parseOutput({ stream: 'display', text: 'y'.repeat(30_000), html });
    expect(output).toEqual({ stream: 'display', text: 'y'.repeat(PLAIN_LIMIT_BYTES) });
  });

  it.each([0, -1, 1.5, '3', null])('believes no omission of %j', omitted => {
    expect(parseOutput({ stream: 'stdout', text: 'x', omitted })).not.toHaveProperty('omitted');
  });

  it('OU1: says what was left out with its first message only', () => {
    const messages = messagesOf({ stream: 'stdout', text: 'x'.repeat(70_000), omitted: 5 });
    expect(messages.map(({ omitted }) => omitted)).toEqual([5, undefined, undefined]);
  });
});
