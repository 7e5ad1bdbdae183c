import { expect, it } from 'vitest';
import { readInvitation } from './invitation';

it.each([
  ['https://host/interview/join/abcdefgh#s3cret', 'https://host/'],
  [
    '  http://localhost:8888/user/ana/interview/join/abcdefgh#s3cret\n',
    'http://localhost:8888/user/ana/'
  ]
])('LT11: %j leads to a server', (link, server) => {
  expect(readInvitation(link)).toEqual({ server, sessionId: 'abcdefgh', secret: 's3cret' });
});

it.each([
  'https://host/interview/join/abcdefgh%23s3cret',
  'https://host/interview/join/abcdefgh%2523s3cret',
  '<https://host/interview/join/abcdefgh#s3cret>',
  '(https://host/interview/join/abcdefgh#s3cret).'
])('NA6: %j is read as mail programs write it', link => {
  const server = 'https://host/';
  expect(readInvitation(link)).toEqual({ server, sessionId: 'abcdefgh', secret: 's3cret' });
});

it.each([
  '',
  'abcdefgh',
  'https://host/interview/join/abcdefgh',
  'https://host/interview/join/abcdefgh#',
  'https://host/interview/join/a b#s3cret',
  'https://host/elsewhere#s3cret',
  'javascript:alert(1)//interview/join/abcdefgh#s3cret'
])('LT11: %j is no whole invite link', link => {
  expect(readInvitation(link)).toBeNull();
});
