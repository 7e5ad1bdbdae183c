/** The texts of a session's document as plain strings. */
import type { Language } from '../../contract/protocol';
import type { SessionDoc } from './session-doc';

export type Texts = Partial<Record<Language, string>>;

export function textsOf(doc: SessionDoc): Texts {
  const roots = [...doc.share.keys()].filter(name => name.startsWith(ROOT));
  const languages = roots.map(name => name.slice(ROOT.length) as Language);
  return Object.fromEntries(languages.map(language => [language, doc.code(language).toJSON()]));
}

/** The texts of `own` that are not those of `other`. */
export function differing(own: Texts, other: Texts): [Language, string][] {
  return (Object.entries(own) as [Language, string][]).filter(
    ([language, text]) => text !== '' && text !== (other[language] ?? '')
  );
}

const ROOT = 'code:';
