/** The links of a class, which nobody can be shown again, and a question before they are lost. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { IClassLinks } from '../../contract/protocol';
import { Button } from '../../ui/button';
import { copyText } from '../../ui/clipboard';
import { ConfirmDialog, type IConfirmation } from '../../ui/confirm-dialog';
import { download } from '../../ui/download';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import { leadsOnlyHere } from '../share/only-here';

export interface IClassLinksProps {
  links: IClassLinks;
  /** There were links before, which go on working. */
  again: boolean;
  /** Whether leaving would lose links that are nowhere else. */
  onKept: (kept: boolean) => void;
  onDone: () => void;
}

export function ClassLinks(props: IClassLinksProps): JSX.Element {
  const { links, onKept, onDone } = props;
  const trans = useTrans();
  const [isCopied, setCopied] = React.useState(false);
  const [isDownloaded, setDownloaded] = React.useState(false);
  const [single, setSingle] = React.useState<ReadonlySet<string>>(new Set());
  const [isRefused, setRefused] = React.useState(false);
  const [isAsking, setAsking] = React.useState(false);
  const isKept = isCopied || isDownloaded || single.size === links.links.length;

  React.useEffect(() => {
    onKept(isKept);
    return () => onKept(true);
  }, [isKept, onKept]);

  const copy = async (text: string, done: () => void): Promise<void> => {
    const isDone = await copyText(text);
    setRefused(!isDone);
    if (isDone) {
      done();
    }
  };

  return (
    <div className="jpi-ClassForm">
      <h2>{trans.__('Links of “%1”', links.name)}</h2>
      <p role="status">
        {props.again
          ? trans._n(
              'One new link is there. It is shown now and never again. The link that was sent before goes on working.',
              '%1 new links are there. They are shown now and never again. Links that were sent before go on working.',
              links.links.length
            )
          : trans._n(
              'One interview is there. Its link is shown now and never again.',
              '%1 interviews are there. Their links are shown now and never again.',
              links.links.length
            )}{' '}
        {props.again &&
          trans.__(
            'The file has name, interview and link. Other columns of your table are not kept here: add them from your table by the name.'
          )}
        {links.nameColumns.length > 0 &&
          trans.__('The names are from “%1”.', links.nameColumns.join(' + '))}
      </p>
      {links.links.some(({ url }) => leadsOnlyHere(url)) && (
        <Notice kind="warning" icon="alert">
          {trans.__(
            'These links work on this computer only. Open Jupyter at an address that others can reach, or set c.InterviewApp.public_url to that address, and make new links.'
          )}
        </Notice>
      )}
      <div className="jpi-ClassForm-buttons">
        <Button
          label={trans.__('Download links as CSV')}
          icon={isDownloaded ? 'check' : 'download'}
          look="primary"
          onClick={() => {
            download(new Blob([links.csv], { type: 'text/csv' }), fileName(links.name));
            setDownloaded(true);
          }}
        />
        <Button
          label={isCopied ? trans.__('Copied') : trans.__('Copy CSV')}
          icon={isCopied ? 'check' : 'copy'}
          onClick={() => void copy(links.csv, () => setCopied(true))}
        />
        <Button
          label={trans.__('Show the class')}
          onClick={() => (isKept ? onDone() : setAsking(true))}
        />
      </div>
      <div role="alert" className="jpi-ClassForm-problem">
        {isRefused && trans.__('Your browser does not let this page copy.')}
      </div>
      <ul className="jpi-ClassForm-links" aria-label={trans.__('Links')}>
        {links.links.map(({ name, sessionId, url }) => (
          <li key={sessionId}>
            <strong>{name}</strong>
            <code>{url}</code>
            <Button
              label={trans.__('Copy the link of %1', name)}
              icon={single.has(sessionId) ? 'check' : 'copy'}
              iconOnly
              look="quiet"
              onClick={() =>
                void copy(url, () => setSingle(before => new Set([...before, sessionId])))
              }
            />
          </li>
        ))}
      </ul>
      {isAsking && (
        <ConfirmDialog
          question={{ ...lostLinks(trans), onConfirm: onDone }}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

/** The question before links are lost that are nowhere else. */
export function lostLinks(trans: TranslationBundle): Omit<IConfirmation, 'onConfirm'> {
  return {
    title: trans.__('Leave without the links?'),
    consequence: trans.__(
      'Links that were neither downloaded nor copied cannot be shown again, nor can those that are being made now. You can make new ones in the table of the class.'
    ),
    verb: trans.__('Leave')
  };
}

function fileName(name: string): string {
  return `${name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'class'}-links.csv`;
}
