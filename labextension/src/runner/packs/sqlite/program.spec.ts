/** Programs in SQLite itself, without a worker. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { HTML_LIMIT_BYTES, PLAIN_LIMIT_BYTES } from '../../limits';
import { utf8Length } from '../../utf8';
import type { IPackEnd } from '../adapter';
import { Database } from './database';
import { loadSqlite } from './load';
import { runProgram } from './program';

const { resolve } = createRequire(import.meta.url);
const wasm = readFileSync(resolve('sql.js/dist/sql-wasm-browser.wasm'));
const loading = loadSqlite(new WebAssembly.Module(wasm));

interface IRan extends IPackEnd {
  shown: { text: string; html: string }[];
  out: string;
  err: string;
}

async function run(code: string, others: Record<string, string> = {}): Promise<IRan> {
  const said = { shown: [] as IRan['shown'], out: '', err: '' };
  const { sqlite, memory } = await loading;
  const files = Object.entries(others).map(([name, text]) => ({ name, text }));
  const end = runProgram(
    new Database(sqlite, memory),
    { files: [{ name: 'query.sql', text: code }, ...files], entry: 'query.sql' },
    {
      out: text => (said.out += text),
      err: text => (said.err += text),
      show: (text, html) => said.shown.push({ text, html })
    }
  );
  return { ...end, ...said };
}

it.each([
  // What SQLite says, with the place that it does not tell: behind the mark.
  ['¶selec 1', 'near "selec": syntax error'],
  ['SELECT \'+\', "+" /* + */ + 1; SELECT * ¶+ 2', 'near "+": syntax error'],
  ['SELECT 1, ¶FROM x', 'near "FROM": syntax error'],
  [
    'SELECT a.b FROM (SELECT 1 AS b) a JOIN (SELECT 1 AS b) c WHERE ¶b = 1',
    'ambiguous column name: b'
  ],
  ['SELECT 1 -- nothere\nFROM /* nothere */ ¶nothere', 'no such table: nothere'],
  ['SELECT * FROM ¶a.b', 'no such table: a.b'],
  ['SELECT 1,\n ¶"abc', 'unrecognized token: ""abc"'],
  ["SELECT 1,\n ¶'abc;\n;", 'unrecognized token: "\'abc;\n;"'],
  ['SELECT ¶lenght(1)', 'no such function: lenght'],
  ['SELECT ¶length(1, 2)', 'wrong number of arguments to function length()'],
  ['CREATE TABLE t(a); INSERT INTO t(a, ¶b) VALUES (1, 2)', 'table t has no column named b'],
  ['SELECT ¶#', 'unrecognized token: "#"'],
  [
    'CREATE TABLE t(a); CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; ¶SELEC 2; END',
    'near "SELEC": syntax error'
  ],
  [';;\n\n ¶SELECT abs(-9223372036854775807 - 1)', 'integer overflow'],
  ['SELECT 1 ¶.read x.sql', 'near ".": syntax error'],
  ['SELECT 1;\n¶.read x.sql', 'there is no file x.sql'],
  ['SELECT 1;\n¶\0 SELECT 2', 'this is no statement']
])('SB18: the place of an error: %j', async (marked, message) => {
  const at = marked.indexOf('¶');
  const code = marked.replaceAll('¶', '');
  const before = code.slice(0, at).split('\n');
  const ran = await run(code);
  expect([ran.state, ran.error]).toEqual(['error', `SQL error: ${message}`]);
  expect(ran.place).toEqual({
    file: 'query.sql',
    line: before.length,
    column: (before.at(-1) ?? '').length + 1
  });
});

it('SB18: what a result shows is bounded, and says how much more there is', async () => {
  const wide = Array.from({ length: 70 }, (_, at) => `hex(zeroblob(5000)) AS c${at}`).join(', ');
  const ran = await run(`
    SELECT ${wide};
    SELECT '${'é'.repeat(400)}' AS a, value FROM json_each('[${'1,'.repeat(299)}1]');
    SELECT hex(zeroblob(3000000)) AS long;`);
  expect(ran.state).toBe('ok');
  for (const { text, html } of ran.shown) {
    expect(utf8Length(text)).toBeLessThanOrEqual(PLAIN_LIMIT_BYTES);
    expect(utf8Length(html)).toBeLessThanOrEqual(HTML_LIMIT_BYTES);
  }
  const [columns, rows, long] = ran.shown;
  expect(columns.html).toContain('<p>1 row</p><p>… 10 columns more</p>');
  expect(rows.html).toMatch(/<p>… 2\d\d rows more<\/p>$/);
  expect(rows.text).toMatch(/… 2\d\d rows more$/);
  expect(long.html).toMatch(/>0{1000}…<\/td>/);
});

it.each(['汉', '&', 'é'])('SB18: many long names of columns fit, too: %s', async letter => {
  const names = Array.from({ length: 60 }, (_, at) => `1 AS "${at}${letter.repeat(80)}"`);
  const [{ text, html }] = (await run(`SELECT ${names.join(', ')}`)).shown;
  expect(utf8Length(text)).toBeLessThanOrEqual(PLAIN_LIMIT_BYTES);
  expect(utf8Length(html)).toBeLessThanOrEqual(HTML_LIMIT_BYTES);
  expect(text).toMatch(/^0.*\n-+\+[-+]+\n *1 .*\n1 row$/);
});

