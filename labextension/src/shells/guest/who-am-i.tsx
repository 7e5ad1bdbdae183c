/** Says in the page's bar as whom one takes part. */
import * as React from 'react';
import { useModel } from '../../features/use-model';
import type { IInterviewModel } from '../../model/interview';
import { useTrans } from '../../ui/translation';

export function WhoAmI(props: { model: IInterviewModel }): JSX.Element | null {
  const { model } = props;
  const trans = useTrans();
  useModel(model);
  return model.me && <span className="jpi-Page-who">{trans.__('You are %1', model.me.name)}</span>;
}
