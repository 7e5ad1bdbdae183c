/** The question beside the editor: its statement, its tests, and for hosts the side of their own. */
import * as React from 'react';
import type { IQuestion, Language } from '../../contract/protocol';
import { Button } from '../../ui/button';
import { Tabs } from '../../ui/tabs';
import type { ITab } from '../../ui/tabs';
import { useTrans } from '../../ui/translation';
import type { ICodePosition } from '../editor/code-positions';
import { useFiles, usePeople, useQuestions } from '../use-interview';
import { HostsPart } from './hosts-part';
import { passedOf } from './known-results';
import type { Markdown } from './markdown';
import type { IQuestionView, QuestionPart } from './question-view';
import { Statement } from './statement';
import { useTestAnnouncement } from './test-announcement';
import { TestsPart } from './tests-part';

export interface IQuestionPanelProps {
  view: IQuestionView;
  markdown: Markdown;
  /** A line of the program that an error names. */
  onPosition: (position: ICodePosition) => void;
}

export function QuestionPanel(props: IQuestionPanelProps): JSX.Element | null {
  const { question } = props.view;
  return question === null ? null : <Panel {...props} question={question} />;
}

function Panel(props: IQuestionPanelProps & { question: IQuestion }): JSX.Element {
  const { view, question } = props;
  const questions = useQuestions();
  const people = usePeople();
  const trans = useTrans();
  const body = React.useId();
  const { listed } = questions;
  const several = listed.length > 1;
  const checks = listed.flatMap(({ id }) => [
    questions.check(id, false),
    questions.check(id, true)
  ]);
  const announcement = useTestAnnouncement(checks, people.me?.id ?? null, trans);
  return (
    <section className="jpi-Questions" aria-label={trans.__('Question')}>
      <header className="jpi-Questions-header">
        {several ? (
          <Tabs
            label={trans.__('Questions')}
            tabs={listed.map(({ id, title }, index) => ({
              key: id,
              label: `${index + 1}. ${title}`
            }))}
            chosen={question.id}
            onChoose={view.choose}
            controls={body}
          />
        ) : (
          <h3>{question.title}</h3>
        )}
        <Button
          label={view.isFolded ? trans.__('Show the question') : trans.__('Fold the question')}
          icon={view.isFolded ? 'expand' : 'caret'}
          iconOnly
          look="quiet"
          className="jpi-mod-small"
          attributes={{ 'aria-expanded': !view.isFolded }}
          onClick={() => view.fold(!view.isFolded)}
        />
      </header>
      <div
        id={body}
        className="jpi-Questions-body"
        role={several ? 'tabpanel' : undefined}
        aria-label={several ? question.title : undefined}
        hidden={view.isFolded}
      >
        {!view.isFolded && (
          <>
            {several && <h3 className="jpi-Questions-title">{question.title}</h3>}
            <Parts key={question.id} {...props} />
          </>
        )}
      </div>
      <div className="jpi-mod-offscreen" aria-live="polite">
        {announcement}
      </div>
    </section>
  );
}

function Parts(props: IQuestionPanelProps & { question: IQuestion }): JSX.Element {
  const { view, question, markdown, onPosition } = props;
  const questions = useQuestions();
  const trans = useTrans();
  const language = useLanguage(question);
  const side = questions.side(question.id);
  const shown = React.useId();
  const visible = view.known(question.id, false);
  const tabs: ITab<QuestionPart>[] = [
    { key: 'statement', label: trans.__('Task') },
    {
      key: 'tests',
      label: trans.__('Tests'),
      note:
        visible === null || visible.check.state === 'running'
          ? undefined
          : `${passedOf(visible)}/${question.cases.length}`
    },
    ...(side === null
      ? []
      : [
          {
            key: 'hosts' as const,
            label: trans.__('For hosts'),
            icon: 'lock' as const,
            className: 'jpi-mod-hosts'
          }
        ])
  ];
  const shared = { view, question, language, onPosition };
  return (
    <>
      <Tabs
        label={trans.__('Parts of the question')}
        tabs={tabs}
        chosen={view.part}
        onChoose={view.show}
        controls={shown}
      />
      <div
        id={shown}
        className="jpi-Questions-scroll"
        data-part={view.part}
        role="tabpanel"
        aria-label={tabs.find(({ key }) => key === view.part)?.label}
        // Scrolled with keys, too.
        tabIndex={0}
      >
        {view.part === 'statement' && (
          <Statement question={question} language={language} markdown={markdown} />
        )}
        {view.part === 'tests' && <TestsPart {...shared} />}
        {view.part === 'hosts' && side !== null && (
          <HostsPart {...shared} side={side} markdown={markdown} />
        )}
      </div>
    </>
  );
}

/** In which calls are written: the language of the file that is looked at, if the question has it. */
function useLanguage({ languages }: IQuestion): Language {
  const { language } = useFiles().current;
  return language !== null && languages.includes(language) ? language : (languages[0] ?? 'python');
}
