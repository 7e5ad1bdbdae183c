/** The locale of the page, for `Intl`: numbers, dates and times read as the words around them. */

/**
 * The page says its language; the browser knows of which place. So a page in `de` of somebody from
 * Vienna has Austrian dates, and one in English has no German ones.
 */
export function placeLocale(): string | undefined {
  if (typeof document === 'undefined' || document.documentElement.lang === '') {
    return undefined;
  }
  const { lang } = document.documentElement;
  const language = languageOf(lang);
  return navigator.languages.find(tag => languageOf(tag) === language) ?? lang;
}

/** "1,200", "1.200" or "1 200". */
export function numberName(value: number, fractionDigits = 0): string {
  return new Intl.NumberFormat(placeLocale(), {
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits
  }).format(value);
}

function languageOf(tag: string): string {
  return tag.split(/[-_]/, 1)[0].toLowerCase();
}
