/** The translator of the page the components stand in: Lab's own, or none on a guest's page. */
import { nullTranslator } from '@jupyterlab/translation';
import type { ITranslator, TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

const DOMAIN = 'jupyter_interview';

const Translation = React.createContext<TranslationBundle>(nullTranslator.load(DOMAIN));

export function TranslationProvider(props: {
  translator: ITranslator;
  children: React.ReactNode;
}): JSX.Element {
  const { translator } = props;
  const trans = React.useMemo(() => translator.load(DOMAIN), [translator]);
  return <Translation.Provider value={trans}>{props.children}</Translation.Provider>;
}

export function useTrans(): TranslationBundle {
  return React.useContext(Translation);
}
