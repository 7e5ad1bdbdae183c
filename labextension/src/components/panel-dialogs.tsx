/** What the panel shows over itself: the links, and what is asked before the end. */
import * as React from 'react';
import type { IInterviewModel } from '../model/interview';
import { ConfirmDialog } from './confirm-dialog';
import type { IInviteActions } from './invite-actions';
import { ShareDialog } from './share-dialog';
import { useTrans } from './translation';

/** What the page around the panel may ask for. */
export type PanelDialog = 'share' | 'end' | 'delete';

export function PanelDialogs(props: {
  model: IInterviewModel;
  dialog: PanelDialog | null;
  invites: IInviteActions;
  onDo: (change: Promise<void>) => void;
  onClose: () => void;
}): JSX.Element | null {
  const { model, onDo, onClose } = props;
  const trans = useTrans();
  switch (props.dialog) {
    case null:
      return null;
    case 'share':
      return <ShareDialog title={model.title} invites={props.invites} onClose={onClose} />;
    case 'end':
      return (
        <ConfirmDialog
          question={{
            title: trans.__('End this interview?'),
            consequence: trans.__(
              'Nobody can edit or run any more, guests are disconnected, and its links stop working. You can still read it, and reopen it later.'
            ),
            verb: trans.__('End interview'),
            danger: true,
            onConfirm: () => onDo(model.admin.end())
          }}
          onClose={onClose}
        />
      );
    case 'delete':
      return (
        <ConfirmDialog
          question={{
            title: trans.__('Delete this interview?'),
            consequence: trans.__(
              'Everybody is disconnected. Its text, runs, people and links are deleted for good. This cannot be undone.'
            ),
            verb: trans.__('Delete for good'),
            danger: true,
            onConfirm: () => onDo(model.admin.remove())
          }}
          onClose={onClose}
        />
      );
  }
}
