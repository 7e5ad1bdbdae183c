/** A form for a question of one's own, which is loaded into this interview. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { TEST_LANGUAGES } from '../../contract/languages';
import type { IQuestion, Language } from '../../contract/protocol';
import { Button } from '../../ui/button';
import { SelectField } from '../../ui/select-field';
import { useTrans } from '../../ui/translation';
import { FIRST_LANGUAGE } from '../languages';
import { useSession } from '../use-interview';
import { languageName } from '../wording';
import { forgetHalfWritten, halfWritten, keepHalfWritten } from './half-written';
import { LoadingQuestion } from './loading-question';
import type { IQuestionDesk } from './question-desk';
import { useLoading } from './use-loading';
import { emptyCase, emptyQuestion, written } from './written-question';
import type { Fault, IFault, ITypedCase, ITypedQuestion } from './written-question';

export interface IWritePartProps {
  desk: IQuestionDesk;
  onLoaded: (question: IQuestion) => void;
}

export function WritePart(props: IWritePartProps): JSX.Element {
  const { desk } = props;
  const session = useSession();
  const trans = useTrans();
  const [typed, setTyped] = React.useState(
    () => halfWritten(session.id, TEST_LANGUAGES) ?? emptyQuestion(askedIn(session.language))
  );
  const [faults, setFaults] = React.useState<readonly IFault[]>([]);
  const form = React.useRef<HTMLFormElement>(null);
  const loading = useLoading(desk, question => {
    forgetHalfWritten(session.id);
    props.onLoaded(question);
  });
  const change = (part: Partial<ITypedQuestion>): void => {
    const after = { ...typed, ...part };
    keepHalfWritten(session.id, after);
    setTyped(after);
    setFaults([]);
    loading.cancel();
  };
  const changeCase = (at: number, part: Partial<ITypedCase>): void =>
    change({
      cases: typed.cases.map((one, index) => (index === at ? { ...one, ...part } : one))
    });
  // The first of them has the focus, and is read out with what is wrong with it.
  React.useEffect(() => {
    if (faults.length > 0) {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
  }, [faults]);
  const submit = (event: React.FormEvent): void => {
    event.preventDefault();
    const result = written(typed);
    if ('cases' in result) {
      loading.load({ written: result }, { language: result.language });
    } else {
      setFaults(result);
    }
  };
  const titleFault = faults.find(({ at }) => at === null);
  const fault = React.useId();
  return (
    <form ref={form} className="jpi-Modal-form" noValidate onSubmit={submit}>
      <div className="jpi-Field">
        <label>
          {trans.__('Title')}
          <input
            className="jpi-Input"
            type="text"
            autoComplete="off"
            maxLength={120}
            value={typed.title}
            aria-invalid={titleFault !== undefined}
            aria-describedby={titleFault && fault}
            onChange={event => change({ title: event.target.value })}
          />
        </label>
        {titleFault && (
          <span id={fault} className="jpi-Written-fault">
            {faultSentence(titleFault.fault, trans)}
          </span>
        )}
      </div>
      <label className="jpi-Field">
        {trans.__('Task, in Markdown')}
        <textarea
          className="jpi-Input jpi-mod-code"
          rows={5}
          value={typed.statement}
          onChange={event => change({ statement: event.target.value })}
        />
      </label>
      <SelectField
        label={trans.__('Language')}
        value={typed.language}
        options={TEST_LANGUAGES.map(one => [one, languageName(one)] as const)}
        onChange={language => change({ language })}
      />
      <label className="jpi-Field">
        {trans.__('What the candidate begins with')}
        <textarea
          className="jpi-Input jpi-mod-code"
          rows={4}
          spellCheck={false}
          value={typed.starter}
          onChange={event => change({ starter: event.target.value })}
        />
      </label>
      <fieldset className="jpi-Written-cases">
        <legend>{trans.__('Tests')}</legend>
        <p className="jpi-Muted">
          {trans.__(
            'A function in snake_case, which JavaScript and TypeScript have in camelCase. Values are those of JSON, such as 3, "text", [1, 2] or true.'
          )}
        </p>
        {typed.cases.map((one, index) => (
          <Case
            key={index}
            one={one}
            number={index + 1}
            faults={faults.filter(({ at }) => at === index)}
            onChange={part => changeCase(index, part)}
            onRemove={
              typed.cases.length > 1
                ? () => change({ cases: typed.cases.filter((_, at) => at !== index) })
                : null
            }
          />
        ))}
        <Button
          label={trans.__('Add a test')}
          icon="add"
          onClick={() => change({ cases: [...typed.cases, emptyCase(typed.cases.at(-1))] })}
        />
      </fieldset>
      <LoadingQuestion loading={loading} />
      <footer className="jpi-Modal-footer">
        <Button
          label={trans.__('Load into this interview')}
          type="submit"
          look="primary"
          disabled={loading.isBusy}
        />
      </footer>
      {desk.keep && (
        <p className="jpi-Muted">
          {trans.__(
            'To keep it for later, download its files from “In this interview” once it is loaded, and put them into a bank.'
          )}
        </p>
      )}
    </form>
  );
}

function Case(props: {
  one: ITypedCase;
  number: number;
  faults: readonly IFault[];
  onChange: (part: Partial<ITypedCase>) => void;
  /** Null for the only one. */
  onRemove: (() => void) | null;
}): JSX.Element {
  const { one, number, faults, onChange, onRemove } = props;
  const trans = useTrans();
  const field = (name: keyof Omit<ITypedCase, 'hidden'>, label: string): JSX.Element => (
    <CaseField
      label={label}
      accessibleName={trans.__('%1 of test %2', label, number)}
      isCode={name !== 'name'}
      value={one[name]}
      fault={faults.find(fault => fault.field === name)?.fault ?? null}
      onChange={value => onChange({ [name]: value })}
    />
  );
  return (
    <div className="jpi-Written-case" role="group" aria-label={trans.__('Test %1', number)}>
      {field('name', trans.__('Name'))}
      {field('call', trans.__('Function'))}
      {field('args', trans.__('Arguments'))}
      {field('returns', trans.__('Returns'))}
      <label className="jpi-Written-hidden">
        <input
          type="checkbox"
          checked={one.hidden}
          onChange={event => onChange({ hidden: event.target.checked })}
        />
        {trans.__('hidden')}
      </label>
      {onRemove && (
        <Button
          label={trans.__('Remove test %1', number)}
          icon="close"
          iconOnly
          look="quiet"
          onClick={onRemove}
        />
      )}
    </div>
  );
}

