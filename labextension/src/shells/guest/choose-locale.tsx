/** The menu of the languages that a page can speak, each called as it calls itself. */
import * as React from 'react';
import { LOCALES, type Locale } from '../../locale/catalogues';
import { MenuButton } from '../../ui/menu-button';
import { useTrans } from '../../ui/translation';
import { chooseLocale, useSpoken } from './page-locale';

export function ChooseLocale(): JSX.Element {
  const trans = useTrans();
  const { locale } = useSpoken();
  const names = Object.entries(LOCALES) as [Locale, string][];
  return (
    <MenuButton
      label={trans.__('Language of this page')}
      icon="locale"
      items={names.map(([tag, name]) => ({
        label: name,
        lang: tag,
        radio: true,
        checked: tag === locale,
        onSelect: () => void chooseLocale(tag)
      }))}
    />
  );
}
