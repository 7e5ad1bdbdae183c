/** What one takes away of an interview: all code on the clipboard, and files for those who hold it. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { IDocumentSlice } from '../../model/document/document';
import type { IFilesSlice } from '../../model/files/files';
import type { RecordedForm, TakenFor, TakenForm } from '../../model/ports';
import type { ISignals } from '../../model/signals/signals';
import { Button } from '../../ui/button';
import { copyText } from '../../ui/clipboard';
import { Modal } from '../../ui/modal';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import { useDocument, useFiles, useSession, useSignals } from '../use-interview';
import { ReleaseForm } from './release';
import { useAttempt } from './use-attempt';

/** Puts the code of all files on the clipboard. Rejects with a sentence where the browser refuses. */
export async function copyAllCode(
  files: IFilesSlice,
  text: IDocumentSlice,
  signals: ISignals,
  trans: TranslationBundle
): Promise<void> {
  const code = allCode(files, text);
  signals.remember(code);
  if (!(await copyText(code))) {
    throw new Error(trans.__('Your browser does not let this page copy.'));
  }
}

/** The text of the one file, or of all files, each under its name. */
function allCode({ folder }: IFilesSlice, text: IDocumentSlice): string {
  const texts = folder.files.map(file => ({
    name: file.name,
    source: text.bufferOf(file).shared.getSource()
  }));
  return texts.length === 1
    ? texts[0].source
    : texts.map(({ name, source }) => `----- ${name} -----\n${source.trimEnd()}\n`).join('\n');
}

/** The files in which those who hold an interview take it away. */
export function TakeAwayDialog(props: { onClose: () => void }): JSX.Element {
  const session = useSession();
  const files = useFiles();
  const text = useDocument();
  const signals = useSignals();
  const trans = useTrans();
  const { failure, said, attempt, save } = useAttempt();
  const button = (
    form: TakenForm | RecordedForm,
    label: string,
    audience: TakenFor = 'hosts'
  ): JSX.Element => <Button label={label} onClick={() => save(form, audience)} />;
  return (
    <Modal title={trans.__('Take away')} onClose={props.onClose} className="jpi-mod-small">
      {failure !== null && (
        <Notice kind="error" icon="cross">
          {failure}
        </Notice>
      )}
      <Taken name={trans.__('Code')} what={trans.__('The files as they are now.')}>
        {button('code', trans.__('Download the code'))}
        <Button
          label={trans.__('Copy all code')}
          disabled={!text.ready}
          onClick={() => attempt(copyAllCode(files, text, signals, trans), trans.__('Copied.'))}
        />
      </Taken>
      <Taken
        name={trans.__('Transcript')}
        what={trans.__('Who was here, the files, and each run with its output, to be read.')}
      >
        {button('markdown', trans.__('Download a transcript'))}
      </Taken>
      <Taken name={trans.__('Runs')} what={trans.__('For spreadsheets, or for programs.')}>
        {button('csv', trans.__('Download the runs as CSV'))}
        {button('json', trans.__('Download the runs as JSON'))}
      </Taken>
      {session.keptBy === 'server' && (
        <>
          <Taken
            name={trans.__('Report')}
            what={trans.__(
              'People, runs, what changed between them, and the files, to be printed. It has what hosts alone may know.'
            )}
          >
            {button('report', trans.__('Download a report'))}
            {button('report-md', trans.__('Download a report as Markdown'))}
          </Taken>
          <Taken
            name={trans.__('Player')}
            what={trans.__(
              'A page that plays every moment again, from a disk and without a server.'
            )}
          >
            {button('player', trans.__('Download a player'))}
            {button(
              'player',
              trans.__('Download a player of what everybody could see'),
              'everybody'
            )}
          </Taken>
          <Taken
            name={trans.__('Notebook')}
            what={trans.__('Each run is a cell, with its program and its output.')}
          >
            {button('ipynb', trans.__('Download a notebook'))}
          </Taken>
          <Taken
            name={trans.__('History')}
            what={trans.__('Every text at every moment, and who typed it.')}
          >
            {button('git', trans.__('Download a history for git'))}
            {button('recording', trans.__('Download the recording'))}
            {button('recording', trans.__('Download what everybody could see'), 'everybody')}
          </Taken>
        </>
      )}
      <p role="status" className="jpi-TakeAway-said">
        {said}
      </p>
      {session.can('release') && (
        <section className="jpi-TakeAway-part" aria-label={trans.__('Copy for candidates')}>
          <h3>{trans.__('Copy for candidates')}</h3>
          <ReleaseForm />
        </section>
      )}
    </Modal>
  );
}

function Taken(props: { name: string; what: string; children: React.ReactNode }): JSX.Element {
  const nameId = React.useId();
  return (
    <section className="jpi-TakeAway-part" aria-labelledby={nameId}>
      <h3 id={nameId}>{props.name}</h3>
      <p>{props.what}</p>
      <div className="jpi-TakeAway-ways">{props.children}</div>
    </section>
  );
}
