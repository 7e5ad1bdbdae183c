/** The list of people over a model: what is done to them, and what is asked before. */
import * as React from 'react';
import type { IUser } from '../../contract/protocol';
import type { IInterviewModel } from '../../model/interview';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { download } from '../../ui/download';
import { useTrans } from '../../ui/translation';
import { Participants } from './participants';

export function People(props: {
  model: IInterviewModel;
  onDo: (change: Promise<void>) => void;
}): JSX.Element {
  const { model, onDo } = props;
  const { admin } = model;
  const trans = useTrans();
  const [leaving, setLeaving] = React.useState<IUser | null>(null);
  return (
    <>
      <Participants
        users={model.users}
        me={model.me}
        can={action => model.connection !== 'closed' && model.can(action)}
        actions={{
          admit: users =>
            onDo(Promise.all(users.map(({ id }) => admin.admit(id))).then(() => undefined)),
          setRole: (user, role) => onDo(admin.setRole(user.id, role)),
          remove: setLeaving,
          canDownload: model.keptBy === 'server',
          lowerHand: user => onDo(admin.lowerHand(user.id)),
          download: user =>
            onDo(
              admin
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
            onConfirm: () => onDo(admin.kick(leaving.id))
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
