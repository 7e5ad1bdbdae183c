/** Where hosts choose, order and write the questions of an interview. */
import * as React from 'react';
import type { IQuestion } from '../../contract/protocol';
import { Modal } from '../../ui/modal';
import { Tabs } from '../../ui/tabs';
import { useTrans } from '../../ui/translation';
import { useQuestions, useSession } from '../use-interview';
import { BankPart } from './bank-part';
import { ListedPart } from './listed-part';
import type { Markdown } from './markdown';
import type { IQuestionDesk } from './question-desk';
import { WritePart } from './write-part';

export interface IQuestionsDialogProps {
  desk: IQuestionDesk;
  markdown: Markdown;
  onLoaded: (question: IQuestion) => void;
  onClose: () => void;
}

type Part = 'bank' | 'listed' | 'write';

export function QuestionsDialog(props: IQuestionsDialogProps): JSX.Element {
  const { desk, markdown, onLoaded, onClose } = props;
  const { listed } = useQuestions();
  const isHost = useSession().can('questions');
  const trans = useTrans();
  const [part, setPart] = React.useState<Part>('bank');
  const shown = React.useId();
  // Who holds the interview no longer sees no more of what hosts alone may know.
  React.useEffect(() => {
    if (!isHost) {
      onClose();
    }
  }, [isHost, onClose]);
  const loaded = (question: IQuestion): void => {
    onLoaded(question);
    onClose();
  };
  const tabs = [
    { key: 'bank' as const, label: trans.__('Banks') },
    {
      key: 'listed' as const,
      label: trans.__('In this interview'),
      note: String(listed.length)
    },
    { key: 'write' as const, label: trans.__('Write one') }
  ];
  return (
    <Modal title={trans.__('Questions')} onClose={onClose} className="jpi-mod-wide">
      <Tabs
        label={trans.__('Questions')}
        tabs={tabs}
        chosen={part}
        onChoose={setPart}
        controls={shown}
      />
      <div
        id={shown}
        className="jpi-QuestionsDialog"
        role="tabpanel"
        aria-label={tabs.find(({ key }) => key === part)?.label}
      >
        {part === 'bank' && <BankPart desk={desk} markdown={markdown} onLoaded={loaded} />}
        {part === 'listed' && <ListedPart desk={desk} />}
        {part === 'write' && <WritePart desk={desk} onLoaded={loaded} />}
      </div>
    </Modal>
  );
}
