// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { readPageData } from './page-data';

it.each([
  ['/', 'http://localhost:3000/'],
  ['/user/ana', 'http://localhost:3000/user/ana/'],
  ['/user/ana/', 'http://localhost:3000/user/ana/'],
  [undefined, 'http://localhost:3000/']
])('makes the base address %s absolute, with a slash at its end', (baseUrl, absolute) => {
  const data = { page: 'join', baseUrl, sessionId: 's', nonce: 'n' };
  expect(readPageData(data, location)).toEqual({
    page: 'join',
    backend: 'server',
    baseUrl: absolute,
    sessionId: 's',
    nonce: 'n',
    sandboxFiles: undefined
  });
});

it('reads what the sandbox is made of', () => {
  const sandboxFiles = JSON.stringify({ pyodide: '1', files: [] });
  expect(readPageData({ sandboxFiles }, location).sandboxFiles).toEqual({
    pyodide: '1',
    files: []
  });
});

it.each([
  ['?backend=local', 'local'],
  ['?backend=elsewhere', 'server'],
  ['', 'server']
])('LT1: with the query %j interviews are kept by the %s', (search, backend) => {
  const address = new URL(`http://localhost:3000/interview/${search}`) as unknown as Location;
  expect(readPageData({ page: 'home' }, address).backend).toBe(backend);
});
