/** Notes and scores beside the code: the line for a note, one's notes, the rubric, and what others said. */
import * as React from 'react';
import type { IRemarks } from '../../contract/protocol';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icons';
import { Notice } from '../../ui/notice';
import { Tabs } from '../../ui/tabs';
import { useTrans } from '../../ui/translation';
import { Debrief } from './debrief';
import type { INotesProps } from './notes-props';
import { NoteLine } from './note-line';
import { NoteList } from './note-list';
import { OverallForm } from './overall-form';
import { RubricForm } from './rubric-form';
import { useRemarks } from './use-remarks';
import type { IRemarksView } from './use-remarks';

type Part = 'notes' | 'scores';

export function NotesDrawer(props: INotesProps & { asked: object | null }): JSX.Element {
  const { asked, markdown, port, view } = props;
  const remarks = useRemarks(port, view.isOpen);
  const [part, setPart] = React.useState<Part>('notes');
  const trans = useTrans();
  const body = React.useId();
  // Before the line asks for the focus, which only what is shown can have.
  const [answered, setAnswered] = React.useState<object | null>(null);
  React.useLayoutEffect(() => {
    if (asked !== null) {
      setPart('notes');
      setAnswered(asked);
    }
  }, [asked]);
  return (
    <section className="jpi-Notes" aria-label={trans.__('Notes and scores')}>
      <header className="jpi-Notes-header">
        <Tabs
          label={trans.__('Notes and scores')}
          tabs={[
            { key: 'notes', label: trans.__('Notes') },
            { key: 'scores', label: trans.__('Scores') }
          ]}
          chosen={part}
          onChoose={setPart}
          controls={body}
        />
        <Button
          label={trans.__('Close the notes')}
          icon="close"
          iconOnly
          look="quiet"
          className="jpi-mod-small"
          onClick={view.toggle}
        />
      </header>
      {remarks.failure !== null && (
        <Notice
          kind="warning"
          icon="alert"
          // Nothing is there without it, and nothing is on its way.
          onDismiss={remarks.remarks === null ? undefined : remarks.dismiss}
        >
          <p>{remarks.failure}</p>
          <Button label={trans.__('Try again')} onClick={remarks.look} />
        </Notice>
      )}
      <div
        id={body}
        className="jpi-Notes-scroll"
        role="tabpanel"
        aria-label={part === 'notes' ? trans.__('Notes') : trans.__('Scores')}
      >
        {/* What was begun in one of them stays while the other is looked at. */}
        <div hidden={part !== 'notes'}>
          <p className="jpi-Notes-private jpi-Muted">
            <Icon name="lock" />
            {trans.__('Yours alone, until you submit or share them. No candidate learns of them.')}
          </p>
          <NoteLine asked={answered} onKeep={(id, note) => remarks.change(['notes', id], note)} />
          {remarks.remarks && (
            <NoteList notes={remarks.remarks.mine.notes} view={remarks} markdown={markdown} />
          )}
        </div>
        <div hidden={part !== 'scores'}>
          {remarks.remarks && <Scores {...props} remarks={remarks.remarks} changes={remarks} />}
        </div>
        {remarks.remarks === null && remarks.failure === null && (
          <p className="jpi-Muted">{trans.__('Reading…')}</p>
        )}
      </div>
    </section>
  );
}

function Scores(props: INotesProps & { remarks: IRemarks; changes: IRemarksView }): JSX.Element {
  const { changes, markdown } = props;
  const { mine, others, rubric } = props.remarks;
  if (mine.recommendation !== null) {
    return <Debrief mine={mine} others={others ?? []} view={changes} markdown={markdown} />;
  }
  const shared = { rubric, scores: mine.scores, view: changes };
  return (
    <>
      <RubricForm {...shared} notes={mine.notes} />
      <OverallForm {...shared} />
    </>
  );
}
