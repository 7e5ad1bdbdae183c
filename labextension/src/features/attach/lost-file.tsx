/** Says that the interview is not attached to its file any more, though nobody asked for that. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { ILostAttachment } from '../../model/session/attachment';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import { useAttachment, useConnection, useSession } from '../use-interview';
import { nameOf } from './file-browser';

export function LostFile(props: { onAgain: (lost: ILostAttachment) => void }): JSX.Element | null {
  const { onAgain } = props;
  const attachment = useAttachment();
  const session = useSession();
  const connection = useConnection();
  const trans = useTrans();
  const { lost } = attachment;
  if (lost === null || connection.state === 'closed') {
    return null;
  }
  return (
    <Notice kind="warning" icon="file" onDismiss={() => attachment.dismissLost()}>
      {words(lost, trans)}
      {lost.reason === null && session.can('attach') && (
        <Button label={trans.__('Attach again')} onClick={() => onAgain(lost)} />
      )}
    </Notice>
  );
}

function words({ attachment, reason }: ILostAttachment, trans: TranslationBundle): string {
  const name = nameOf(attachment.path);
  switch (reason) {
    case 'file_gone':
      return trans.__('“%1” was deleted, so the interview is attached to nothing now.', name);
    case 'cell_gone':
      return trans.__(
        'The cell in “%1” was deleted, so the interview is attached to nothing now.',
        name
      );
    case 'removed':
      return trans.__(
        'The file that was attached to “%1” was removed from the interview, so nothing is attached now.',
        name
      );
    case 'refused':
      return trans.__(
        'The interview cannot take what is in “%1” now, so it was detached. Is it too long?',
        name
      );
    default:
      return trans.__(
        'The interview is not attached to “%1” any more: the server was started anew.',
        name
      );
  }
}
