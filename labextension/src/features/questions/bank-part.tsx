/** The questions of the banks: found by words, kind, level, time and tag, looked at, and loaded. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type {
  IBankPlace,
  IBankQuestion,
  IListedQuestion,
  IQuestion,
  IQuestionList,
  Language
} from '../../contract/protocol';
import { casesOf } from '../../runner/cases/case';
import { Button } from '../../ui/button';
import { HAS_FOCUS_FIRST } from '../../ui/modal';
import { Notice } from '../../ui/notice';
import { SelectField } from '../../ui/select-field';
import { useTrans } from '../../ui/translation';
import { sentence } from '../sentences';
import { useQuestions, useSession } from '../use-interview';
import { languageName } from '../wording';
import { ALL, fits, MOST_MINUTES, stillThere } from './bank-filter';
import type { IBankFilter } from './bank-filter';
import { OnlyHosts, PrivateSide } from './hosts-part';
import { LoadingQuestion } from './loading-question';
import type { Markdown } from './markdown';
import { OwnBanks } from './own-banks';
import type { IQuestionDesk } from './question-desk';
import { kindName, levelName, minutesName } from './question-words';
import { Statement } from './statement';
import { TestList } from './test-list';
import { useLoading } from './use-loading';
import type { ILoading } from './use-loading';

export interface IBankPartProps {
  desk: IQuestionDesk;
  markdown: Markdown;
  onLoaded: (question: IQuestion) => void;
}

export function BankPart(props: IBankPartProps): JSX.Element {
  const { desk, markdown } = props;
  const trans = useTrans();
  const [list, setList] = React.useState<IQuestionList | null>(null);
  const [failure, setFailure] = React.useState<string | null>(null);
  const [wanted, setFilter] = React.useState(ALL);
  const [place, setPlace] = React.useState<IBankPlace | null>(null);
  const loading = useLoading(desk, props.onLoaded);
  /** How often the banks were changed from here. */
  const [changes, setChanges] = React.useState(0);

  React.useEffect(() => {
    let isOver = false;
    desk.list().then(
      found => isOver || setList(found),
      reason => isOver || setFailure(sentence(reason, trans))
    );
    return () => {
      isOver = true;
    };
  }, [desk, trans, changes]);

  if (failure !== null) {
    return (
      <Notice kind="error" icon="alert">
        <p>{failure}</p>
      </Notice>
    );
  }
  const { questions, problems, uploads } = list ?? EMPTY;
  const filter = stillThere(wanted, questions);
  const found = questions.filter(question => fits(question, filter));
  // That of the newest list: its bank may have been replaced, or removed.
  const chosen = questions.find(({ bank, name }) => bank === place?.bank && name === place.name);
  const isOneBank = new Set(questions.map(({ bank }) => bank)).size < 2;
  return (
    <div className="jpi-Bank">
      <Filters questions={questions} filter={filter} onFilter={setFilter} />
      <Problems problems={problems} />
      {uploads !== undefined && (
        <OwnBanks desk={desk} banks={uploads} onChanged={() => setChanges(changes + 1)} />
      )}
      <div className="jpi-Bank-sides">
        <div className="jpi-Bank-list">
          <p role="status" className="jpi-Muted">
            {list === null
              ? trans.__('Looking into the banks…')
              : questions.length === 0
                ? trans.__('There are no questions in the banks of this server.')
                : trans._n('%1 question found', '%1 questions found', found.length)}
          </p>
          <ul role="list" aria-label={trans.__('Questions of the banks')}>
            {found.map(question => (
              <li key={`${question.bank}/${question.name}`}>
                <Entry
                  question={question}
                  saysBank={!isOneBank}
                  isChosen={question === chosen}
                  onChoose={() => {
                    loading.cancel();
                    setPlace({ bank: question.bank, name: question.name });
                  }}
                />
              </li>
            ))}
          </ul>
        </div>
        {chosen !== undefined && (
          <Preview
            key={`${chosen.bank}/${chosen.name}`}
            desk={desk}
            markdown={markdown}
            chosen={chosen}
            loading={loading}
          />
        )}
      </div>
    </div>
  );
}

function Filters(props: {
  questions: readonly IListedQuestion[];
  filter: IBankFilter;
  onFilter: (filter: IBankFilter) => void;
}): JSX.Element {
  const { questions, filter, onFilter } = props;
  const trans = useTrans();
  const all = (values: readonly string[]): string[] => [...new Set(values)].sort();
  const change = (part: Partial<IBankFilter>): void => onFilter({ ...filter, ...part });
  const any = ['', trans.__('all')] as const;
  const banks = all(questions.map(({ bank }) => bank));
  return (
    <div className="jpi-Bank-filters">
      <label className="jpi-Field">
        {trans.__('Find')}
        <input
          className="jpi-Input"
          type="search"
          {...HAS_FOCUS_FIRST}
          value={filter.words}
          onChange={event => change({ words: event.target.value })}
        />
      </label>
      {banks.length > 1 && (
        <SelectField
          label={trans.__('Bank')}
          value={filter.bank}
          options={[any, ...banks.map(bank => [bank, bank] as const)]}
          onChange={bank => change({ bank })}
        />
      )}
      <SelectField
        label={trans.__('Kind')}
        value={filter.kind}
        options={[
          any,
          ...all(questions.map(({ kind }) => kind)).map(
            kind => [kind, kindName(kind, trans)] as const
          )
        ]}
        onChange={kind => change({ kind })}
      />
      <SelectField
        label={trans.__('Level')}
        value={filter.level}
        options={[
          any,
          ...all(questions.map(({ level }) => level)).map(
            level => [level, levelName(level, trans)] as const
          )
        ]}
        onChange={level => change({ level })}
      />
      <SelectField
        label={trans.__('Time at most')}
        value={filter.minutes}
        options={[
          any,
          ...MOST_MINUTES.map(minutes => [String(minutes), minutesName(minutes, trans)] as const)
        ]}
        onChange={minutes => change({ minutes })}
      />
      <SelectField
        label={trans.__('Tag')}
        value={filter.tag}
        options={[
          any,
          ...all(questions.flatMap(({ tags }) => tags)).map(tag => [tag, tag] as const)
        ]}
        onChange={tag => change({ tag })}
      />
    </div>
  );
}

