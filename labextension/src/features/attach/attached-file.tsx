/** The chip that says what the interview is attached to, with what can be done about that. */
import * as React from 'react';
import { MenuButton } from '../../ui/menu-button';
import { useTrans } from '../../ui/translation';
import { useAttachment, useConnection } from '../use-interview';
import { languageName } from '../wording';
import { nameOf } from './file-browser';
import type { IFiles } from './file-browser';

export function AttachedFile(props: {
  files: IFiles;
  onDo: (change: Promise<void>) => void;
}): JSX.Element | null {
  const { files, onDo } = props;
  const attachment = useAttachment();
  const connection = useConnection();
  const trans = useTrans();
  if (attachment.current === null || connection.state === 'closed') {
    return null;
  }
  const { path, language, cellId } = attachment.current;
  const tooltip =
    cellId === null
      ? trans.__('The %1 text is the text of %2', languageName(language), path)
      : trans.__('The %1 text is a cell of %2', languageName(language), path);
  return (
    <MenuButton
      className="jpi-AttachedFile"
      label={nameOf(path)}
      accessibleName={trans.__('Attached to %1', path)}
      tooltip={tooltip}
      icon="file"
      showLabel
      items={[
        { label: trans.__('Open the file'), onSelect: () => files.open(path) },
        { label: trans.__('Detach'), onSelect: () => onDo(attachment.detach()) }
      ]}
    />
  );
}
