/** What a new interview begins with: its title, its language, its text, its questions, and whether it is a draft. */
import * as React from 'react';
import type { Settings } from '../../contract/generated-settings';
import type { IListedQuestion, Language } from '../../contract/protocol';
import { LONGEST_TITLE } from '../../model/people/names';
import type { IInterviewApi, INewSession, KeptBy } from '../../model/ports';
import { Button } from '../../ui/button';
import { HAS_FOCUS_FIRST, Modal } from '../../ui/modal';
import { SelectField } from '../../ui/select-field';
import { useTrans } from '../../ui/translation';
import { chooseFiles, NotText, readText } from '../files/read-files';
import { LateBankChoice } from '../questions/late-bank-choice';
import { sentence } from '../sentences';
import { aiOptions } from '../signals/ai-options';
import { untitled } from '../wording';
import { languageOptions, LANGUAGES } from '../languages';

/** The files of the page around, as texts. */
export interface ITextFiles {
  /** Those of the folder that is shown now, by their paths. */
  paths(): Promise<readonly string[]>;
  /** Rejects with a sentence where it cannot be read. */
  read(path: string): Promise<string>;
}

export interface INewInterviewProps {
  language: Language;
  keptBy: KeptBy;
  /** Tells what the banks have. */
  banks: Pick<IInterviewApi, 'listQuestions'>;
  /** Of JupyterLab; other pages have none. */
  files?: ITextFiles;
  /** Rejects with a sentence for a person, and then nothing was created. */
  onCreate: (wanted: INewSession) => Promise<unknown>;
  onClose: () => void;
}

type Start = 'template' | 'empty' | 'text' | 'file';

