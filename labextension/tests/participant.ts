import { told } from '../src/contract/generated-settings';
import type { ILogPosition, ISession } from '../src/contract/protocol';
import { settingsAfter, settingsOf } from '../src/contract/settings';
import { InterviewModel } from '../src/model/interview-model';
import { MemoryStore } from '../src/model/offline/offline-store';
import { InterviewError, type IInterviewApi } from '../src/model/ports';
import { HandClock } from './hand-clock';
import { HOST, person, SESSION, type Relay } from './relay';
import { ScriptedRunner } from './scripted-runner';
import type { Wire } from './wire';

export interface IParticipant {
  model: InterviewModel;
  wire: Wire;
  runner: ScriptedRunner;
  clock: HandClock;
  store: MemoryStore;
  /** May be told to answer more. */
  api: IInterviewApi;
  /** The shown buffer's text. */
  text(): string;
  type(at: number, text: string): void;
  /** The newest text that could not be merged. */
  copy(): string | null;
}

/** REST as far as a model uses it: changes of the session. */
function apiOf(begun: ISession): IInterviewApi {
  let session = begun;
  const refuse = (): Promise<never> =>
    Promise.reject(new InterviewError('Not part of this test.', 'not_enabled', 501));
  return {
    keptBy: 'server',
    list: refuse,
    health: refuse,
    create: refuse,
    get: refuse,
    update: (_, change) => {
      if (change.title === '') {
        return Promise.reject(new InterviewError('A title is needed.', 'invalid_field', 400));
      }
      const settings = settingsAfter(settingsOf(session), change);
      const { title = session.title, state = session.state } = change;
      session = { ...session, title, state, ...told(settings) };
      return Promise.resolve(session);
    },
    copy: refuse,
    remove: refuse,
    announce: refuse,
    answerSignal: refuse,
    join: refuse,
    invitation: refuse,
    updateUser: refuse,
    removeUser: refuse,
    exportUser: refuse,
    takeAway: (_, form, audience = 'hosts') =>
      Promise.resolve({
        name: `round-2.${form}${audience === 'hosts' ? '' : '.all'}`,
        content: new Blob([`all of ${form}`])
      }),
    seal: () => Promise.resolve({ sha256: null }),
    release: (_, until = null) => Promise.resolve(until),
    hold: (_, held) => Promise.resolve(held ? '2026-11-23T12:28:30.366Z' : null),
    attach: refuse,
    detach: refuse,
    invites: refuse,
    createInvite: refuse,
    classes: refuse,
    createClass: refuse,
    activity: refuse,
    listQuestions: refuse,
    bankQuestion: refuse,
    loadQuestion: refuse,
    takeQuestion: refuse,
    uploadBank: refuse,
    removeBank: refuse,
    keepLoadedQuestion: refuse,
    keepQuestion: refuse,
    revokeInvite: refuse,
    remarks: refuse,
    moments: () => Promise.resolve([]),
    textsAt: refuse,
    recording: refuse,
    recordedRun: refuse,
    checkThen: refuse
  };
}

/** Somebody has another role from now on; the server closes the connection of somebody who does. */
export function become(
  relay: Relay,
  { wire }: IParticipant,
  role: 'candidate' | 'interviewer'
): void {
  const participant = wire.user.id;
  relay.perform(HOST, { type: 'PersonChange', participant, role, admitted: false });
  wire.drop(1006);
  wire.open();
  relay.settle();
}

/** Somebody with a panel, connected to the relay; frames wait until `relay.settle()`. */
export function join(
  relay: Relay,
  name: string,
  clock = new HandClock(),
  store = new MemoryStore(true),
  known: ILogPosition | null = null,
  more: Partial<ISession> = {}
): IParticipant {
  const user = person(name);
  const wire = relay.connect(user, known);
  const runner = new ScriptedRunner();
  const api = apiOf(SESSION);
  const model = new InterviewModel({
    session: { ...SESSION, ...more },
    user,
    api,
    connection: wire,
    runner,
    store,
    clock
  });
  return {
    model,
    wire,
    runner,
    clock,
    store,
    api,
    text: () => model.document.shown.text.toJSON(),
    copy: () => model.document.copies[0]?.text ?? null,
    type: (at, text) => model.document.shown.shared.updateSource(at, at, text)
  };
}
