/** A new class: a name, a list of people, and what each of them begins with. */
import * as React from 'react';
import type { IListedQuestion, IClassLinks, Language } from '../../contract/protocol';
import type { IInterviewApi, INewClass } from '../../model/ports';
import { Button } from '../../ui/button';
import { Options } from '../../ui/select-field';
import { useTrans } from '../../ui/translation';
import { languageOptions, LANGUAGES } from '../languages';
import { BankChoice, placesOf } from '../questions/bank-choice';
import { sentence } from '../sentences';

/** As a spreadsheet writes it; what stands beside the names comes back with the links. */
const EXAMPLE = 'name,mail\nAda Lovelace,ada@example.org\nBo Diddley,bo@example.org';

export interface IClassFormProps {
  /** Tells what the banks have. */
  api: Pick<IInterviewApi, 'listQuestions'>;
  language: Language;
  /** Creates the class. Rejects with a sentence for a person, and then nothing was created. */
  onCreate: (wanted: INewClass) => Promise<IClassLinks>;
  onLinks: (links: IClassLinks) => void;
  onCancel: () => void;
}

export function ClassForm(props: IClassFormProps): JSX.Element {
  const trans = useTrans();
  const [problem, setProblem] = React.useState<string | null>(null);
  const [busy, setBusy] = React.useState(false);
  const csv = React.useRef<HTMLTextAreaElement>(null);
  const [questions, setQuestions] = React.useState<readonly IListedQuestion[]>([]);
  const [language, setLanguage] = React.useState(props.language);

  const submit = async (event: React.FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string): string => form.get(name) as string;
    const code = said('code');
    setBusy(true);
    setProblem(null);
    try {
      props.onLinks(
        await props.onCreate({
          name: said('name'),
          csv: said('csv'),
          language,
          ...(code === '' ? {} : { code }),
          ...(questions.length === 0 ? {} : { questions: placesOf(questions) })
        })
      );
    } catch (reason) {
      setProblem(sentence(reason, trans));
      setBusy(false);
    }
  };

  const take = async (file: File | undefined): Promise<void> => {
    try {
      const text = await file?.text();
      if (text !== undefined && csv.current !== null) {
        csv.current.value = text;
        setProblem(null);
      }
    } catch (reason) {
      setProblem(sentence(reason, trans));
    }
  };

  return (
    <form className="jpi-ClassForm" onSubmit={event => void submit(event)}>
      <h2>{trans.__('New class')}</h2>
      <p className="jpi-Muted">
        {trans.__('Each person gets an interview of their own, and you see all of them together.')}
      </p>
      <label>
        {trans.__('Name of the class')}
        <input
          className="jpi-Input"
          name="name"
          required
          maxLength={120}
          autoFocus
          placeholder={trans.__('CS 101')}
        />
      </label>
      <label>
        {trans.__('People, one on each line, or CSV with a column “name”')}
        <textarea ref={csv} className="jpi-Input" name="csv" rows={6} placeholder={EXAMPLE} />
      </label>
      <label>
        {trans.__('or a CSV file')}
        <input
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          onChange={event => void take(event.target.files?.[0])}
        />
      </label>
      <label>
        {trans.__('Language')}
        <select
          className="jpi-Select"
          name="language"
          value={language}
          onChange={event => setLanguage(event.target.value)}
        >
          <Options {...languageOptions(LANGUAGES, language, trans)} />
        </select>
      </label>
      <BankChoice
        label={trans.__('Questions for everybody')}
        api={props.api}
        language={language}
        chosen={questions}
        onChange={setQuestions}
      />
      <label>
        {trans.__('What everybody begins with; the language’s template if empty')}
        <textarea className="jpi-Input jpi-mod-code" name="code" rows={6} spellCheck={false} />
      </label>
      <div role="alert" className="jpi-ClassForm-problem">
        {problem}
      </div>
      <div className="jpi-ClassForm-buttons">
        <Button label={trans.__('Cancel')} onClick={props.onCancel} />
        <Button
          label={busy ? trans.__('Creating…') : trans.__('Create class')}
          type="submit"
          look="primary"
          disabled={busy}
        />
      </div>
    </form>
  );
}
