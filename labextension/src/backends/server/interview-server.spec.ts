// @vitest-environment jsdom
import { PageConfig } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import { afterEach, expect, it } from 'vitest';
import { FakeSocket } from '../../../tests/fake-socket';
import { labHome, unreachableFrom } from './homes';
import { SERVER_URL_OPTION, interviewServer } from './interview-server';

const own = ServerConnection.makeSettings({
  baseUrl: 'https://hub.example/user/ana/',
  wsUrl: 'wss://hub.example/user/ana/',
  token: 'page-token',
  appendToken: false
});

afterEach(() => PageConfig.setOption(SERVER_URL_OPTION, ''));

it('HB5 without a word about it, interviews are at the own server', () => {
  expect(interviewServer(own)).toBe(own);
});

it.each([
  ['/services/interview/', 'hub.example/services/interview/'],
  ['/services/interview', 'hub.example/services/interview/'],
  ['https://interviews.example/x/', 'interviews.example/x/']
])('HB5 where %s is named, they are there, with the token of the page', (named, there) => {
  PageConfig.setOption(SERVER_URL_OPTION, named);
  const settings = interviewServer(own);
  expect([settings.baseUrl, settings.wsUrl]).toEqual([`https://${there}`, `wss://${there}`]);
  expect(settings.token).toBe('page-token');
  const WebSocket = FakeSocket as unknown as typeof globalThis.WebSocket;
  labHome(own).connect({ sessionId: 'abc', user: null, known: null, WebSocket }).dispose();
  const { url, protocols } = FakeSocket.made.at(-1)!;
  expect(url).toBe(`wss://${there}interview/ws/abc`);
  expect(protocols).toEqual(['interview.v1', 'interview.token.page-token']);
});

it('LT17 a server that does not answer another site is said to have to let it in', () => {
  const sentence = unreachableFrom('https://interviews.example/x/', 'https://lite.example');
  expect(sentence).toContain('c.ServerApp.allow_origin must name this site');
  expect(sentence).toContain('https://lite.example');
  expect(unreachableFrom('https://lite.example/x/', 'https://lite.example')).toBeUndefined();
});
