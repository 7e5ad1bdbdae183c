/**
 * The panel and the dialog of questions. Their scripts are fetched when an interview has a question, or
 * when a host asks for the dialog: most pages begin without either.
 */
import * as React from 'react';
import { Button } from '../../ui/button';
import { LatePart, useLate } from '../../ui/late-part';
import type { ILate } from '../../ui/late-part';
import { Modal } from '../../ui/modal';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import { useConnection, useQuestions, useSession } from '../use-interview';
import type { IQuestionPanelProps } from './question-panel';
import type { IQuestionsDialogProps } from './questions-dialog';

const panel = new LatePart(() => import('./question-panel'));
const dialog = new LatePart(() => import('./questions-dialog'));

/**
 * Fetches what this person may need of questions later, when nothing may be had any more: all of it in
 * an interview that the browser keeps, because a question can be written there without any server.
 */
export function useQuestionParts(): void {
  const questions = useQuestions();
  const session = useSession();
  const isWanted = questions.listed.length > 0 || session.keptBy === 'browser';
  const isHost = session.can('questions');
  React.useEffect(() => {
    if (isWanted) {
      questions.prepareTests();
      fetchQuestionParts(isHost).catch(() => undefined);
    }
  }, [questions, isWanted, isHost]);
}

export async function fetchQuestionParts(isHost: boolean): Promise<void> {
  await panel.fetch();
  if (isHost) {
    await dialog.fetch();
  }
}

export function LateQuestionPanel(props: IQuestionPanelProps): JSX.Element | null {
  const { question, isFolded } = props.view;
  const late = useFetched(panel);
  const trans = useTrans();
  if (question === null) {
    return null;
  }
  if (late.part !== null) {
    return <late.part.QuestionPanel {...props} />;
  }
  return (
    <section className="jpi-Questions" aria-label={trans.__('Question')}>
      <header className="jpi-Questions-header">
        <h3>{question.title}</h3>
      </header>
      {!isFolded && (
        <div className="jpi-Questions-scroll">
          <Coming late={late} />
        </div>
      )}
    </section>
  );
}

export function LateQuestionsDialog(props: IQuestionsDialogProps): JSX.Element {
  const late = useFetched(dialog);
  const trans = useTrans();
  if (late.part !== null) {
    return <late.part.QuestionsDialog {...props} />;
  }
  return (
    <Modal title={trans.__('Questions')} onClose={props.onClose} className="jpi-mod-wide">
      <div className="jpi-QuestionsDialog">
        <Coming late={late} />
      </div>
    </Modal>
  );
}

/** What could not be fetched is asked for again when the interview is connected again. */
function useFetched<T>(part: LatePart<T>): ILate<T> {
  const late = useLate(part);
  const { hasFailed, again } = late;
  const isConnected = useConnection().state === 'online';
  const last = React.useRef({ hasFailed, again });
  last.current = { hasFailed, again };
  React.useEffect(() => {
    if (isConnected && last.current.hasFailed) {
      last.current.again();
    }
  }, [isConnected]);
  return late;
}

function Coming({ late }: { late: ILate<unknown> }): JSX.Element {
  const trans = useTrans();
  return late.hasFailed ? (
    <Notice kind="warning" icon="alert">
      <p>{trans.__('This part of the page could not be fetched.')}</p>
      <Button label={trans.__('Try again')} onClick={late.again} />
    </Notice>
  ) : (
    <p className="jpi-Muted">{trans.__('Reading…')}</p>
  );
}
