/** Translators made of the catalogues. */
import { nullTranslator } from '@jupyterlab/translation';
import type { ITranslator } from '@jupyterlab/translation';
import { CatalogueBundle } from './catalogue';
import { catalogueOf, type Locale } from './catalogues';

const DOMAIN = 'jupyter_interview';

/** A translator of our strings. Others, and what `first` translates, are those of `first`. */
export async function translatorOf(
  locale: Locale,
  first: ITranslator = nullTranslator
): Promise<ITranslator> {
  const catalogue = await catalogueOf(locale);
  if (catalogue === null) {
    return first;
  }
  const bundle = new CatalogueBundle(catalogue, first.load(DOMAIN));
  return {
    languageCode: catalogue.locale,
    load: domain => (domain === DOMAIN ? bundle : first.load(domain))
  };
}