/** Why some of what lies in the banks is not in the list. */
function Problems({ problems }: { problems: readonly string[] }): JSX.Element | null {
  const trans = useTrans();
  return problems.length === 0 ? null : (
    <details className="jpi-Bank-problems">
      <summary>
        {trans._n('%1 problem in the banks', '%1 problems in the banks', problems.length)}
      </summary>
      <ul>
        {problems.map((problem, index) => (
          <li key={index}>{problem}</li>
        ))}
      </ul>
    </details>
  );
}

function Entry(props: {
  question: IListedQuestion;
  saysBank: boolean;
  isChosen: boolean;
  onChoose: () => void;
}): JSX.Element {
  const { question } = props;
  const trans = useTrans();
  return (
    <button
      type="button"
      className="jpi-Bank-entry"
      aria-pressed={props.isChosen}
      onClick={props.onChoose}
    >
      <span className="jpi-Bank-title">{question.title}</span>
      <span className="jpi-Muted">
        {entryFacts(question, trans)}
        {props.saysBank && ` · ${trans.__('bank %1', question.bank)}`}
      </span>
    </button>
  );
}

function entryFacts(question: IListedQuestion, trans: TranslationBundle): string {
  const { kind, level, minutes, languages, visible, hidden } = question;
  return [
    kindName(kind, trans),
    levelName(level, trans),
    ...(minutes > 0 ? [minutesName(minutes, trans)] : []),
    languages.map(languageName).join(', '),
    ...(visible + hidden > 0 ? [trans.__('%1 visible and %2 hidden tests', visible, hidden)] : [])
  ].join(' · ');
}

function Preview(props: {
  desk: IQuestionDesk;
  markdown: Markdown;
  chosen: IListedQuestion;
  loading: ILoading;
}): JSX.Element {
  const { desk, markdown, chosen, loading } = props;
  const session = useSession();
  const { listed } = useQuestions();
  const trans = useTrans();
  const [found, setFound] = React.useState<IBankQuestion | null>(null);
  const [failure, setFailure] = React.useState<string | null>(null);
  const { bank, name, languages } = chosen;
  const [picked, setLanguage] = React.useState<Language>(session.language);
  const language = languages.includes(picked) ? picked : (languages[0] ?? session.language);

  React.useEffect(() => {
    let isOver = false;
    const { bank, name } = chosen;
    setFailure(null);
    desk.look({ bank, name }).then(
      question => isOver || setFound(question),
      reason => isOver || setFailure(sentence(reason, trans))
    );
    return () => {
      isOver = true;
    };
  }, [desk, chosen, trans]);

  const head = React.useRef<HTMLElement>(null);
  // Where it stands below the list, it may be out of sight.
  React.useEffect(() => {
    // Some browsers answer with a promise, which React would take for what ends the effect.
    void head.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);

  const isLoaded = found !== null && listed.some(({ digest }) => digest === found.question.digest);
  return (
    <section className="jpi-Bank-preview" aria-label={trans.__('Preview of %1', chosen.title)}>
      <header ref={head}>
        <h3>{chosen.title}</h3>
        {languages.length > 1 && (
          <SelectField
            label={trans.__('Language')}
            value={language}
            options={languages.map(one => [one, languageName(one)] as const)}
            onChange={setLanguage}
          />
        )}
        <Button
          label={isLoaded ? trans.__('Loaded') : trans.__('Load')}
          accessibleName={isLoaded ? undefined : trans.__('Load “%1”', chosen.title)}
          icon={isLoaded ? 'check' : 'add'}
          look="primary"
          tooltip={
            isLoaded
              ? trans.__('It is in this interview already')
              : trans.__('Show it to everybody in this interview')
          }
          disabled={loading.isBusy || isLoaded}
          onClick={() => loading.load({ bank, name }, { language })}
        />
      </header>
      <LoadingQuestion loading={loading} />
      {failure !== null && (
        <Notice kind="error" icon="alert">
          <p>{failure}</p>
        </Notice>
      )}
      {found === null && failure === null && <p role="status">{trans.__('Reading…')}</p>}
      {found !== null && (
        // Read with keys, too.
        <div className="jpi-Bank-text" tabIndex={0} role="group" aria-label={chosen.title}>
          <Statement question={found.question} language={language} markdown={markdown} />
          <div className="jpi-HostsPart">
            <OnlyHosts />
            <h4>{trans.__('Hidden tests')}</h4>
            <TestList
              label={trans.__('Hidden tests')}
              question={found.question}
              cases={casesOf(found.side)}
              language={language}
              known={null}
              files={NONE}
              onPosition={() => undefined}
              onRun={null}
            />
            <PrivateSide side={found.side} markdown={markdown} />
          </div>
        </div>
      )}
    </section>
  );
}

const NONE: readonly string[] = [];
const EMPTY: IQuestionList = { questions: [], problems: [] };
