/** A question of the banks with which something new begins. Nothing is drawn where there are none. */
import * as React from 'react';
import type { IBankPlace, IListedQuestion } from '../../contract/protocol';
import type { IInterviewApi } from '../../model/ports';
import { SelectField } from '../../ui/select-field';
import { useTrans } from '../../ui/translation';

export interface IBankChoiceProps {
  label: string;
  api: Pick<IInterviewApi, 'listQuestions'>;
  value: IBankPlace | null;
  onChange: (place: IBankPlace | null) => void;
}

export function BankChoice(props: IBankChoiceProps): JSX.Element | null {
  const { api, value } = props;
  const trans = useTrans();
  const [questions, setQuestions] = React.useState<readonly IListedQuestion[]>([]);
  React.useEffect(() => {
    let isOver = false;
    // Whoever may not read the banks chooses none.
    api.listQuestions().then(
      list => isOver || setQuestions(list.questions),
      () => undefined
    );
    return () => {
      isOver = true;
    };
  }, [api]);
  if (questions.length === 0) {
    return null;
  }
  return (
    <SelectField
      label={props.label}
      value={value === null ? '' : keyOf(value)}
      options={[
        ['', trans.__('none')] as const,
        ...questions.map(question => [keyOf(question), question.title] as const)
      ]}
      onChange={key => {
        const found = questions.find(question => keyOf(question) === key);
        props.onChange(found === undefined ? null : { bank: found.bank, name: found.name });
      }}
    />
  );
}

/** Names of folders have no slash. */
function keyOf({ bank, name }: IBankPlace): string {
  return `${bank}/${name}`;
}
