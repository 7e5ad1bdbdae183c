/** Links that let people in: they are made, closed, and withdrawn when they could not be stored. */
import type { SessionCommand, SessionEvent } from '../contract/generated-events';
import { demandServer, type IActor } from './actor';
import { decided, demand, type IDecided, type IGiven, type IInterview } from './interview';
import type { Named } from './named';
import { closeLink, part } from './people';
import { inviteIn, ofInvite, withInvite, withWay } from './people-book';
import type { IInviteRecord } from './records';
import { refusal } from './refusal';

type Command = Named<SessionCommand, 'NewInvite' | 'RevokeInvite' | 'WithdrawInvite'>;
type Event = Named<SessionEvent, 'InviteMade' | 'InviteRevoked' | 'InviteReturned'>;

export function decide(
  interview: IInterview,
  actor: IActor,
  command: Command,
  given: IGiven
): IDecided[] {
  switch (command.type) {
    case 'NewInvite':
      return make(interview, actor, command, given);
    case 'RevokeInvite':
      return revoke(interview, actor, command.invite);
    case 'WithdrawInvite':
      demandServer(actor);
      return closeLink(inviteIn(interview.people, command.invite));
  }
}

/** An event about an unknown link changes nothing. */
export function evolve(interview: IInterview, event: Event, atUs: number): IInterview {
  const record = event.type === 'InviteMade' ? made(event, atUs) : after(interview, event, atUs);
  return record === undefined
    ? interview
    : { ...interview, people: withInvite(interview.people, record) };
}

function made(event: Named<SessionEvent, 'InviteMade'>, atUs: number): IInviteRecord {
  const { invite, role, secretSha256, expiresUs, maxUses = null, label = null } = event;
  return {
    id: invite,
    secretSha256,
    role,
    createdUs: atUs,
    expiresUs,
    maxUses,
    uses: 0,
    revokedUs: null,
    label
  };
}

function after(
  { people }: IInterview,
  event: Exclude<Event, { type: 'InviteMade' }>,
  atUs: number
): IInviteRecord | undefined {
  const record = inviteIn(people, event.invite);
  return (
    record &&
    (event.type === 'InviteRevoked'
      ? { ...record, revokedUs: atUs }
      : { ...record, uses: record.uses - 1 })
  );
}

function make(
  interview: IInterview,
  actor: IActor,
  command: Named<SessionCommand, 'NewInvite'>,
  { nowUs, limits, id = '', secretSha256 }: IGiven
): IDecided[] {
  demand(interview, actor.role, 'invite');
  if (interview.people.invites.length >= limits.invites) {
    throw refusal('forbidden', 'This interview has too many links.');
  }
  const { role, expiresIn, maxUses, label } = command;
  const expiresUs = nowUs + expiresIn * 1_000_000;
  return [
    decided({
      type: 'InviteMade',
      invite: id,
      role,
      secretSha256: secretSha256 ?? '',
      expiresUs,
      maxUses,
      label
    })
  ];
}

/**
 * Nobody joins by this link any more, and who came by it is shut out. Somebody who is in the interview by
 * another way only loses what they have opened by this one.
 */
function revoke(interview: IInterview, actor: IActor, inviteId: string): IDecided[] {
  demand(interview, actor.role, 'revoke');
  const record = inviteIn(interview.people, inviteId);
  if (record === undefined) {
    throw refusal('not_found', 'There is no such link.');
  }
  const guests = ofInvite(interview.people, record.id);
  const others = withWay(interview.people, record.id);
  return [
    ...closeLink(record),
    ...guests.flatMap(guest => part(interview, guest, 'revoked')),
    ...others.map(({ id }) =>
      decided({ type: 'WayClosed', participant: id, invite: record.id }, id)
    )
  ];
}
