/** The people of the interview: what is done to them, and what is asked before. */
import * as React from 'react';
import type { IUser } from '../../contract/protocol';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { download } from '../../ui/download';
import { useTrans } from '../../ui/translation';
import { useConnection, usePeople, useSession } from '../use-interview';
import { Participants } from './participants';

export function People(props: {
  /** Whose caret is kept in view. */
  following: IUser | null;
  onFollow: (user: IUser) => void;
  onDo: (change: Promise<void>) => void;
  onChangeName: () => void;
}): JSX.Element {
  const { onDo } = props;
  const people = usePeople();
  const session = useSession();
  const connection = useConnection();
  const trans = useTrans();
  const [leaving, setLeaving] = React.useState<IUser | null>(null);
  return (
    <>
      <Participants
        users={people.list}
        me={people.me}
        hasLobby={session.settings.lobby}
        following={props.following}
        can={action => connection.state !== 'closed' && session.can(action)}
        actions={{
          follow: props.onFollow,
          admit: users =>
            onDo(Promise.all(users.map(({ id }) => people.admit(id))).then(() => undefined)),
          setRole: (user, role) => onDo(people.setRole(user.id, role)),
          changeName:
            session.state === 'ended' || connection.state === 'closed' ? null : props.onChangeName,
          takeOff: user => onDo(people.takeOff(user.id)),
          remove: setLeaving,
          canDownload: session.keptBy === 'server',
          lowerHand: user => onDo(people.lowerHand(user.id)),
          download: user =>
            onDo(
              people
                .exportUser(user.id)
                .then(content => download(content, `${fileName(user.name)}.json`))
            )
        }}
      />
      {leaving !== null && (
        <ConfirmDialog
          question={{
            title: trans.__('Remove %1?', leaving.name),
            consequence: trans.__(
              'They are disconnected at once and cannot come back by their link; nobody else can join by it either. What they typed and ran stays.'
            ),
            verb: trans.__('Remove'),
            danger: true,
            onConfirm: () => onDo(people.kick(leaving.id))
          }}
          onClose={() => setLeaving(null)}
        />
      )}
    </>
  );
}

function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'participant';
}
