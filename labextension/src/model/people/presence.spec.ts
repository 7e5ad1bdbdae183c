/** Where everybody is: published by one model, drawn from the awareness of another. */
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { golden, judge, schemaName } from '../../../tests/golden';
import { join, type IParticipant } from '../../../tests/participant';
import { Relay } from '../../../tests/relay';
import type { ServerFrame } from '../../contract/protocol';

let relay: Relay;
let ana: IParticipant;
let bo: IParticipant;

beforeEach(() => {
  relay = new Relay();
  relay.type('0123456789');
  ana = join(relay, 'Ana');
  bo = join(relay, 'Bo');
  relay.settle();
});

/** Leaves a selection in the awareness as the editor's remote selections do. */
function select({ model }: IParticipant, anchor: number, head = anchor): void {
  model.presence.awareness.setLocalStateField('cursor', {
    anchor: Y.createRelativePositionFromTypeIndex(model.document.shown.text, anchor),
    head: Y.createRelativePositionFromTypeIndex(model.document.shown.text, head)
  });
}

interface IState {
  user: { name: string; color: string; colorLight: string };
  cursor: { anchor: Y.RelativePosition; head: Y.RelativePosition };
}

const remote = ({ model }: IParticipant): IState[] =>
  [...model.presence.awareness.getStates()]
    .filter(([client]) => client !== model.presence.awareness.clientID)
    .map(([, state]) => state as IState);

/** Name, anchor and head of each caret, as the editor finds them in its text. */
const carets = (person: IParticipant): [string, number, number][] =>
  remote(person).map(({ user, cursor }) => {
    const doc = person.model.document.shown.text.doc as Y.Doc;
    const [anchor, head] = [cursor.anchor, cursor.head].map(
      position => Y.createAbsolutePositionFromRelativePosition(position, doc)?.index ?? -1
    );
    return [user.name, anchor, head];
  });

const published = (): object[] => ana.wire.sent.filter(({ type }) => type === 'cursor_change');

describe('carets', () => {
  it('are seen by others with name and colour, and move with the text', () => {
    select(ana, 2, 5);
    relay.settle();
    expect(carets(bo)).toEqual([['Ana', 2, 5]]);
    expect(remote(bo)[0].user.color).toMatch(/^#[0-9a-f]{6}$/);
    expect(remote(bo)[0].user.colorLight).toBe(remote(bo)[0].user.color + '33');
    bo.type(0, '>>');
    expect(carets(bo)).toEqual([['Ana', 4, 7]]);
    expect(carets(ana)).toEqual([]);
  });

  it('are told as the contract says', () => {
    select(ana, 3);
    ana.clock.turn(100);
    select(ana, 10);
    const errors = judge();
    expect(published()).toHaveLength(2);
    for (const frame of ana.wire.sent) {
      expect(errors(schemaName({ direction: 'to_server', frame }), frame)).toBe('');
    }
  });

  it('are sent ten times a second, and the last place is never left out', () => {
    for (let at = 0; at < 10; at++) {
      select(ana, at);
      ana.clock.turn(20);
    }
    expect(published().length).toBeLessThanOrEqual(3);
    ana.clock.turn(100);
    relay.settle();
    expect(carets(bo)).toEqual([['Ana', 9, 9]]);
  });

  it('are in the shown buffer only', () => {
    select(ana, 2);
    relay.settle();
    bo.model.session.setLanguage('javascript');
    relay.settle();
    expect(carets(bo)).toEqual([]);
    expect(ana.model.presence.awareness.getLocalState()?.cursor).toBeNull();
    bo.model.session.setLanguage('python');
    relay.settle();
    ana.clock.turn(100);
    relay.settle();
    expect(carets(bo)).toEqual([]);
    ana.clock.turn(100);
    select(ana, 4);
    relay.settle();
    expect(carets(bo)).toEqual([['Ana', 4, 4]]);
  });

  it('go when their connection or their person is gone', () => {
    select(ana, 2);
    relay.settle();
    const { peer, user } = ana.wire;
    const gone = { peer, userId: user.id, file: 'code:python', cursor: null };
    relay.tell({ type: 'cursor_change', payload: gone });
    relay.settle();
    expect(carets(bo)).toEqual([]);
    ana.clock.turn(100);
    select(ana, 3);
    relay.settle();
    relay.tell({ type: 'user_left', payload: { user, reason: 'away' } });
    relay.settle();
    expect(carets(bo)).toEqual([]);
  });

  it('do not go out of date by themselves', () => {
    select(ana, 2);
    relay.settle();
    expect(bo.model.presence.awareness.meta.get(ana.wire.peer)?.lastUpdated).toBe(Infinity);
  });

  it('are told again after a reconnect', () => {
    select(ana, 2);
    relay.settle();
    bo.wire.drop(1006);
    expect(carets(bo)).toEqual([]);
    ana.wire.drop(1006);
    ana.wire.open();
    bo.wire.open();
    ana.clock.turn(100);
    relay.settle();
    expect(carets(bo)).toEqual([['Ana', 2, 2]]);
  });

  it('take a new name at once', () => {
    select(ana, 2);
    relay.settle();
    const user = { ...ana.wire.user, name: 'Ana Maria', color: '#ffff00' };
    relay.tell({ type: 'user_joined', payload: { user } });
    relay.settle();
    expect(carets(bo)).toEqual([['Ana Maria', 2, 2]]);
    expect(remote(bo)[0].user.color).not.toBe('#ffff00');
  });
});

describe('a cursor from somebody else', () => {
  const { payload } = golden('sync-cursor-change.json').frame as Extract<
    ServerFrame,
    { type: 'cursor_change' }
  >;

  const hear = (cursor: unknown): void => {
    const heard = { ...payload, peer: 99, userId: 'p-ana', cursor } as typeof payload;
    bo.wire.frame.emit({ type: 'cursor_change', payload: heard });
  };

  it('in the form of the golden frame is taken', () => {
    hear(payload.cursor);
    expect(remote(bo)).toHaveLength(1);
  });

  it('may leave out the name of the text when it names a character', () => {
    const position = { type: null, tname: null, item: { client: 5, clock: 1 }, assoc: 0 };
    hear({ anchor: position, head: position });
    expect(remote(bo)).toHaveLength(1);
  });

  it.each([
    ['another text', { tname: 'code:javascript' }],
    ['a text that does not exist', { tname: 'state' }],
    ['no place at all', {}],
    ['a nested type', { tname: 'code:python', type: { client: 1, clock: 1 } }],
    ['a character that is none', { tname: 'code:python', item: { client: 'x' } }],
    ['a negative clock', { tname: 'code:python', item: { client: 1, clock: -1 } }],
    ['a side that is no number', { tname: 'code:python', assoc: 'left' }]
  ])('with %s is not drawn', (_, position) => {
    const roots = [...(bo.model.document.shown.text.doc?.share.keys() ?? [])];
    hear({ anchor: position, head: position });
    expect(remote(bo)).toEqual([]);
    expect([...(bo.model.document.shown.text.doc?.share.keys() ?? [])]).toEqual(roots);
  });
});
