/** What earlier versions of this page wrote into the log, as events of today. */
import type { SessionEvent } from '../../contract/generated-events';
import type { IRun, ServerFrame } from '../../contract/protocol';
import { compact } from '../../session/codec';

/** The entries of earlier versions, which were the frames that they told everybody. */
export type Fact = Extract<
  ServerFrame,
  {
    type:
      | 'user_joined'
      | 'language_change'
      | 'run_started'
      | 'run_output'
      | 'execution_result'
      | 'session_state';
  }
>;

/** The event, and the person who caused it. */
export function upcast(fact: Fact): { event: SessionEvent; by: string | null } {
  return { event: compact(eventOf(fact)), by: byOf(fact) };
}

function eventOf({ type, payload }: Fact): SessionEvent {
  switch (type) {
    case 'user_joined': {
      const { id, name, color } = payload.user;
      return { type: 'PersonJoined', participant: id, name, color, role: 'owner', identity: id };
    }
    case 'language_change':
      return { type: 'LanguageChanged', language: payload.language };
    case 'session_state': {
      const { title, state, showValues } = payload;
      return { type: 'SessionChanged', title, state, showsValues: showValues };
    }
    case 'run_started': {
      const { id, user, language, source, offline, startedAt } = payload.run;
      const madeUs = offline ? microseconds(startedAt) : null;
      return { type: 'RunStarted', run: id, user, language, source, madeUs };
    }
    case 'run_output': {
      const { runId, index, ...output } = payload;
      return { type: 'RunPrinted', run: runId, index, output };
    }
    case 'execution_result':
      return endOf(payload.run);
  }
}

function endOf({ id, state, error, durationMs, truncated, tests, endedAt }: IRun): SessionEvent {
  const madeUs = endedAt === null ? null : microseconds(endedAt);
  return { type: 'RunEnded', run: id, state, error, durationMs, truncated, tests, madeUs };
}

function byOf({ type, payload }: Fact): string | null {
  switch (type) {
    case 'user_joined':
      return payload.user.id;
    case 'language_change':
      return payload.user?.id ?? null;
    case 'run_started':
    case 'execution_result':
      return payload.run.user?.id ?? null;
    default:
      return null;
  }
}

function microseconds(date: string): number {
  return Date.parse(date) * 1000;
}
