/** What hosts alone see of a question: hidden tests, solutions, what to look at, notes. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { ICriterion, IPrivateSide } from '../../contract/protocol';
import { casesOf } from '../../runner/cases/case';
import { Icon } from '../../ui/icons';
import { useTrans } from '../../ui/translation';
import { useQuestions } from '../use-interview';
import { languageName } from '../wording';
import { NO_FILES } from './markdown';
import type { Markdown } from './markdown';
import { HiddenTold, Side } from './tests-part';
import type { ITestsPartProps } from './tests-part';

export function HostsPart(
  props: ITestsPartProps & { side: IPrivateSide; markdown: Markdown }
): JSX.Element {
  const { question, side, markdown } = props;
  const questions = useQuestions();
  const trans = useTrans();
  const told = questions.hiddenResult(question.id);
  return (
    <div className="jpi-HostsPart">
      <OnlyHosts />
      <section aria-label={trans.__('Hidden tests')}>
        <h4>{trans.__('Hidden tests')}</h4>
        <Side {...props} hidden label={trans.__('Hidden tests')} cases={casesOf(side)} />
        <h5>{trans.__('What the others are told')}</h5>
        {told === null && <p className="jpi-Muted">{showSentence(side.show, trans)}</p>}
        <HiddenTold result={told} />
      </section>
      <PrivateSide side={side} markdown={markdown} />
    </div>
  );
}

/** Says so where nobody can overlook it. */
export function OnlyHosts(): JSX.Element {
  const trans = useTrans();
  return (
    <p className="jpi-OnlyHosts">
      <Icon name="lock" />
      <strong>{trans.__('Only hosts see this')}</strong>
    </p>
  );
}

/** Solutions, test code, what to look at, and notes; cases are shown elsewhere. */
export function PrivateSide(props: { side: IPrivateSide; markdown: Markdown }): JSX.Element {
  const { side, markdown: Text } = props;
  const trans = useTrans();
  const solutions = Object.entries(side.solutions);
  const outside = Object.entries(side.outside ?? {});
  return (
    <>
      {side.rubric.length > 0 && <Rubric criteria={side.rubric} />}
      {side.notes.trim() !== '' && (
        <section aria-label={trans.__('Notes')}>
          <h4>{trans.__('Notes')}</h4>
          <Text text={side.notes} files={NO_FILES} />
        </section>
      )}
      {outside.length > 0 && (
        <section aria-label={trans.__('Test code')}>
          <h4>{trans.__('Test code')}</h4>
          {outside.map(([name, code]) => (
            <details key={name} className="jpi-Question-file">
              <summary>{name}</summary>
              <pre tabIndex={0}>{code}</pre>
            </details>
          ))}
        </section>
      )}
      {solutions.length > 0 && (
        <section aria-label={trans.__('Solutions')}>
          <h4>{trans.__('Solutions')}</h4>
          {solutions.map(([language, code]) => (
            <details key={language} className="jpi-Question-file">
              <summary>{languageName(language)}</summary>
              <pre tabIndex={0}>{code}</pre>
            </details>
          ))}
        </section>
      )}
    </>
  );
}

function Rubric({ criteria }: { criteria: readonly ICriterion[] }): JSX.Element {
  const trans = useTrans();
  return (
    <section aria-label={trans.__('What to look at')}>
      <h4>{trans.__('What to look at')}</h4>
      <dl className="jpi-Rubric">
        {criteria.map(({ name, levels }, index) => (
          <div key={index}>
            <dt>{name}</dt>
            <dd>
              <ol>
                {levels.map((level, at) => (
                  <li key={at}>{level}</li>
                ))}
              </ol>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function showSentence(show: IPrivateSide['show'], trans: TranslationBundle): string {
  return {
    nothing: trans.__('Nothing of the hidden tests.'),
    counts: trans.__('How many of the hidden tests passed, once all of them have run.'),
    names: trans.__('Which of the hidden tests passed, by their names, once all have run.')
  }[show];
}
