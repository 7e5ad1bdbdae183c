/** Turns records of earlier versions in the offline store into those of this version. */
import { codeFile } from '../../contract/files';
import { mainName } from '../../contract/languages';
import type { Language } from '../../contract/protocol';
import type { IKeptCopy, IKeptTexts, Kept } from './offline-store';

/** Earlier versions had one text for each language. */
type Older =
  | (Omit<IKeptCopy, 'file' | 'name'> & { language: Language })
  | (Omit<IKeptTexts, 'names' | 'texts'> & { texts: Partial<Record<Language, string>> });

export function upcast(record: Kept | Older): Kept {
  if (record.kind === 'copy' && 'language' in record) {
    const { language, ...copy } = record;
    return { ...copy, file: codeFile(language), name: mainName(language) };
  }
  if (record.kind === 'texts' && !('names' in record)) {
    const languages = Object.keys(record.texts);
    const texts = languages.map(language => [codeFile(language), record.texts[language] ?? '']);
    const names = languages.map(language => [codeFile(language), mainName(language)]);
    return {
      ...record,
      texts: Object.fromEntries(texts) as IKeptTexts['texts'],
      names: Object.fromEntries(names) as IKeptTexts['names']
    };
  }
  return record;
}
