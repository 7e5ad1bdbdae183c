// @vitest-environment jsdom
/** QU50: parts of the panel that are fetched when they are wanted. */
import * as React from 'react';
import { expect, it } from 'vitest';
import { click, done, draw } from '../../tests/draw';
import { LatePart, useLate } from './late-part';

interface IFetch {
  arrive: (text: string) => void;
  fail: () => void;
}

const AGAIN = 'again';
const FAILED = 'failed';
const COMING = 'coming';
let fetches: IFetch[];

function aPart(): LatePart<string> {
  fetches = [];
  return new LatePart(
    () =>
      new Promise<string>((arrive, reject) => {
        fetches.push({ arrive, fail: () => reject(new Error('The server has gone.')) });
      })
  );
}

function Shown({ late }: { late: LatePart<string> }): JSX.Element {
  const { part, hasFailed, again } = useLate(late);
  return (
    <p>
      {part ?? (hasFailed ? FAILED : COMING)}
      <button onClick={again}>{AGAIN}</button>
    </p>
  );
}

const text = (): string => (document.body.textContent ?? '').replaceAll(AGAIN, ' ').trim();

it('QU50: it is fetched once, when it is first drawn, and from then on it is there', async () => {
  const late = aPart();
  expect(fetches).toHaveLength(0);
  await draw(<Shown late={late} />);
  expect(text()).toBe('coming');
  await draw(<Shown late={late} />);
  await done(() => fetches[0].arrive('here'));
  expect(text()).toBe('here here');
  await draw(<Shown late={late} />);
  expect(text()).toBe('here here here');
  expect(fetches).toHaveLength(1);
});

it('QU50: what was fetched before is drawn without waiting', async () => {
  const late = aPart();
  const fetched = late.fetch();
  fetches[0].arrive('here');
  await fetched;
  const seen: (string | null)[] = [];
  function Watched(): null {
    seen.push(useLate(late).part);
    return null;
  }
  await draw(<Watched />);
  expect(new Set(seen)).toEqual(new Set(['here']));
});

it('QU50: a failure is told, and the next try may succeed', async () => {
  const late = aPart();
  await draw(<Shown late={late} />);
  await done(() => fetches[0].fail());
  expect(text()).toBe('failed');
  await click(AGAIN);
  expect(text()).toBe('coming');
  await done(() => fetches[1].fail());
  expect(text()).toBe('failed');
  await click(AGAIN);
  await done(() => fetches[2].arrive('here'));
  expect(text()).toBe('here');
});
