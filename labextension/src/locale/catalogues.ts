/** The catalogues that are brought along. */
import { bestLocale } from './best-locale';
import type { ICatalogue } from './catalogue';

/** Each comes when somebody wants it. */
const CATALOGUES = {
  de: () => import('../../translations/de.po'),
  es: () => import('../../translations/es.po'),
  fr: () => import('../../translations/fr.po'),
  ja: () => import('../../translations/ja.po'),
  'pt-BR': () => import('../../translations/pt_BR.po'),
  'zh-CN': () => import('../../translations/zh_CN.po')
} as const;

export type Locale = 'en' | keyof typeof CATALOGUES;

/** In the order of a menu; each is called as it calls itself. */
export const LOCALES: Readonly<Record<Locale, string>> = {
  de: 'Deutsch',
  en: 'English',
  es: 'Español',
  fr: 'Français',
  'pt-BR': 'Português (Brasil)',
  ja: '日本語',
  'zh-CN': '简体中文'
};

/** The one of ours that suits best, given what somebody understands, the best first. */
export function ownLocale(wanted: readonly string[]): Locale {
  return bestLocale(wanted, Object.keys(LOCALES)) as Locale;
}

/** Null for English, which needs none, and for a catalogue that cannot be fetched. */
export async function catalogueOf(locale: Locale): Promise<ICatalogue | null> {
  if (locale === 'en') {
    return null;
  }
  try {
    return (await CATALOGUES[locale]()).default;
  } catch (reason) {
    console.error(`The catalogue of ${locale} cannot be fetched.`, reason);
    return null;
  }
}
