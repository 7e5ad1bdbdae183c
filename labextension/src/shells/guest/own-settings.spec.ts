/** The editor as a guest likes it, in a browser that keeps it. */
import { expect, it } from 'vitest';
import { OwnSettings } from './own-settings';
import { Memory } from './storage';

function storage(kept?: string): Storage {
  const values = new Map(kept === undefined ? [] : [['jupyter-interview:editor', kept]]);
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value)
  } as Storage;
}

it('TX25: what was chosen is there again on the next page', () => {
  const browser = storage();
  const first = new OwnSettings(new Memory(() => browser));
  expect(first.current).toMatchObject({ fontSize: null, keyMap: 'standard' });
  expect(first.current.options('javascript')).toEqual({
    tabSize: 4,
    indentUnit: '4',
    lineWrap: true,
    autoClosingBrackets: true
  });
  const heard: unknown[] = [];
  const end = first.follow(() => heard.push(first.current.fontSize));
  first.own.change({ fontSize: 18, tabSize: 2 });
  end();
  first.own.change({ wrap: false, closeBrackets: false, keyMap: 'vim' });
  expect(heard).toEqual([18]);

  const { current } = new OwnSettings(new Memory(() => browser));
  expect(current).toMatchObject({ fontSize: 18, keyMap: 'vim' });
  expect(current.options('typescript')).toEqual({
    tabSize: 2,
    indentUnit: '2',
    lineWrap: false,
    autoClosingBrackets: false
  });
});

it('TX18: Python is indented by 4, whatever was chosen', () => {
  const settings = new OwnSettings(new Memory(storage));
  settings.own.change({ tabSize: 8 });
  expect(settings.current.options('python')).toMatchObject({ tabSize: 4, indentUnit: '4' });
  expect(settings.current.options(null)).toMatchObject({ tabSize: 8, indentUnit: '8' });
});

it.each(['', '{', 'null', '[]', '"x"', '{"fontSize":900,"tabSize":"4","wrap":0,"keyMap":"ed"}'])(
  'TX25: %j in the browser is as nothing',
  kept => {
    const { own } = new OwnSettings(new Memory(() => storage(kept)));
    expect(own.current).toEqual(new OwnSettings(new Memory(() => storage())).own.current);
  }
);

it('TX25: a browser that keeps nothing has it for the page', () => {
  const settings = new OwnSettings(
    new Memory(() => {
      throw new Error('Forbidden.');
    })
  );
  settings.own.change({ fontSize: 20 });
  expect(settings.current.fontSize).toBe(20);
});
