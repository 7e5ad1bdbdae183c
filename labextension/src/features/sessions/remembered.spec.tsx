// @vitest-environment jsdom
import * as React from 'react';
import { expect, it, onTestFinished } from 'vitest';
import { draw, texts } from '../../../tests/draw';
import { useArrangement } from './remembered';

function Arranged(): JSX.Element {
  return <p>{JSON.stringify(useArrangement()[0])}</p>;
}

it.each([
  ['no JSON', '{', 'made', {}],
  ['no arrangement', '[1]', 'made', {}],
  ['another order', '{"order":"length","folded":null}', 'made', {}],
  ['a whole one', '{"order":"title","folded":{"ended":true}}', 'title', { ended: true }]
])(
  'SL6: of what a browser kept counts what is an arrangement: %s',
  async (_, kept, order, folded) => {
    onTestFinished(() => localStorage.clear());
    localStorage.setItem('jupyter-interview:list', kept);
    await draw(<Arranged />);
    expect(JSON.parse(texts('p')[0])).toEqual({ order, folded });
  }
);
