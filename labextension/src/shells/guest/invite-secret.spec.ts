// @vitest-environment jsdom
/** The secret of a link on its way from the address to the server. */
import { beforeEach, expect, it } from 'vitest';
import { forgetInviteSecret, takeInviteSecret } from './invite-secret';

const PATH = '/user/ana/interview/join/session-0001';

beforeEach(() => {
  sessionStorage.clear();
  history.replaceState(null, '', `${PATH}#the-secret`);
});

it('leaves the address at once', () => {
  const entries = history.length;
  expect(takeInviteSecret('session-0001')).toBe('the-secret');
  expect(location.href).toBe(`${location.origin}${PATH}`);
  expect(history.length).toBe(entries);
});

it.each(['.', ')', '>.', '%20', '&utm_source=mail'])('NA6: ends before %j', behind => {
  history.replaceState(null, '', `${PATH}#the-secret${behind}`);
  expect(takeInviteSecret('session-0001')).toBe('the-secret');
  expect(location.href).toBe(`${location.origin}${PATH}`);
});

it('survives a reload before it was used, for its session only', () => {
  takeInviteSecret('session-0001');
  expect(takeInviteSecret('session-0001')).toBe('the-secret');
  expect(takeInviteSecret('session-0002')).toBeUndefined();
});

it('is forgotten once it was used', () => {
  takeInviteSecret('session-0001');
  forgetInviteSecret('session-0001');
  expect(takeInviteSecret('session-0001')).toBeUndefined();
  expect(Object.values(sessionStorage)).toEqual([]);
});
