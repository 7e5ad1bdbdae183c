/** What this browser reports of its own person, and what it never does. */
import { describe, expect, it } from 'vitest';
import { join, type IParticipant } from '../../../tests/participant';
import { aQuestion, aSide } from '../../../tests/questions';
import { HOST, Relay } from '../../../tests/relay';
import type { IInsertNoted } from '../../contract/protocol';
import { OwnText } from './own-text';
import type { IInsert } from './signals';

const FOREIGN = 'def somebody_elses(words):\n    return sorted(words, key=len)\n';
const OWN = 'def mine(words):\n    return [word.upper() for word in words]\n';

function begin(): { relay: Relay; bo: IParticipant } {
  const relay = new Relay();
  relay.textBytes = 10_000;
  relay.type(OWN);
  const bo = join(relay, 'Bo');
  relay.settle();
  return { relay, bo };
}

/** Puts text at the beginning, as an editor does that has named how. */
function put(bo: IParticipant, text: string, how: IInsert['how'] = 'paste'): void {
  const before = bo.text();
  bo.type(0, text);
  bo.model.signals.came({ how, file: 'code:python', text, before });
}

const named = (title: string) => ({ title });

function reports({ wire }: IParticipant): IInsertNoted[] {
  return wire.sent.flatMap(frame => (frame.type === 'insert_noted' ? frame.payload : []));
}

/** Where something came from that is put in, after what else a test has done. */
function sourceOf(text: string, how: IInsert['how'], prepare = (_: IParticipant) => {}): unknown {
  const { relay, bo } = begin();
  prepare(bo);
  relay.settle();
  put(bo, text, how);
  relay.settle();
  return reports(bo).at(-1)?.source;
}

describe('SG8: what is the interview’s own is never from outside', () => {
  it('stands in the same file, indented otherwise', () => {
    expect(sourceOf(OWN.replaceAll('\n', '\n        '), 'paste')).toBe('interview');
    expect(sourceOf(OWN, 'drop')).toBe('interview');
  });

  it('stands in another file', () => {
    const { relay, bo } = begin();
    bo.model.files.add('other.py', FOREIGN);
    relay.settle();
    put(bo, FOREIGN);
    relay.settle();
    expect(reports(bo).map(({ how, source }) => [how, source])).toEqual([
      ['file', 'outside'],
      ['paste', 'interview']
    ]);
  });

  it('was copied or cut here, and stands nowhere any more', () => {
    const copied = ({ model }: IParticipant) => model.signals.remember(`More of it\n${FOREIGN}`);
    expect(sourceOf(FOREIGN, 'paste', copied)).toBe('interview');
    expect(sourceOf(FOREIGN, 'paste')).toBe('outside');
  });

  it('was printed by a run', async () => {
    const { relay, bo } = begin();
    bo.model.runs.run();
    bo.runner.print(FOREIGN);
    await bo.runner.finish();
    relay.settle();
    put(bo, FOREIGN);
    relay.settle();
    expect(reports(bo).at(-1)?.source).toBe('interview');
  });

  it('stands in a question', () => {
    const { relay, bo } = begin();
    const question = aQuestion({ statement: `Mend this:\n\n${FOREIGN}` });
    relay.perform(HOST, { type: 'LoadQuestion', question, side: aSide() });
    relay.settle();
    put(bo, FOREIGN);
    relay.settle();
    expect(reports(bo).at(-1)?.source).toBe('interview');
  });

  it.each(['undo', 'redo', 'restore'] as const)('came back by %s', how => {
    expect(sourceOf(FOREIGN, how)).toBe('interview');
  });

  it.each(['completion', 'dictation', 'other'] as const)(
    'came by %s, of which nobody says more',
    how => {
      expect(sourceOf(FOREIGN, how)).toBeNull();
      expect(sourceOf(OWN, how)).toBe('interview');
    }
  );

  it('is a copy that was restored', () => {
    const { relay, bo } = begin();
    bo.wire.drop(1006);
    bo.type(0, FOREIGN);
    relay.rebuild('another text');
    bo.wire.open();
    relay.settle();
    const [copy] = bo.model.document.copies;
    bo.model.document.restoreCopy(copy.id);
    relay.settle();
    expect(reports(bo).map(({ how, source }) => [how, source])).toEqual([['restore', 'interview']]);
  });

  it('is too short to tell', () => {
    expect(sourceOf('a\nb\nc\n', 'paste')).toBeNull();
    expect(sourceOf(FOREIGN, 'paste')).toBe('outside');
  });
});

