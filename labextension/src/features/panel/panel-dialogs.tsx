/** The dialogs of the panel: for links, and for questions before the end. */
import * as React from 'react';
import type { IQuestion } from '../../contract/protocol';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { LinkDialog } from '../../ui/link-dialog';
import { useTrans } from '../../ui/translation';
import { AttachDialog } from '../attach/attach-dialog';
import type { IAttachTarget } from '../attach/attach-dialog';
import type { IFiles } from '../attach/file-browser';
import { MessageDialog } from '../message/message-dialog';
import { NameDialog } from '../people/name-dialog';
import { LateQuestionsDialog } from '../questions/late-questions';
import type { Markdown } from '../questions/markdown';
import type { IQuestionDesk } from '../questions/question-desk';
import type { IEditorSettingsSource } from '../editor/editor-settings';
import { SettingsDialog } from '../editor/settings-dialog';
import type { IInviteActions } from '../share/invite-actions';
import { ShareDialog } from '../share/share-dialog';
import { LateSignalsDialog } from '../signals/late-signals';
import { useAnnouncement, useSession } from '../use-interview';
import { deleteConsequence, endConsequence, shownTitle } from '../wording';
import { ShortcutsDialog } from './shortcuts-dialog';
import { TakeAwayDialog } from './take-away';
import type { IShownKeys } from './toolbar';

/** A dialog that the page around the panel may open. */
export type PanelDialog =
  | 'share'
  | 'questions'
  | 'name'
  | 'announce'
  | 'signals'
  | 'take'
  | 'end'
  | 'delete'
  | 'settings'
  | 'shortcuts'
  | IAttachQuestion;

/** Attaching: to a file that is yet to be named, to this one, or to a cell. */
export interface IAttachQuestion {
  attach: IAttachTarget | null;
}

export function PanelDialogs(props: {
  dialog: PanelDialog | null;
  invites: IInviteActions;
  link: string | null;
  files: IFiles | null;
  onRenamed: (name: string) => void;
  desk: IQuestionDesk;
  markdown: Markdown;
  /** A question has come into the interview. */
  onLoaded: (question: IQuestion) => void;
  keys: IShownKeys;
  settings: IEditorSettingsSource;
  onDo: (change: Promise<void>) => void;
  onClose: () => void;
}): JSX.Element | null {
  const { link, onDo, onClose } = props;
  const session = useSession();
  const announcement = useAnnouncement();
  const trans = useTrans();
  const { dialog, files, keys, settings } = props;
  const title = shownTitle(session.title, trans);
  if (dialog !== null && typeof dialog === 'object') {
    return files && <AttachDialog {...{ files, onClose }} target={dialog.attach} />;
  }
  switch (dialog) {
    case null:
      return null;
    case 'share':
      return link === null ? (
        <ShareDialog title={title} invites={props.invites} onClose={onClose} />
      ) : (
        <LinkDialog title={title} link={link} onClose={onClose} />
      );
    case 'questions':
      return (
        <LateQuestionsDialog
          desk={props.desk}
          markdown={props.markdown}
          onLoaded={props.onLoaded}
          onClose={onClose}
        />
      );
    case 'name':
      return <NameDialog onRenamed={props.onRenamed} onClose={onClose} />;
    case 'announce':
      return (
        <MessageDialog
          title={trans.__('Message to everybody')}
          onSend={text => announcement.tell(text)}
          onClose={onClose}
        />
      );
    case 'signals':
      return <LateSignalsDialog onDo={onDo} onClose={onClose} />;
    case 'take':
      return <TakeAwayDialog onClose={onClose} />;
    case 'settings':
      return <SettingsDialog source={settings} onClose={onClose} />;
    case 'shortcuts':
      return <ShortcutsDialog keys={keys} settings={settings} onClose={onClose} />;
    case 'end':
      return (
        <ConfirmDialog
          question={{
            title: trans.__('End this interview?'),
            consequence: endConsequence(session.keptBy, trans),
            verb: trans.__('End interview'),
            danger: true,
            onConfirm: () => onDo(session.end())
          }}
          onClose={onClose}
        />
      );
    case 'delete':
      return (
        <ConfirmDialog
          question={{
            title: trans.__('Delete this interview?'),
            consequence: deleteConsequence(session.keptBy, trans),
            verb: trans.__('Delete for good'),
            danger: true,
            onConfirm: () => onDo(session.remove())
          }}
          onClose={onClose}
        />
      );
  }
}
