/** What a panel sees of an interview: people, language, state, refusals, and the connection. */
import { beforeEach, describe, expect, it } from 'vitest';
import { golden } from '../../tests/golden';
import { join, type IParticipant } from '../../tests/participant';
import { person, Relay, SESSION } from '../../tests/relay';
import { DEFAULT_SETTINGS, told } from '../contract/generated-settings';
import { CloseCode, type ServerFrame } from '../contract/protocol';

let relay: Relay;
let ana: IParticipant;

beforeEach(() => {
  relay = new Relay();
  ana = join(relay, 'Ana');
  relay.settle();
});

const names = (): string[] =>
  ana.model.people.list.map(({ name, online }) => (online ? name : `(${name})`));

describe('facts', () => {
  it('the welcome says who I am, what I may do, and what there is', () => {
    const { model } = ana;
    expect(model.people.me).toEqual(person('Ana'));
    expect([model.session.role, model.session.language, model.session.title]).toEqual([
      'candidate',
      'python',
      'Backend, round 2'
    ]);
    expect([model.session.can('run'), model.session.can('invite')]).toEqual([true, false]);
    expect(model.connection.state).toBe('online');
    expect(model.document.shown.maxBytes).toBe(1000);
  });

  it('people come, go away, come back, and leave', () => {
    const bo = person('Bo');
    relay.tell({ type: 'user_joined', payload: { user: bo } });
    relay.settle();
    expect(names()).toEqual(['Ana', 'Bo']);
    const away = { ...bo, online: false };
    relay.tell({ type: 'user_left', payload: { user: away, reason: 'away' } });
    relay.settle();
    expect(names()).toEqual(['Ana', '(Bo)']);
    relay.tell({ type: 'user_joined', payload: { user: { ...bo, name: 'Bob' } } });
    relay.settle();
    expect(names()).toEqual(['Ana', 'Bob']);
    relay.tell({ type: 'user_left', payload: { user: away, reason: 'left' } });
    relay.settle();
    expect(names()).toEqual(['Ana']);
  });

  it('a new state brings new actions', () => {
    relay.tell(golden('sync-session-state.json').frame as ServerFrame);
    relay.settle();
    expect(ana.model.session.state).toBe('ended');
    expect([ana.model.session.can('read'), ana.model.session.can('edit')]).toEqual([true, false]);
  });

  it('the interpreter of the shown language is warmed', () => {
    expect(new Set(ana.runner.warmed)).toEqual(new Set(['python']));
    ana.model.session.setLanguage('javascript');
    relay.settle();
    expect(ana.runner.warmed.at(-1)).toBe('javascript');
  });

  it('a buffer is one object until its language is left and its document replaced', () => {
    const buffer = ana.model.document.shown;
    expect(ana.model.document.shown).toBe(buffer);
    expect(buffer.language).toBe('python');
    ana.model.session.setLanguage('javascript');
    relay.settle();
    expect(ana.model.document.shown).not.toBe(buffer);
  });

  it('many changes at once are one signal', async () => {
    let heard = 0;
    ana.model.changed.connect(() => heard++);
    relay.tell({ type: 'user_joined', payload: { user: person('Bo') } });
    relay.tell({ type: 'user_joined', payload: { user: person('Cy') } });
    relay.settle();
    await Promise.resolve();
    expect(heard).toBe(1);
  });

  it('a part tells of its own changes alone', async () => {
    const { session, people, runs, document } = ana.model;
    const heard: string[] = [];
    Object.entries({ session, people, runs, document }).forEach(([name, part]) =>
      part.changed.connect(() => heard.push(name))
    );
    await Promise.resolve();
    heard.length = 0;
    relay.tell({ type: 'user_joined', payload: { user: person('Bo') } });
    relay.settle();
    await Promise.resolve();
    expect(heard).toEqual(['people']);
  });

  it("others' typing does not make the panel draw anew", async () => {
    const bo = join(relay, 'Bo');
    relay.settle();
    await Promise.resolve();
    let heard = 0;
    ana.model.changed.connect(() => heard++);
    bo.type(0, 'typed');
    relay.settle();
    await Promise.resolve();
    expect(ana.text()).toBe('typed');
    expect(heard).toBe(0);
  });
});

describe('the waiting room', () => {
  it('hears and sends nothing until one is let in, on the same connection', () => {
    const bo = person('Bo');
    relay.outside.add(bo.id);
    const late = join(relay, 'Bo');
    relay.settle();
    const { model } = late;
    model.presence.awareness.setLocalStateField('cursor', { anchor: {}, head: {} });
    late.clock.turn(1_000);
    expect(late.wire.sent).toEqual([]);
    expect([model.connection.state, model.session.title]).toEqual(['waiting', 'Backend, round 2']);
    expect([model.people.me?.waiting, model.document.ready, model.people.list]).toEqual([
      true,
      false,
      [bo]
    ]);
    ana.type(0, 'secret');
    relay.admit(late.wire);
    relay.settle();
    expect([model.connection.state, model.document.ready, late.text()]).toEqual([
      'online',
      true,
      'secret'
    ]);
    late.type(6, ' no more');
    relay.settle();
    expect(ana.text()).toBe('secret no more');
  });
});

describe('locks', () => {
  it('take effect at once, and are said', () => {
    const settings = { ...DEFAULT_SETTINGS, lobby: true, editingLocked: true, runsLocked: true };
    const { role } = SESSION;
    const { title } = ana.model.session;
    const news = {
      state: 'live',
      title,
      endedAt: null,
      ...told(settings),
      role
    } as const;
    relay.tell({ type: 'session_state', payload: { ...news, actions: ['read'] } });
    relay.settle();
    expect(ana.model.session.settings).toEqual(settings);
    expect([ana.model.session.can('edit'), ana.model.session.can('run')]).toEqual([false, false]);
  });
});

