/** The bar above everything on the pages without Lab: where one is, who one is, light or dark. */
import * as React from 'react';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icons';
import { useTrans } from '../../ui/translation';
import { ChooseLocale } from './choose-locale';
import { setDark, useDark } from './theme';

export interface IPageFrameProps {
  /** Shown at the start of the bar, before the name of the page. */
  before?: React.ReactNode;
  /** The name of the page. */
  title?: string;
  /** Shown at its end. */
  after?: React.ReactNode;
  children: React.ReactNode;
}

export function PageFrame(props: IPageFrameProps): JSX.Element {
  const trans = useTrans();
  const dark = useDark();
  return (
    <div className="jpi-Page">
      <header className="jpi-Page-bar">
        {props.before}
        <h1 className="jpi-Page-brand">
          <Icon name="interview" />
          {props.title ?? trans.__('Interview')}
        </h1>
        {props.after}
        <ChooseLocale />
        <Button
          label={dark ? trans.__('Light theme') : trans.__('Dark theme')}
          icon={dark ? 'light' : 'dark'}
          iconOnly
          look="quiet"
          onClick={() => setDark(!dark)}
        />
      </header>
      <main className="jpi-Page-main">{props.children}</main>
    </div>
  );
}

/** A few words in the middle of an otherwise empty page. */
export function Centered(props: { title: string; children?: React.ReactNode }): JSX.Element {
  return (
    <div className="jpi-Page-center">
      <h2>{props.title}</h2>
      {props.children}
    </div>
  );
}
