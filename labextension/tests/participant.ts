import { InterviewModel } from '../src/model/interview-model';
import { InterviewError, type IInterviewApi } from '../src/model/ports';
import type { ISession } from '../src/model/protocol';
import { HandClock } from './hand-clock';
import { person, SESSION, type Relay, type Wire } from './relay';
import { ScriptedRunner } from './scripted-runner';

export interface IParticipant {
  model: InterviewModel;
  wire: Wire;
  runner: ScriptedRunner;
  clock: HandClock;
  /** The shown buffer's text. */
  text(): string;
  type(at: number, text: string): void;
}

/** REST as far as a model uses it: changes of title and state. */
function apiOf(session: ISession): IInterviewApi {
  const refuse = (): Promise<never> =>
    Promise.reject(new InterviewError('Not part of this test.', 'not_enabled', 501));
  return {
    list: refuse,
    create: refuse,
    get: refuse,
    update: (_, change) => {
      if (change.title === '') {
        return Promise.reject(new InterviewError('A title is needed.', 'invalid_field', 400));
      }
      return Promise.resolve({ ...session, ...change });
    },
    remove: refuse,
    join: refuse,
    invites: refuse,
    createInvite: refuse,
    revokeInvite: refuse
  };
}

/** Somebody with a panel, connected to the relay; frames wait until `relay.settle()`. */
export function join(relay: Relay, name: string, clock = new HandClock()): IParticipant {
  const user = person(name);
  const wire = relay.connect(user);
  const runner = new ScriptedRunner();
  const model = new InterviewModel({
    session: SESSION,
    user,
    api: apiOf(SESSION),
    connection: wire,
    runner,
    clock
  });
  return {
    model,
    wire,
    runner,
    clock,
    text: () => model.buffer.text.toJSON(),
    type: (at, text) => model.buffer.shared.updateSource(at, at, text)
  };
}
