/** What the panel shows over itself: the links, and what is asked before the end. */
import * as React from 'react';
import type { IInterviewModel } from '../model/interview';
import { ConfirmDialog } from './confirm-dialog';
import type { IInviteActions } from './invite-actions';
import { LinkDialog } from './link-dialog';
import { ShareDialog } from './share-dialog';
import { useTrans } from './translation';
import { deleteConsequence, endConsequence } from './wording';

/** What the page around the panel may ask for. */
export type PanelDialog = 'share' | 'end' | 'delete';

export function PanelDialogs(props: {
  model: IInterviewModel;
  dialog: PanelDialog | null;
  invites: IInviteActions;
  link: string | null;
  onDo: (change: Promise<void>) => void;
  onClose: () => void;
}): JSX.Element | null {
  const { model, link, onDo, onClose } = props;
  const trans = useTrans();
  switch (props.dialog) {
    case null:
      return null;
    case 'share':
      return link === null ? (
        <ShareDialog title={model.title} invites={props.invites} onClose={onClose} />
      ) : (
        <LinkDialog title={model.title} link={link} onClose={onClose} />
      );
    case 'end':
      return (
        <ConfirmDialog
          question={{
            title: trans.__('End this interview?'),
            consequence: endConsequence(model.place, trans),
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
            consequence: deleteConsequence(model.place, trans),
            verb: trans.__('Delete for good'),
            danger: true,
            onConfirm: () => onDo(model.admin.remove())
          }}
          onClose={onClose}
        />
      );
  }
}
