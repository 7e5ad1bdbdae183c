/**
 * Shows text of this person's that could not be merged beside the interview's. Both can be read,
 * and neither is dropped unless the person asks for that.
 */
import * as React from 'react';
import type { IFile } from '../../contract/protocol';
import type { ICopy } from '../../model/document/copies';
import { Button } from '../../ui/button';
import { copyText } from '../../ui/clipboard';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { download } from '../../ui/download';
import { Icon } from '../../ui/icons';
import { useTrans } from '../../ui/translation';
import { useConnection, useDocument, useFiles, useSession } from '../use-interview';
import { difference } from './difference';
import { useText } from './use-text';

export function Copies(): JSX.Element | null {
  const text = useDocument();
  const files = useFiles();
  const connection = useConnection();
  // Without an interview there is nothing to compare with and nothing to restore into.
  const isGone = connection.state === 'closed' && connection.closedBecause !== 'ended';
  if (text.copies.length === 0) {
    return null;
  }
  return (
    <div className="jpi-Copies">
      {text.copies.map(copy => {
        const file = files.get(copy.file);
        return isGone || file === undefined ? (
          <Lonely key={copy.id} copy={copy} onDrop={() => text.dropCopy(copy.id)} />
        ) : (
          <Beside key={copy.id} copy={copy} file={file} />
        );
      })}
    </div>
  );
}

function Beside({ copy, file }: { copy: ICopy; file: IFile }): JSX.Element {
  const text = useDocument();
  const session = useSession();
  const connection = useConnection();
  const trans = useTrans();
  const current = useText(text.bufferOf(file));
  const { before, middles, after } = difference(current, copy.text);
  return (
    <Offer
      copy={copy}
      title={trans.__('Your text of %1 differs from the interview’s', copy.name)}
      advice={trans.__(
        'They could not be merged, so nothing of yours was added. Restore it as an edit that can be undone, or discard it.'
      )}
      onDrop={() => text.dropCopy(copy.id)}
      restore={
        <Button
          label={trans.__('Restore my text')}
          look="primary"
          disabled={connection.state !== 'online' || !session.can('edit')}
          tooltip={session.can('edit') ? undefined : trans.__('You may not edit now.')}
          onClick={() => text.restoreCopy(copy.id)}
        />
      }
    >
      <Text label={trans.__('The interview’s text')} parts={[before, middles[0], after]} />
      <Text label={trans.__('Your copy')} parts={[before, middles[1], after]} />
    </Offer>
  );
}

/** A copy whose interview is gone. */
export function Lonely(props: { copy: ICopy; onDrop: () => void }): JSX.Element {
  const { copy } = props;
  const trans = useTrans();
  return (
    <Offer
      copy={copy}
      title={trans.__('Your copy of %1', copy.name)}
      advice={trans.__('It is only in this browser. Copy or download it to keep it.')}
      onDrop={props.onDrop}
    >
      <Text label={trans.__('Your copy')} parts={[copy.text, '', '']} />
    </Offer>
  );
}

function Offer(props: {
  copy: ICopy;
  title: string;
  advice: string;
  onDrop: () => void;
  restore?: React.ReactNode;
  children: React.ReactNode;
}): JSX.Element {
  const { copy, title } = props;
  const trans = useTrans();
  const [copied, setCopied] = React.useState<boolean | null>(null);
  const [asking, setAsking] = React.useState(false);
  // Without the folders, as browsers take it.
  const name = `my-${copy.name.slice(copy.name.lastIndexOf('/') + 1)}`;
  return (
    <section className="jpi-Notice jpi-Copy jpi-mod-warning" aria-label={title}>
      <Icon name="alert" />
      <div className="jpi-Notice-body">
        <p role="alert">
          <strong>{title}.</strong> {props.advice}
        </p>
        <div className="jpi-Copy-texts">{props.children}</div>
        <div className="jpi-Copy-actions">
          {props.restore}
          <Button
            label={copied ? trans.__('Copied') : trans.__('Copy')}
            icon={copied ? 'check' : 'copy'}
            onClick={() => void copyText(copy.text).then(setCopied)}
          />
          <Button
            label={trans.__('Download')}
            icon="download"
            onClick={() => download(new Blob([copy.text], { type: 'text/plain' }), name)}
          />
          <Button label={trans.__('Discard…')} look="danger" onClick={() => setAsking(true)} />
        </div>
        <p role="alert">
          {copied === false && trans.__('Your browser does not let this page copy.')}
        </p>
      </div>
      {asking && (
        <ConfirmDialog
          question={{
            title: trans.__('Discard your copy?'),
            consequence: trans.__('It is nowhere else. This cannot be undone.'),
            verb: trans.__('Discard'),
            danger: true,
            onConfirm: props.onDrop
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}

/** Read-only; what differs is marked. */
function Text(props: { label: string; parts: [string, string, string] }): JSX.Element {
  const [before, middle, after] = props.parts;
  const id = React.useId();
  return (
    <div className="jpi-Copy-side">
      <span id={id}>{props.label}</span>
      <div
        className="jpi-Copy-text"
        role="textbox"
        aria-readonly
        aria-multiline
        aria-labelledby={id}
        tabIndex={0}
      >
        {before}
        {middle !== '' && <mark>{middle}</mark>}
        {after}
      </div>
    </div>
  );
}