function CaseField(props: {
  label: string;
  accessibleName: string;
  isCode: boolean;
  value: string;
  fault: Fault | null;
  onChange: (value: string) => void;
}): JSX.Element {
  const { fault } = props;
  const trans = useTrans();
  const id = React.useId();
  return (
    <div className="jpi-Field">
      <span aria-hidden="true">{props.label}</span>
      <input
        className={props.isCode ? 'jpi-Input jpi-mod-code' : 'jpi-Input'}
        type="text"
        autoComplete="off"
        spellCheck={!props.isCode}
        aria-label={props.accessibleName}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : id}
        value={props.value}
        onChange={event => props.onChange(event.target.value)}
      />
      {fault !== null && (
        <span id={id} className="jpi-Written-fault">
          {faultSentence(fault, trans)}
        </span>
      )}
    </div>
  );
}

function faultSentence(fault: Fault, trans: TranslationBundle): string {
  return {
    missing: trans.__('This is missing.'),
    no_json: trans.__('This is not JSON.'),
    no_value: trans.__('This is no value that tests know.'),
    no_function: trans.__('This is no name of a function.'),
    twice: trans.__('Another test has this name.')
  }[fault];
}

/** The language that is shown, if questions can be asked in it. */
function askedIn(language: Language): Language {
  return TEST_LANGUAGES.includes(language) ? language : FIRST_LANGUAGE;
}
