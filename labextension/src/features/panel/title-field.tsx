/** The interview's title, renamed in place: Enter or leaving keeps it, Escape takes it back. */
import * as React from 'react';
import { LONGEST_TITLE } from '../../model/people/names';
import { useTrans } from '../../ui/translation';

/** As openapi.yaml limits it. */

export function TitleField(props: {
  title: string;
  editable: boolean;
  onRename: (title: string) => void;
}): JSX.Element {
  const trans = useTrans();
  const [draft, setDraft] = React.useState<string | null>(null);
  if (!props.editable) {
    return (
      <h2 className="jpi-Title" title={props.title}>
        {props.title}
      </h2>
    );
  }
  const keep = (): void => {
    const title = draft?.trim();
    setDraft(null);
    if (title && title !== props.title) {
      props.onRename(title);
    }
  };
  return (
    <input
      className="jpi-Title"
      type="text"
      aria-label={trans.__('Title')}
      title={trans.__('Rename this interview')}
      maxLength={LONGEST_TITLE}
      spellCheck={false}
      value={draft ?? props.title}
      onChange={event => setDraft(event.target.value)}
      onBlur={keep}
      onKeyDown={event => {
        if (event.key === 'Enter') {
          event.currentTarget.blur();
        } else if (event.key === 'Escape') {
          event.stopPropagation();
          setDraft(null);
        }
      }}
    />
  );
}
