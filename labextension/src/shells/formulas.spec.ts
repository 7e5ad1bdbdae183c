/** QU51: what of a text is a formula. */
import { expect, it, vi } from 'vitest';
import { partsOf, PRICE, unmarked, withFormulas, withPrices } from './formulas';

const found = (text: string): string[] =>
  withFormulas(text).formulas.map(({ tex, isBlock }) => (isBlock ? `block ${tex}` : tex));

it.each([
  ['$x^2$ and $y$', ['x^2', 'y']],
  ['$$x$$', ['block x']],
  ['$$\nx\n$$', ['block \nx\n']],
  [String.raw`\(a\) \[b\]`, ['a', 'block b']],
  [String.raw`\\(a\\) \\[b\\]`, ['a', 'block b']],
  [String.raw`\begin{cases}1\\2\end{cases}`, [String.raw`block \begin{cases}1\\2\end{cases}`]],
  [String.raw`$\$5$`, [String.raw`\$5`]],
  ['**$x$**, ($y$)', ['x', 'y']]
])('QU51: text %# has its formulas', (text, formulas) => {
  expect(found(text)).toEqual(formulas);
});

it.each([
  'It costs $5 and $6.',
  'From $5 to $6, or at most $7.',
  'US$20/US$30',
  'A $ alone, and another $ .',
  String.raw`\$a\$`,
  '`$a$` and ``b ` $c$``',
  '```\n$a$\n\n$b$\n```',
  '~~~\n$a$\n```\n~~~',
  '$a\n\nb$',
  '$$ $$',
  String.raw`\[ and \( alone`,
  `$${'x'.repeat(100_000)}$`
])('QU51: text %# has no formula', text => {
  expect(found(text)).toEqual([]);
  expect(withFormulas(text).text).toBe(text);
});

it('QU51: a text is put together again from its parts', () => {
  const text = 'a $x$ b \uE000 $$y$$';
  const marked = withFormulas(text);
  const parts = partsOf(marked.text, marked.formulas);
  expect(parts.map(part => (typeof part === 'string' ? part : part.tex))).toEqual([
    'a ',
    'x',
    ' b \uFFFD ',
    'y'
  ]);
  expect(unmarked(marked.text, marked.formulas)).toBe('a $x$ b \uFFFD $$y$$');
});

it('QU51: of many formulas the first thousand are drawn', () => {
  expect(found('$x$ '.repeat(5000))).toHaveLength(1000);
});

it('QU51: what nothing closes is looked for once', () => {
  const text = String.raw`\( \[ \\( `.repeat(200) + '`'.repeat(3) + ' `` ` '.repeat(200);
  const indexOf = vi.spyOn(String.prototype, 'indexOf');
  withFormulas(text);
  const looked = indexOf.mock.calls.map(([wanted]) => wanted);
  indexOf.mockRestore();
  expect(looked.filter(wanted => wanted === '\\)')).toHaveLength(1);
  expect(looked.filter(wanted => wanted === '\\]')).toHaveLength(1);
});

const LETTERS = 'abcdefghij';

/** Names of environments, each another one. */
const environment = (number: number): string =>
  `\\begin{${[...`${number}`].map(digit => LETTERS[Number(digit)]).join('')}} `;

it.each([
  ['dollars behind two backslashes', String.raw`\\$`.repeat(3000), '$', 3001],
  ['one end that is far away', `${'\\('.repeat(3000)}${'x'.repeat(5000)}\\)`, '\\)', 1],
  [
    'environments that have no end',
    Array.from({ length: 3000 }, (_, number) => environment(number)).join(''),
    '\\end{',
    100
  ],
  [
    'environments whose end is far away',
    `${'\\begin{a}'.repeat(3000)}${'x'.repeat(5000)}\\end{a}`,
    '\\end{',
    1
  ]
])(
  'QU51: however often a text looks like formulas, each end is found once: %s',
  (_, text, end, most) => {
    const indexOf = vi.spyOn(String.prototype, 'indexOf');
    const { formulas } = withFormulas(text);
    const looked = indexOf.mock.calls.filter(([wanted]) => wanted.startsWith(end)).length;
    indexOf.mockRestore();
    expect(looked).toBeLessThanOrEqual(most);
    expect(formulas).toEqual([]);
  }
);

it('QU51: backticks that nothing closes are looked for once', () => {
  const lengths = Array.from({ length: 80 }, (_, length) => '`'.repeat(length + 2));
  const exec = vi.spyOn(RegExp.prototype, 'exec');
  const text = `${lengths.join(' ')} ${'` '.repeat(1001)}$x$`;
  const { formulas } = withFormulas(text);
  const looked = exec.mock.calls.length;
  exec.mockRestore();
  expect(looked).toBeLessThan(3000);
  expect(formulas).toHaveLength(1);
});

it.each([
  ['It costs $5 and $6, or $x$.', 'It costs #5 and #6, or $x$.'],
  [String.raw`\$a\$ and $\$5$`, String.raw`#a# and $\$5$`],
  ['`$a` and $b', '`$a` and #b'],
  ['```\n$a and $b\n```\n$c', '```\n$a and $b\n```\n#c'],
  ['$$ $$', '## ##'],
  ['a \uF8FF $', 'a \uFFFD #']
])('QU51: dollars of text %# that stand for themselves are told from others', (text, prices) => {
  expect(withPrices(text).replaceAll(PRICE, '#')).toBe(prices);
});