it('SB18: an error is found behind many of its kind, and soon', async () => {
  const rows = '(1),\n'.repeat(40_000);
  const { error, place } = await run(`CREATE TABLE t(a);\nINSERT INTO t VALUES\n${rows})`);
  expect(error).toBe('SQL error: near ")": syntax error');
  expect(place).toEqual({ file: 'query.sql', line: 40_003, column: 1 });
});

it.each([
  ['a.csv', `${','.repeat(1500)}\n${'a\n'.repeat(40_000)}`, /make more than 500,000 values/],
  ['a.csv', `${'a,'.repeat(60_000)}\n`, /has more than 2,000 columns/],
  [
    'a.json',
    JSON.stringify(Array.from({ length: 1000 }, (_, at) => ({ [`k${at}`]: 1 }))),
    /make more than 500,000 values/
  ]
])('SB18: %s that makes far more than it holds is no table', async (name, text, reason) => {
  const { state, err, shown } = await run('SELECT 1', { [name]: text });
  expect([state, shown.length]).toEqual(['ok', 1]);
  expect(err).toMatch(reason);
});

it('SB18: nothing of a cell is HTML', async () => {
  const { shown } = await run(`SELECT '<b>&amp;' || char(0, 27) AS "<i>"`);
  expect(shown[0].html).toContain('&lt;i&gt;</th>');
  expect(shown[0].html).toContain('&lt;b&gt;&amp;amp;��</td>');
});

it.each<[string, string, string, string[]]>([
  ['people.csv', 'a,b\n1,x\n', 'people', ['1|x', 'integer|text']],
  ['my-data (2).csv', 'a;b\n1;\n', 'my_data_2_', ['1|NULL', 'integer|null']],
  ['blank.csv', '\r\n\n;b\n1;2\n', 'blank', ['1|2', 'integer|integer']],
  ['2024.tsv', 'a\tb\n01\t2\n', '_2024', ['01|2', 'text|integer']],
  ['a/b.csv', 'a,a\r\n1.50,-0\r\n', 'b', ['1.5|0.0', 'real|real']],
  [
    't.csv',
    'a,\n99999999999999999999,1,2\n',
    't',
    ['99999999999999999999|1|2', 'text|integer|integer']
  ],
  ['t.csv', '\ufeff"a","b, ""c"""\n"x\ny","1"z', 't', ['x\ny|1z', 'text|text']],
  ['t.csv', 'a,b\n1e5,0x10\n', 't', ['100000.0|0x10', 'real|text']],
  [
    't.json',
    '[{"a": 9007199254740993, "b": true}]',
    't',
    ['9007199254740993|1', 'integer|integer']
  ],
  ['t.json', '[{"a": 1.5, "b": {"c": [1, "x"]}}]', 't', ['1.5|{"c":[1,"x"]}', 'real|text']],
  ['t.json', '[{"a": "it\'s", "b": "x\\u0000y"}]', 't', ["it's|x\0y", 'text|text']],
  ['t.json', '[{"a": 1, "b": "01"}, {"a": "1", "b": 1}]', 't', ['1|01', 'integer|text']],
  ['t.json', '[1, 2]', 't', ['1', 'integer']],
  ['t.json', '{"a": 1, "toString": null}', 't', ['1|NULL', 'integer|null']]
])('SB18: %s with %j is a table', async (file, text, table, [values, types]) => {
  const names = values.split('|').map((_, at) => `c${at}`);
  const all = (of: (name: string) => string): string =>
    `WITH t2(${names.join(', ')}) AS (SELECT * FROM ${table})
    SELECT ${names.map(of).join(" || '|' || ")} FROM t2 LIMIT 1;`;
  const { shown, error, err } = await run(
    all(name => `ifnull('' || ${name}, 'NULL')`) + all(name => `typeof(${name})`),
    { [file]: text }
  );
  expect([error, err]).toEqual([null, '']);
  const plain = values.replace('\n', '↵').replace('\0', '�');
  expect(shown.map(each => each.text.split('\n')[2])).toEqual([plain, types]);
});

it('SB18: files that would have one name are tables with their endings, and with their folders', async () => {
  const files = {
    'a.csv': 'x\n1\n',
    'a.json': '[{"x": 2}]',
    'b/a.csv': 'x\n3\n',
    'c/a.csv': 'x\n4\n'
  };
  const { shown } = await run('.tables', files);
  expect(shown[0].text).toContain(
    'a       | table\na_csv   | table\na_json  | table\nc_a_csv | table'
  );
});

it.each([
  ['empty.csv', '', 'it is empty'],
  ['open.csv', 'a\n\n"x\n', 'the quote in line 3 does not end'],
  ['none.json', '[]', 'it holds no rows']
])('SB18: %s is no table, and that is said', async (file, text, reason) => {
  expect(await run('SELECT 1', { [file]: text })).toMatchObject({
    state: 'ok',
    err: `${file} is no table: ${reason}\n`
  });
});

it('SB18: .schema tells how tables were made', async () => {
  const { shown } = await run('CREATE TABLE a (x);\nCREATE TABLE b (y);\n.schema b\n.schema');
  expect(shown.map(({ text }) => text.split('\n').slice(2, -1))).toEqual([
    ['CREATE TABLE b (y)'],
    ['CREATE TABLE a (x)', 'CREATE TABLE b (y)']
  ]);
});
