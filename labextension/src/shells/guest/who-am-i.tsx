/** Says in the page's bar as whom one takes part. */
import * as React from 'react';
import { useSlice } from '../../features/use-interview';
import type { IInterviewModel } from '../../model/interview';
import { useTrans } from '../../ui/translation';

export function WhoAmI(props: { model: IInterviewModel }): JSX.Element | null {
  const { me } = useSlice(props.model.people);
  const trans = useTrans();
  return me && <span className="jpi-Page-who">{trans.__('You are %1', me.name)}</span>;
}
