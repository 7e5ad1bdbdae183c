/**
 * Questions of the banks with which an interview or a class begins, in their order. Nothing is drawn
 * where there are none, and nothing is chosen unless somebody opens the list.
 */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { IBankPlace, IListedQuestion, Language } from '../../contract/protocol';
import type { IInterviewApi } from '../../model/ports';
import { Button } from '../../ui/button';
import { useTrans } from '../../ui/translation';
import { languageName } from '../wording';
import { ALL, fits } from './bank-filter';
import { kindName, levelName, minutesName } from './question-words';

export interface IBankChoiceProps {
  label: string;
  api: Pick<IInterviewApi, 'listQuestions'>;
  /** In which people begin. */
  language: Language;
  chosen: readonly IListedQuestion[];
  onChange: (chosen: readonly IListedQuestion[]) => void;
}

export function BankChoice(props: IBankChoiceProps): JSX.Element | null {
  const { label, api, language, chosen, onChange } = props;
  const trans = useTrans();
  const questions = useListed(api);
  const [words, setWords] = React.useState('');
  if (questions.length === 0) {
    return null;
  }
  const found = questions.filter(
    question => !chosen.includes(question) && fits(question, { ...ALL, words })
  );
  const without = (question: IListedQuestion): IListedQuestion[] =>
    chosen.filter(other => other !== question);
  const move = (question: IListedQuestion, to: number): void => {
    const others = without(question);
    others.splice(to, 0, question);
    onChange(others);
  };
  return (
    <details className="jpi-BankChoice">
      <summary>
        {label}
        <span className="jpi-Muted" role="status">
          {summary(chosen, trans)}
        </span>
      </summary>
      <Chosen {...{ chosen, language, move }} onRemove={gone => onChange(without(gone))} />
      <label className="jpi-Field">
        {trans.__('Find')}
        <input
          className="jpi-Input"
          type="search"
          value={words}
          onChange={event => setWords(event.target.value)}
          // Enter would create what the form is for.
          onKeyDown={event => event.key === 'Enter' && event.preventDefault()}
        />
      </label>
      <ul
        role="list"
        className="jpi-BankChoice-found"
        aria-label={trans.__('Questions of the banks')}
      >
        {found.map(question => (
          <li key={keyOf(question)}>
            <Button
              label={question.title}
              accessibleName={trans.__('Add “%1”', question.title)}
              icon="add"
              look="quiet"
              onClick={() => {
                setWords('');
                onChange([...chosen, question]);
              }}
            />
            <span className="jpi-Muted">{factsOf(question, trans)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Chosen(props: {
  chosen: readonly IListedQuestion[];
  language: Language;
  move: (question: IListedQuestion, to: number) => void;
  onRemove: (question: IListedQuestion) => void;
}): JSX.Element | null {
  const { chosen, language, move, onRemove } = props;
  const trans = useTrans();
  return chosen.length === 0 ? null : (
    <ol className="jpi-Listed" aria-label={trans.__('Chosen questions')}>
      {chosen.map((question, index) => (
        <li key={keyOf(question)}>
          <div className="jpi-Listed-row">
            <span className="jpi-Listed-title">
              {question.title}
              <span className="jpi-Muted"> {factsOf(question, trans)}</span>
              {!question.languages.includes(language) && (
                <span className="jpi-BankChoice-note">
                  {trans.__('Nothing to begin with in %1', languageName(language))}
                </span>
              )}
            </span>
            <span className="jpi-Listed-tools">
              <Button
                label={trans.__('Up')}
                accessibleName={trans.__('Move “%1” up', question.title)}
                icon="up"
                iconOnly
                look="quiet"
                disabled={index === 0}
                onClick={() => move(question, index - 1)}
              />
              <Button
                label={trans.__('Down')}
                accessibleName={trans.__('Move “%1” down', question.title)}
                icon="down"
                iconOnly
                look="quiet"
                disabled={index === chosen.length - 1}
                onClick={() => move(question, index + 1)}
              />
              <Button
                label={trans.__('Remove')}
                accessibleName={trans.__('Remove “%1”', question.title)}
                icon="close"
                iconOnly
                look="quiet"
                onClick={() => onRemove(question)}
              />
            </span>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** As the server wants them. */
export function placesOf(chosen: readonly IListedQuestion[]): IBankPlace[] {
  return chosen.map(({ bank, name }) => ({ bank, name }));
}

function useListed(api: IBankChoiceProps['api']): readonly IListedQuestion[] {
  const [questions, setQuestions] = React.useState<readonly IListedQuestion[]>([]);
  React.useEffect(() => {
    let isOver = false;
    // Whoever may not read the banks chooses none.
    api.listQuestions().then(
      list => isOver || setQuestions(list.questions),
      () => undefined
    );
    return () => {
      isOver = true;
    };
  }, [api]);
  return questions;
}

function summary(chosen: readonly IListedQuestion[], trans: TranslationBundle): string {
  const minutes = chosen.reduce((sum, question) => sum + question.minutes, 0);
  return chosen.length === 0
    ? trans.__('none')
    : [
        trans._n('%1 question', '%1 questions', chosen.length),
        ...(minutes > 0 ? [minutesName(minutes, trans)] : [])
      ].join(' · ');
}

function factsOf(question: IListedQuestion, trans: TranslationBundle): string {
  const { kind, level, minutes, languages } = question;
  return [
    kindName(kind, trans),
    levelName(level, trans),
    ...(minutes > 0 ? [minutesName(minutes, trans)] : []),
    languages.map(languageName).join(', ')
  ].join(' · ');
}

/** Names of folders have no slash. */
function keyOf({ bank, name }: IBankPlace): string {
  return `${bank}/${name}`;
}
