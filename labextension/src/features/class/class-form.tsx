/** A new class: a name, a list of people, and what each of them begins with; then the links. */
import * as React from 'react';
import type { IClassLinks, Language } from '../../contract/protocol';
import type { INewClass } from '../../model/ports';
import { Button } from '../../ui/button';
import { copyText } from '../../ui/clipboard';
import { download } from '../../ui/download';
import { useTrans } from '../../ui/translation';
import { languageName, sentence } from '../wording';

const LANGUAGES: readonly Language[] = ['javascript', 'typescript', 'python'];

export interface IClassFormProps {
  language: Language;
  /** Creates the class. Rejects with a sentence for a person, and then nothing was created. */
  onCreate: (wanted: INewClass) => Promise<IClassLinks>;
  onDone: (name: string) => void;
  onCancel: () => void;
}

export function ClassForm(props: IClassFormProps): JSX.Element {
  const trans = useTrans();
  const [links, setLinks] = React.useState<IClassLinks | null>(null);
  const [problem, setProblem] = React.useState<string | null>(null);
  const [busy, setBusy] = React.useState(false);
  const [csv, setCsv] = React.useState('');

  const submit = async (event: React.FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string): string => form.get(name) as string;
    const code = said('code');
    setBusy(true);
    setProblem(null);
    try {
      setLinks(
        await props.onCreate({
          name: said('name'),
          csv,
          language: said('language') as Language,
          ...(code === '' ? {} : { code })
        })
      );
    } catch (reason) {
      setProblem(sentence(reason));
    } finally {
      setBusy(false);
    }
  };

  if (links !== null) {
    return <Links links={links} onDone={() => props.onDone(links.name)} />;
  }
  return (
    <form className="jpi-ClassForm" onSubmit={event => void submit(event)}>
      <label>
        {trans.__('Name of the class')}
        <input className="jpi-Input" name="name" required maxLength={120} autoFocus />
      </label>
      <label>
        {trans.__('People, one on each line, or CSV with a column “name”')}
        <textarea
          className="jpi-Input"
          name="csv"
          rows={6}
          value={csv}
          onChange={event => setCsv(event.target.value)}
        />
      </label>
      <label>
        {trans.__('or a CSV file')}
        <input
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          onChange={event => void event.target.files?.[0]?.text().then(setCsv)}
        />
      </label>
      <label>
        {trans.__('Language')}
        <select className="jpi-Select" name="language" defaultValue={props.language}>
          {LANGUAGES.map(language => (
            <option key={language} value={language}>
              {languageName(language)}
            </option>
          ))}
        </select>
      </label>
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

function Links(props: { links: IClassLinks; onDone: () => void }): JSX.Element {
  const { links } = props;
  const trans = useTrans();
  const [copied, setCopied] = React.useState(false);
  return (
    <div className="jpi-ClassForm">
      <p role="status">
        {trans._n(
          'One interview is there. Its link is shown now and never again.',
          '%1 interviews are there. Their links are shown now and never again.',
          links.links.length
        )}
      </p>
      <div className="jpi-ClassForm-buttons">
        <Button
          label={trans.__('Download links as CSV')}
          look="primary"
          onClick={() =>
            download(new Blob([links.csv], { type: 'text/csv' }), fileName(links.name))
          }
        />
        <Button
          label={copied ? trans.__('Copied') : trans.__('Copy CSV')}
          icon="copy"
          onClick={() => void copyText(links.csv).then(setCopied)}
        />
        <Button label={trans.__('Show the class')} onClick={props.onDone} />
      </div>
      <ul className="jpi-ClassForm-links" aria-label={trans.__('Links')}>
        {links.links.map(({ name, sessionId, url }) => (
          <li key={sessionId}>
            <strong>{name}</strong> <code>{url}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

function fileName(name: string): string {
  return `${name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'class'}-links.csv`;
}
