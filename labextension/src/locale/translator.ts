/** Translators made of the catalogues. */
import { nullTranslator } from '@jupyterlab/translation';
import type { ITranslator } from '@jupyterlab/translation';
import { CatalogueBundle } from './catalogue';
import { catalogueOf, type Locale } from './catalogues';

const DOMAIN = 'jupyter_interview';

/** Milliseconds for which nothing is drawn because of a catalogue that does not come. */
const LONGEST_MS = 4_000;

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

/**
 * The same for who draws nothing before it is there: a catalogue that does not come in time is not
 * waited for any longer, and not used when it comes after all, so that no words change on their own.
 */
export async function translatorInTime(
  locale: Locale,
  first: ITranslator = nullTranslator,
  late: Promise<unknown> = longEnough()
): Promise<ITranslator> {
  return Promise.race([translatorOf(locale, first), late.then(() => first)]);
}

function longEnough(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, LONGEST_MS));
}
