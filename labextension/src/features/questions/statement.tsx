/** A question as everybody may read it: its facts, the statement, examples and files. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { IProgramFile, IQuestion, Language } from '../../contract/protocol';
import { casesOf } from '../../runner/cases/case';
import { utf8Length } from '../../runner/utf8';
import { useTrans } from '../../ui/translation';
import { languageName, sizeName } from '../wording';
import { CaseDetails } from './case-details';
import type { Markdown } from './markdown';
import { pictureUrl } from './pictures';
import { kindName, levelName, minutesName } from './question-words';
import { pointsName } from './test-words';

export interface IStatementProps {
  question: IQuestion;
  /** In which calls are written. */
  language: Language;
  markdown: Markdown;
}

export function Statement({ question, language, markdown: Text }: IStatementProps): JSX.Element {
  const trans = useTrans();
  const text = React.useMemo(() => withoutTitle(question), [question]);
  return (
    <div className="jpi-Statement">
      <p className="jpi-Muted">{factsOf(question, trans)}</p>
      <Text text={text} files={question.data} />
      <Examples question={question} language={language} />
      {question.data.length > 0 && <Files files={question.data} />}
      <Origin question={question} />
    </div>
  );
}

/** The statement without a heading that says the title again. */
export function withoutTitle({ statement, title }: IQuestion): string {
  const [first, ...rest] = statement.trimStart().split('\n');
  return /^# /.test(first) && first.slice(2).trim() === title.trim() ? rest.join('\n') : statement;
}

function factsOf(question: IQuestion, trans: TranslationBundle): string {
  return [
    kindName(question.kind, trans),
    levelName(question.level, trans),
    ...(question.minutes > 0 ? [minutesName(question.minutes, trans)] : []),
    question.languages.map(languageName).join(', ')
  ].join(' · ');
}

/** The visible tests, before anybody has run them. */
function Examples(props: { question: IQuestion; language: Language }): JSX.Element | null {
  const { question, language } = props;
  const trans = useTrans();
  const title = React.useId();
  const cases = casesOf(question);
  if (cases.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby={title}>
      <h4 id={title}>{trans.__('Examples')}</h4>
      <ol className="jpi-Examples" role="list">
        {cases.map((one, index) => (
          <li key={index} className="jpi-Example">
            <span className="jpi-Example-name">
              {one.name}
              <span className="jpi-Muted"> {pointsName(one.points, trans)}</span>
            </span>
            <CaseDetails one={one} language={language} names={question.names} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What programs can read, to be looked at. */
function Files({ files }: { files: readonly IProgramFile[] }): JSX.Element {
  const trans = useTrans();
  const title = React.useId();
  return (
    <section aria-labelledby={title}>
      <h4 id={title}>{trans.__('Files beside the program')}</h4>
      {files.map(file => (
        <FileOf key={file.name} file={file} files={files} />
      ))}
    </section>
  );
}

function FileOf(props: { file: IProgramFile; files: readonly IProgramFile[] }): JSX.Element {
  const { file, files } = props;
  const picture = pictureUrl(files, file.name);
  return (
    <details className="jpi-Question-file">
      <summary>
        <code>{file.name}</code>
        <span className="jpi-Muted"> {sizeName(utf8Length(file.text))}</span>
      </summary>
      {picture === null ? (
        <pre tabIndex={0}>{file.text}</pre>
      ) : (
        <img src={picture} alt={file.name} />
      )}
    </details>
  );
}

function Origin({ question }: { question: IQuestion }): JSX.Element | null {
  const trans = useTrans();
  const { authors, license, source } = question;
  const facts = [
    ...(authors.length > 0 ? [trans.__('By %1', authors.join(', '))] : []),
    ...(license === '' ? [] : [trans.__('Licence: %1', license)]),
    ...(source === '' ? [] : [trans.__('From %1', source)])
  ];
  return facts.length > 0 ? (
    <p className="jpi-Muted jpi-Question-origin">{facts.join(' · ')}</p>
  ) : null;
}