describe('commands', () => {
  it('a title that was refused is an error, a good one is there at once', async () => {
    await expect(ana.model.session.rename('')).rejects.toThrow('A title is needed.');
    await ana.model.session.rename('Round 3');
    expect(ana.model.session.title).toBe('Round 3');
  });

  it('end and reopen change the state, and a closed connection is tried again', async () => {
    await ana.model.session.end();
    expect(ana.model.session.state).toBe('ended');
    ana.wire.drop(CloseCode.ended, 'closed');
    await ana.model.session.reopen();
    expect([ana.model.session.state, ana.wire.retried]).toEqual(['live', 1]);
  });

  it('LC15 a page that was closed by the end comes back when somebody else reopens it', async () => {
    ana.api.get = () => Promise.resolve({ ...SESSION, state: 'live' });
    ana.wire.drop(CloseCode.ended, 'closed');
    ana.clock.turn(3000);
    await new Promise(resolve => setTimeout(resolve));
    expect(ana.wire.retried).toBe(1);
    relay.settle();
    expect(ana.model.connection.state).toBe('online');
  });

  it('RL7: a page that was closed by the end hears of a copy that is released later', async () => {
    const releasedUntil = '2026-12-24T12:00:00.000Z';
    ana.model.session.hear(golden('sync-session-state.json').frame as ServerFrame);
    const session = { ...SESSION, state: 'ended', role: 'candidate', releasedUntil } as const;
    ana.api.get = () => Promise.resolve(session);
    expect(ana.model.session.copyUntil).toBeNull();
    ana.wire.drop(CloseCode.ended, 'closed');
    ana.clock.turn(3000);
    await new Promise(resolve => setTimeout(resolve));
    expect(ana.model.session.copyUntil).toBe(releasedUntil);
    expect(ana.wire.retried).toBe(0);
  });

  it('lobby and locks are as REST answers, one lock at a time', async () => {
    await ana.model.session.set({ lobby: true });
    await ana.model.session.set({ runsLocked: true });
    expect(ana.model.session.settings).toMatchObject({
      lobby: true,
      editingLocked: false,
      runsLocked: true
    });
  });

  it('somebody let in is in the list at once; a refusal changes nothing', async () => {
    const bo = { ...person('Bo'), waiting: true };
    relay.tell({ type: 'user_joined', payload: { user: bo } });
    relay.settle();
    await expect(ana.model.people.kick(bo.id)).rejects.toThrow('Not part of this test.');
    expect(ana.model.people.list.find(({ id }) => id === bo.id)?.waiting).toBe(true);
    ana.api.updateUser = (_, userId) => Promise.resolve({ ...bo, id: userId, waiting: false });
    await ana.model.people.admit(bo.id);
    expect(ana.model.people.list.find(({ id }) => id === bo.id)?.waiting).toBe(false);
  });

  it('who deletes an interview is not offered what they deleted', async () => {
    ana.type(0, 'gone');
    relay.settle();
    ana.api.remove = () => {
      ana.wire.drop(CloseCode.unknown, 'closed');
      return Promise.resolve();
    };
    await ana.model.session.remove();
    expect([ana.model.connection.closedBecause, ana.model.document.copies]).toEqual([
      'deleted',
      []
    ]);
  });

  it('the language cannot be switched offline, and that is said', () => {
    ana.wire.drop(1006);
    ana.model.session.setLanguage('javascript');
    expect(ana.model.notices.current).toMatch(/offline/);
    expect(ana.model.session.language).toBe('python');
  });

  it('a refusal is a notice until it is dismissed', () => {
    const error = 'You have typed too much.';
    relay.tell({ type: 'error', payload: { error, code: 'forbidden', about: 'language_change' } });
    relay.settle();
    expect(ana.model.notices.current).toBe(error);
    ana.model.notices.dismiss();
    expect(ana.model.notices.current).toBeNull();
  });
});

describe('the end of a connection', () => {
  it.each([
    [CloseCode.credential, 'shut_out'],
    [CloseCode.ended, 'ended'],
    [CloseCode.unknown, 'deleted'],
    [CloseCode.role, 'role'],
    [CloseCode.version, 'version'],
    [4999, 'other']
  ])('%i is told as %s', (code, because) => {
    ana.wire.drop(code, 'closed');
    expect(ana.model.connection.state).toBe('closed');
    expect(ana.model.connection.closedBecause).toBe(because);
  });

  it.each(['kicked', 'revoked'] as const)('who was %s knows it', reason => {
    const { user } = ana.wire;
    relay.tell({ type: 'user_left', payload: { user, reason } });
    relay.settle();
    ana.wire.drop(CloseCode.credential, 'closed');
    expect(ana.model.connection.closedBecause).toBe(reason);
  });

  it('a connection that swallows edits in silence is given up', () => {
    ana.type(0, 'into the void');
    relay.storesAtOnce = false;
    ana.clock.turn(14_000);
    expect(ana.wire.renewed).toBe(0);
    ana.clock.turn(10_000);
    expect(ana.wire.renewed).toBe(1);
    relay.storesAtOnce = true;
    relay.settle();
    expect(relay.text()).toBe('into the void');
    expect(ana.model.document.saved).toBe('saved');
  });

  it('a quiet connection with nothing to save is left alone', () => {
    ana.clock.turn(600_000);
    expect(ana.wire.renewed).toBe(0);
  });

  it('after dispose nothing is left running or connected', () => {
    ana.type(0, 'x');
    ana.model.runs.run();
    ana.model.dispose();
    expect([ana.model.isDisposed, ana.runner.isDisposed, ana.wire.state]).toEqual([
      true,
      true,
      'closed'
    ]);
    expect(ana.clock.due).toEqual([]);
  });
});
