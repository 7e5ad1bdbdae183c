/** What a terminal shows of what a program printed. */
import { describe, expect, it } from 'vitest';
import { plainText, Terminal } from './terminal';
import type { ISpan } from './terminal';

const ESC = '\x1b';

/** Text with its colour before it, for spans that have one. */
function drawn(spans: readonly ISpan[]): string {
  return spans
    .map(({ text, style }) =>
      style === null
        ? text
        : `<${[style.color, style.background, ...style.decorations].filter(Boolean).join('|')}>${text}`
    )
    .join('');
}

const write = (...texts: string[]): string => {
  const terminal = new Terminal();
  return texts.map(text => drawn(terminal.write(text))).join('');
};

describe('OU3: going back in a line', () => {
  it.each([
    ['\rone\rtwo', 'two'],
    ['[....]\r[#...]\r[##..] 50%\n', '[##..] 50%\n'],
    ['longer line\rshort', 'shortr line'],
    ['a\r\nb\r\n', 'a\nb\n'],
    ['a\r\r\nb', 'a\nb'],
    ['abc\b\bX', 'aXc'],
    ['|\b/\b-\b\\\bdone', 'done'],
    ['\b\bx', 'x'],
    ['日本語\r漢', '漢本語'],
    ['🐢🐢\b🐍', '🐢🐍'],
    [`100%\r${ESC}[K3%`, '3%'],
    [`loading${ESC}[2K\rdone`, 'done'],
    ['kept\nover\rgone\n', 'kept\ngone\n'],
    [`abc${ESC}[2Kd`, '   d'],
    [`abc${ESC}[2K\bd`, '  d'],
    [`abcdef\rab${ESC}[1KX`, '  Xdef'],
    [`abc${ESC}[1K\rX`, 'X  '],
    [`abcdef\rab${ESC}[1K\b\bX`, 'X  def'],
    [`abc${ESC}[1K\r${ESC}[KX`, 'X'],
    [`abc${ESC}[2K${ESC}[1K${ESC}[K\nd`, '\nd'],
    [`abc${ESC}[1K\b\b${ESC}[Kd`, ' d']
  ])('%j shows %j', (text, shown) => {
    expect(plainText(text)).toBe(shown);
  });

  it('takes no longer than the text is long', () => {
    const text = 'ab\b'.repeat(60_000) + '\r' + 'x'.repeat(10);
    expect(plainText(text)).toHaveLength(60_001);
  });

  // Each of these would write a long line anew for every erasing: hours, if it were done.
  it.each([
    ['erased whole', 'x'.repeat(100_000) + `${ESC}[2Ka`.repeat(100_000), 200_000],
    ['erased up to its end', 'x'.repeat(100_000) + `${ESC}[1K`.repeat(300_000), 100_000],
    ['erased bit by bit', 'x'.repeat(100_000) + '\r' + `a${ESC}[1K`.repeat(99_999), 100_000],
    ['erased and gone back in', 'x'.repeat(100_000) + `${ESC}[1K\ba`.repeat(99_999), 100_000],
    ['erased from its beginning', 'x'.repeat(100_000) + `\r${ESC}[K`.repeat(300_000), 0],
    ['begun anew', 'x'.repeat(100_000) + '\ra'.repeat(300_000), 100_000],
    ['written backwards', 'x'.repeat(100_000) + `${ESC}[2Ka` + '\b\ba'.repeat(99_999), 100_001],
    ['given numbers', `${ESC}[${'1;'.repeat(1_000_000)}m`, 0],
    ['given underlines', `${ESC}[${'58:2:'.repeat(400_000)}m`, 0],
    ['given one number', `${ESC}[${'1'.repeat(2_000_000)}m`, 0]
  ])('takes no longer than the text is long: a line that is %s', (_, text, length) => {
    expect(plainText(text)).toHaveLength(length);
  });
});

describe('OU4: colours', () => {
  it.each([
    [`${ESC}[92mPASS${ESC}[0m ok`, '<0, 255, 0>PASS ok'],
    [`${ESC}[1;31mA${ESC}[22mB${ESC}[39mC`, '<187, 0, 0|bold>A<187, 0, 0>BC'],
    [`${ESC}[38;5;208mx`, '<255, 135, 0>x'],
    [`${ESC}[48;2;1;2;3mx${ESC}[m`, '<1, 2, 3>x'],
    [`${ESC}[38:2::9:8:7mx`, '<9, 8, 7>x'],
    [`${ESC}[38:5:208mx`, '<255, 135, 0>x'],
    [`${ESC}[4:3mx${ESC}[4:0my`, '<underline>xy'],
    [`${ESC}[58;5;1mx`, 'x'],
    [`${ESC}[58;2;1;2;3;31mx`, '<187, 0, 0>x'],
    [`${ESC}[999;mx`, 'x'],
    [`${ESC}[31mred\r${ESC}[0mok`, 'ok<187, 0, 0>d']
  ])('%j shows %j', (text, shown) => {
    expect(write(text)).toBe(shown);
  });

  it('go on in the next stream until they are changed', () => {
    expect(write(`${ESC}[31mone`, 'two', `${ESC}[0m`, 'three')).toBe(
      '<187, 0, 0>one<187, 0, 0>twothree'
    );
  });

  it('are not seen while half of their sequence is still to come', () => {
    expect(plainText(`a${ESC}`)).toBe('a');
    expect(plainText(`a${ESC}[3`)).toBe('a');
    expect(plainText(`a${ESC}]8;;http`)).toBe('a');
  });

  it('stay cheap however often they are set', () => {
    const terminal = new Terminal();
    const spans = terminal.write(`${ESC}[1m${ESC}[31mx`.repeat(20_000));
    expect(spans).toHaveLength(1);
    expect(spans[0].style?.decorations).toEqual(['bold']);
  });
});

describe('OU21: everything else is left out', () => {
  it.each([
    [`${ESC}]0;title\x07text`, 'text'],
    [`${ESC}]8;;http://x.example${ESC}\\link${ESC}]8;;${ESC}\\`, 'link'],
    [`${ESC}[2J${ESC}[Hhome`, 'home'],
    [`${ESC}[?25lhidden cursor${ESC}[?25h`, 'hidden cursor'],
    [`${ESC}(Bcharset${ESC})0`, 'charset'],
    [`${ESC}Pq#0;2${ESC}\\after`, 'after'],
    [`${ESC}7${ESC}8${ESC}c${ESC}=x`, 'x'],
    ['\x07\x00\x01\x7fx\x80\x9c', 'x'],
    ['a\fb\vc\x85d', 'a\nb\nc\nd'],
    [`${ESC}]never ended\nnext line`, 'never ended\nnext line'],
    // A character of eight bits begins nothing: it is dropped, and what is behind it stays.
    ['\x9b31mx', '31mx'],
    ['it\x92s \x9dquoted\x9d text', 'its quoted text'],
    ['\x90one \x98two \x9ethree \x9ffour\n', 'one two three four\n'],
    ['tab\tstays', 'tab\tstays'],
    ['<b>&amp;', '<b>&amp;']
  ])('%j shows %j', (text, shown) => {
    expect(plainText(text)).toBe(shown);
  });
});
