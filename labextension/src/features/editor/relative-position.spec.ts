/** Places of other people's carets, also those that nobody's editor made. */
import { beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { indexOf, positionAt } from './relative-position';

let doc: Y.Doc;
let text: Y.Text;

beforeEach(() => {
  doc = new Y.Doc();
  text = doc.getText('code:python');
  text.insert(0, 'hello');
});

const sent = (position: Y.RelativePosition): unknown =>
  JSON.parse(JSON.stringify(Y.relativePositionToJSON(position)));

it('stay with their letter while text before them changes', () => {
  const position = sent(positionAt(text, 3));
  text.insert(0, 'oh, ');
  expect(indexOf(text, position)).toBe(7);
});

it('at the end stay at the end', () => {
  const position = sent(positionAt(text, 5));
  text.insert(5, ' you');
  expect(indexOf(text, position)).toBe(9);
});

it('in another text are nowhere', () => {
  const other = doc.getText('code:javascript');
  other.insert(0, 'let a');
  expect(indexOf(text, sent(positionAt(other, 2)))).toBeNull();
  expect(indexOf(text, sent(positionAt(other, 5)))).toBeNull();
});

it.each([
  null,
  undefined,
  7,
  'here',
  {},
  { tname: 'state' },
  { tname: 'code:perl' },
  { item: { client: 12345, clock: 0 } },
  { type: { client: 12345, clock: 9 } },
  { item: { client: 'x', clock: -1 }, tname: 'code:python' },
  { type: { client: 0, clock: 0 }, item: {} }
])('that were made up are nowhere, and leave nothing behind: %j', position => {
  const before = [...doc.share.keys()];
  expect(indexOf(text, position)).toBeNull();
  expect([...doc.share.keys()]).toEqual(before);
});
