/** The questions of this interview: their order, and which of them go. */
import * as React from 'react';
import type { IQuestion } from '../../contract/protocol';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { download } from '../../ui/download';
import { useTrans } from '../../ui/translation';
import { sentence } from '../sentences';
import { useQuestions } from '../use-interview';
import type { IQuestionDesk } from './question-desk';

/** The characters of a commit that git shows. */
const SHORT_COMMIT = 7;

export function ListedPart({ desk }: { desk: IQuestionDesk }): JSX.Element {
  const questions = useQuestions();
  const trans = useTrans();
  const [going, setGoing] = React.useState<IQuestion | null>(null);
  const [problem, setProblem] = React.useState<string | null>(null);
  const [bank, setBank] = React.useState<string | null>(null);
  const [said, setSaid] = React.useState('');
  const { listed } = questions;
  React.useEffect(() => {
    let isOver = false;
    // Whoever may not read the banks keeps nothing in one of them.
    desk.list().then(
      ({ keeps = null }) => isOver || setBank(keeps),
      () => undefined
    );
    return () => {
      isOver = true;
    };
  }, [desk]);
  const ids = listed.map(({ id }) => id);
  const list = React.useRef<HTMLOListElement>(null);
  // The button that moved a question keeps the focus where the question goes.
  const moved = React.useRef<string | null>(null);
  const order = ids.join(' ');
  React.useLayoutEffect(() => {
    if (moved.current !== null) {
      list.current?.querySelector<HTMLElement>(moved.current)?.focus();
      moved.current = null;
    }
  }, [order]);
  const move = (from: number, to: number): void => {
    const way = to < from ? 'up' : 'down';
    moved.current = `[data-question="${ids[from]}"] .jpi-mod-${way}`;
    const others = ids.filter((_, index) => index !== from);
    others.splice(to, 0, ids[from]);
    questions.order(others);
  };
  const keep = async (id: string): Promise<void> => {
    try {
      const file = await desk.keep?.(id);
      if (file) {
        download(file.content, file.name);
      }
      setProblem(null);
    } catch (reason) {
      setProblem(sentence(reason, trans));
    }
  };
  const keepInBank = async ({ id, title }: IQuestion): Promise<void> => {
    setSaid('');
    try {
      const kept = await desk.keepInBank(id);
      setSaid(trans.__('“%1” is in the bank %2 now.', title, kept.bank));
      setProblem(null);
    } catch (reason) {
      setProblem(sentence(reason, trans));
    }
  };
  if (listed.length === 0) {
    return <p>{trans.__('This interview has no questions yet.')}</p>;
  }
  return (
    <>
      <ol ref={list} className="jpi-Listed" aria-label={trans.__('Questions of this interview')}>
        {listed.map(({ id, title, bank: from, commit, changed }, index) => (
          <li key={id} data-question={id}>
            <div className="jpi-Listed-row">
              <span className="jpi-Listed-title">
                {title}
                <span className="jpi-Muted">
                  {' '}
                  {from === null ? trans.__('written here') : trans.__('bank %1', from)}
                  {commit !== null && (
                    <>
                      {' · '}
                      <code title={commit}>{commit.slice(0, SHORT_COMMIT)}</code>
                      {changed === true && ` · ${trans.__('changed since')}`}
                    </>
                  )}
                </span>
              </span>
              <span className="jpi-Listed-tools">
                <Button
                  label={trans.__('Up')}
                  accessibleName={trans.__('Move “%1” up', title)}
                  icon="up"
                  iconOnly
                  look="quiet"
                  className="jpi-mod-up"
                  disabled={index === 0}
                  onClick={() => move(index, index - 1)}
                />
                <Button
                  label={trans.__('Down')}
                  accessibleName={trans.__('Move “%1” down', title)}
                  icon="down"
                  iconOnly
                  look="quiet"
                  className="jpi-mod-down"
                  disabled={index === listed.length - 1}
                  onClick={() => move(index, index + 1)}
                />
                {desk.keep && (
                  <Button
                    label={trans.__('Keep')}
                    accessibleName={trans.__('Keep the files of “%1”', title)}
                    tooltip={trans.__('Download its files, to put them into a bank')}
                    icon="download"
                    iconOnly
                    look="quiet"
                    onClick={() => void keep(id)}
                  />
                )}
                {bank !== null && (
                  <Button
                    label={trans.__('Keep in the bank')}
                    accessibleName={trans.__('Keep “%1” in the bank', title)}
                    tooltip={trans.__('Write its files into the bank %1', bank)}
                    icon="archive"
                    iconOnly
                    look="quiet"
                    onClick={() => void keepInBank(listed[index])}
                  />
                )}
                <Button
                  label={trans.__('Remove')}
                  accessibleName={trans.__('Remove “%1”', title)}
                  icon="close"
                  iconOnly
                  look="quiet"
                  onClick={() => setGoing(listed[index])}
                />
              </span>
            </div>
          </li>
        ))}
      </ol>
      <div role="alert">{problem}</div>
      <p role="status" className="jpi-Muted">
        {said}
      </p>
      {going !== null && (
        <ConfirmDialog
          question={{
            title: trans.__('Remove this question?'),
            consequence: trans.__(
              '“%1” goes from everybody’s panel. Files that came with it and what was written stay.',
              going.title
            ),
            verb: trans.__('Remove'),
            danger: true,
            onConfirm: () => questions.remove(going.id)
          }}
          onClose={() => setGoing(null)}
        />
      )}
    </>
  );
}