describe('SG9: a report', () => {
  it('has the size and no text, and is sent when the change is stored', () => {
    const { relay, bo } = begin();
    relay.storesAtOnce = false;
    put(bo, FOREIGN);
    relay.settle();
    expect(relay.text()).toContain(FOREIGN);
    expect(reports(bo)).toEqual([]);
    relay.store();
    relay.settle();
    const report = { how: 'paste', file: 'code:python', source: 'outside' };
    expect(reports(bo)).toEqual([{ ...report, characters: FOREIGN.length, lines: 3 }]);
    expect(JSON.stringify(bo.wire.sent)).not.toContain('somebody_elses');
    expect(bo.model.signals.own).toHaveLength(1);
  });

  it('is sent behind the change when the page goes away', () => {
    const { relay, bo } = begin();
    relay.storesAtOnce = false;
    put(bo, FOREIGN);
    bo.model.leave();
    expect(reports(bo)).toHaveLength(1);
    relay.settle();
    expect(relay.text()).toContain(FOREIGN);
    relay.store();
    relay.settle();
    expect(reports(bo)).toHaveLength(1);
  });

  it('waits for a connection, behind the change', () => {
    const { relay, bo } = begin();
    bo.wire.drop(1006);
    put(bo, FOREIGN);
    expect(reports(bo)).toEqual([]);
    bo.wire.open();
    relay.settle();
    bo.clock.turn(2000);
    relay.settle();
    expect(relay.text()).toContain(FOREIGN);
    expect(reports(bo)).toHaveLength(1);
  });

  it('is of much text alone', () => {
    const { relay, bo } = begin();
    put(bo, 'x'.repeat(39));
    put(bo, 'a\nb');
    relay.settle();
    expect(reports(bo)).toEqual([]);
    put(bo, 'x'.repeat(40));
    put(bo, 'a\nb\nc');
    relay.settle();
    expect(reports(bo)).toHaveLength(2);
  });

  it('is not made where nothing is noted', () => {
    const { relay, bo } = begin();
    relay.perform(HOST, { type: 'SessionChange', noteInserts: false });
    relay.settle();
    put(bo, FOREIGN);
    bo.model.signals.wasAway({ how: 'hidden', seconds: 9 });
    relay.settle();
    expect(bo.wire.sent.map(({ type }) => type)).not.toContain('insert_noted');
    expect(bo.wire.sent.map(({ type }) => type)).not.toContain('away_noted');
  });

  it('that is refused is no news to its person', () => {
    const { relay, bo } = begin();
    bo.model.signals.came({ how: 'paste', file: 'f-nowhere', text: FOREIGN, before: '' });
    relay.settle();
    expect(reports(bo)).toHaveLength(1);
    expect(bo.model.notices.current).toBeNull();
  });
});

it('SG3: everybody has their own list, live', () => {
  const { relay, bo } = begin();
  const cy = join(relay, 'Cy');
  relay.settle();
  put(bo, FOREIGN);
  relay.settle();
  expect(bo.model.signals.own.map(({ how, characters }) => [how, characters])).toEqual([
    ['paste', FOREIGN.length]
  ]);
  expect(cy.model.signals.listed).toEqual([]);
  const again = join(relay, 'Bo');
  relay.settle();
  expect(again.model.signals.own).toEqual(bo.model.signals.own);
});

it('SG12: what is said otherwise later is news, until it is put away', () => {
  const { relay, bo } = begin();
  expect(bo.model.signals.news).toEqual([]);
  relay.perform(HOST, { type: 'SessionChange', noteAway: true });
  relay.perform(HOST, { type: 'SessionChange', ai: 'none', ...named('Round 3') });
  relay.settle();
  expect(bo.model.signals.news).toEqual(['ai', 'noteAway']);
  bo.model.signals.putAway();
  relay.perform(HOST, { type: 'SessionChange', ...named('Round 4') });
  relay.settle();
  expect(bo.model.signals.news).toEqual([]);
  bo.wire.drop(1006);
  relay.perform(HOST, { type: 'SessionChange', noteInserts: false });
  bo.wire.open();
  relay.settle();
  expect(bo.model.signals.news).toEqual(['noteInserts']);
});

it('SG8: what is remembered and searched has an end', () => {
  const own = new OwnText();
  const text = (number: number) => `the text with the number ${number}, which is long enough`;
  for (let number = 0; number < 60; number++) {
    own.remember(text(number));
  }
  expect([own.has(text(0), []), own.has(text(59), [])]).toEqual([false, true]);
  const large = 'x'.repeat(4 * 1024 * 1024);
  expect(own.has(text(0), [text(0), large])).toBe(true);
  expect(own.has(text(0), [large, text(0)])).toBe(false);
});
