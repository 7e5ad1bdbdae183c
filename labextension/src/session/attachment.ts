/** The file that a session is attached to. No log knows it, because no server begins with one. */
import type { SessionCommand, SessionEvent } from '../contract/generated-events';
import { demandServer, type IActor } from './actor';
import { decided, type IDecided, type IInterview } from './interview';
import type { Named } from './named';

type Command = Named<SessionCommand, 'BeginAttachment' | 'EndAttachment'>;
type Event = Named<SessionEvent, 'AttachmentBegun' | 'AttachmentEnded'>;

/** Who may attach a session is asked before its file is opened, so the server says it here. */
export function decide(actor: IActor, command: Command): IDecided[] {
  demandServer(actor);
  return command.type === 'BeginAttachment'
    ? [decided({ type: 'AttachmentBegun', attachment: command.attachment })]
    : [decided({ type: 'AttachmentEnded', reason: command.reason })];
}

export function evolve(interview: IInterview, event: Event): IInterview {
  const attachment = event.type === 'AttachmentBegun' ? event.attachment : null;
  return { ...interview, attachment };
}
