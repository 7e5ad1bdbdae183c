// @vitest-environment jsdom
/** Where the interviews of a Lab are, by what its page and its settings say. */
import { PageConfig } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SERVER_URL_OPTION } from '../../backends/server/interview-server';
import { homeOf } from './backend';

const own = ServerConnection.makeSettings({ baseUrl: 'https://lab.example/' });
const serverOf = (server = ''): string => homeOf(own, { server, serverToken: '' }).server;

afterEach(() => {
  PageConfig.setOption(SERVER_URL_OPTION, '');
  PageConfig.setOption('interviewBackend', '');
});

it('LT9: with a server, interviews are there or where the settings say', () => {
  expect(serverOf()).toBe('https://lab.example/');
  expect(serverOf('https://other.example/x')).toBe('https://other.example/x/');
});

it.each(['https://', 'http://a b/', 'https://host:port/'])(
  'LT9: “%s” is no address, and that is said whatever is asked',
  async named => {
    const home = homeOf(own, { server: named, serverToken: 'secret' });
    expect(home.api.keptBy).toBe('server');
    await expect(home.api.list()).rejects.toThrow(`“${named}” is not the address of a server`);
    await expect(home.api.create({})).rejects.toThrow('in the settings');
  }
);

describe('on a static site', () => {
  beforeEach(() => PageConfig.setOption('interviewBackend', 'local'));

  it('LT1: interviews are in the browser', () => {
    expect(homeOf(own, { server: '', serverToken: '' }).api.keptBy).toBe('browser');
  });

  it('LT9: they are at the server that the site names, and the settings count for more', () => {
    PageConfig.setOption(SERVER_URL_OPTION, 'https://interviews.example/y');
    expect(serverOf()).toBe('https://interviews.example/y/');
    expect(serverOf('https://other.example/')).toBe('https://other.example/');
  });
});