export function NewInterviewDialog(props: INewInterviewProps): JSX.Element {
  const { keptBy, files, onCreate, onClose } = props;
  const trans = useTrans();
  // The fields themselves have what is in them: it may come without events that React hears.
  const title = React.useRef<HTMLInputElement>(null);
  const [language, setLanguage] = React.useState(props.language);
  const [isLanguageChosen, setLanguageChosen] = React.useState(false);
  const [questions, setQuestions] = React.useState<readonly IListedQuestion[]>([]);
  const [start, setStart] = React.useState<Start>('template');
  const text = React.useRef<HTMLTextAreaElement>(null);
  const path = React.useRef<HTMLInputElement>(null);
  const paths = usePaths(start === 'file' ? files : undefined);
  const seen = React.useId();
  const known = React.useId();
  const [state, setState] = React.useState<'live' | 'draft'>('live');
  const [ai, setAi] = React.useState<Settings['ai']>('unsaid');
  const [problem, setProblem] = React.useState<string | null>(null);
  const [busy, setBusy] = React.useState(false);

  const beginning = async (): Promise<string> =>
    start === 'file' && files
      ? files.read(path.current?.value.trim() ?? '')
      : start === 'text'
        ? (text.current?.value ?? '')
        : '';

  const create = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const named = title.current?.value.trim() || titleOf(questions);
    try {
      await onCreate({
        language,
        state,
        ...(named === '' ? {} : { title: named }),
        ...(ai === 'unsaid' ? {} : { ai }),
        ...(questions.length === 0
          ? {}
          : { questions: questions.map(({ bank, name }) => ({ bank, name })) }),
        ...(start === 'template' ? {} : { code: await beginning() })
      });
      onClose();
    } catch (reason) {
      setProblem(sentence(reason, trans));
      setBusy(false);
    }
  };

  /** The language is that of the first question, unless somebody has chosen another. */
  const ask = (chosen: readonly IListedQuestion[]): void => {
    setQuestions(chosen);
    const [first] = chosen;
    if (first !== undefined && !isLanguageChosen && !first.languages.includes(language)) {
      setLanguage(first.languages[0] ?? language);
    }
  };

  const choose = async (): Promise<void> => {
    const [file] = await chooseFiles({ multiple: false });
    try {
      if (file) {
        const read = await readText(file);
        if (text.current !== null) {
          text.current.value = read.text;
        }
        setProblem(null);
      }
    } catch (reason) {
      setProblem(
        reason instanceof NotText
          ? trans.__('%1 is not text in UTF-8.', file.name)
          : sentence(reason, trans)
      );
    }
  };

  return (
    <Modal title={trans.__('New interview')} onClose={onClose} className="jpi-NewInterview">
      <form
        className="jpi-Modal-form"
        onSubmit={event => {
          event.preventDefault();
          if (!busy) {
            void create();
          }
        }}
      >
        <div className="jpi-Field">
          <label>
            {trans.__('Title')}
            <input
              ref={title}
              className="jpi-Input"
              type="text"
              {...HAS_FOCUS_FIRST}
              autoComplete="off"
              maxLength={LONGEST_TITLE}
              placeholder={titleOf(questions) || untitled(trans)}
              aria-describedby={seen}
            />
          </label>
          {keptBy === 'server' && (
            <span id={seen} className="jpi-Muted">
              {trans.__('Everybody in the interview sees the title, the candidate too.')}
            </span>
          )}
        </div>
        <SelectField
          label={trans.__('Language')}
          value={language}
          {...languageOptions(LANGUAGES, language, trans)}
          onChange={chosen => {
            setLanguage(chosen);
            setLanguageChosen(true);
          }}
        />
        <LateBankChoice
          label={trans.__('Questions')}
          api={props.banks}
          language={language}
          chosen={questions}
          onChange={ask}
        />
        <SelectField<Start>
          label={trans.__('Begins with')}
          value={start}
          options={[
            [
              'template',
              questions.length > 0
                ? trans.__('What the question begins with')
                : trans.__('A short example in the language')
            ],
            ['empty', trans.__('Nothing: an empty editor')],
            ['text', trans.__('A text of your own…')],
            ...(files ? [['file', trans.__('A file of Jupyter…')] as const] : [])
          ]}
          onChange={setStart}
        />
        {/* What was pasted stays while something else is looked at. */}
        <div className="jpi-NewInterview-text" hidden={start !== 'text'}>
          <label className="jpi-Field">
            {trans.__('Text')}
            <textarea
              ref={text}
              className="jpi-Input jpi-mod-code"
              rows={8}
              spellCheck={false}
              placeholder={trans.__('Paste it here, or choose a file')}
            />
          </label>
          <Button
            label={trans.__('Choose a file of this computer…')}
            icon="file"
            onClick={() => void choose()}
          />
        </div>
        {files && (
          <label className="jpi-Field" hidden={start !== 'file'}>
            {trans.__('Path of the file')}
            <input
              ref={path}
              className="jpi-Input"
              type="text"
              required={start === 'file'}
              autoComplete="off"
              list={known}
            />
            <datalist id={known}>
              {paths.map(one => (
                <option key={one} value={one} />
              ))}
            </datalist>
          </label>
        )}
        {keptBy === 'server' && (
          <SelectField<Settings['ai']>
            label={trans.__('Help by AI')}
            value={ai}
            options={aiOptions(trans)}
            onChange={setAi}
          />
        )}
        {keptBy === 'server' && (
          <fieldset className="jpi-NewInterview-state">
            <legend>{trans.__('Who can come in')}</legend>
            <label>
              <input
                type="radio"
                name="state"
                checked={state === 'live'}
                onChange={() => setState('live')}
              />
              {trans.__('Live: people with a link, from now on')}
            </label>
            <label>
              <input
                type="radio"
                name="state"
                checked={state === 'draft'}
                onChange={() => setState('draft')}
              />
              {trans.__('Draft: nobody but the interviewers until you start it')}
            </label>
          </fieldset>
        )}
        <div role="alert" className="jpi-NewInterview-problem">
          {problem}
        </div>
        <footer className="jpi-Modal-footer">
          <Button label={trans.__('Cancel')} onClick={onClose} />
          <Button
            type="submit"
            label={busy ? trans.__('Creating…') : trans.__('Create')}
            look="primary"
            disabled={busy}
          />
        </footer>
      </form>
    </Modal>
  );
}

/** What an interview about questions is called, if nobody says otherwise. */
function titleOf([first]: readonly IListedQuestion[]): string {
  return first?.title.slice(0, LONGEST_TITLE) ?? '';
}

function usePaths(files: ITextFiles | undefined): readonly string[] {
  const [paths, setPaths] = React.useState<readonly string[]>([]);
  React.useEffect(() => {
    let left = false;
    // Without them, a path is typed.
    void files?.paths().then(
      found => left || setPaths(found),
      () => undefined
    );
    return () => {
      left = true;
    };
  }, [files]);
  return paths;
}
