/** Giving an interview a question, with what is to be asked when there is a text in the way. */
import * as React from 'react';
import type { IQuestion, IStarterPlace, QuestionSource } from '../../contract/protocol';
import { InterviewError } from '../../model/ports';
import { useTrans } from '../../ui/translation';
import { sentence } from '../sentences';
import type { IQuestionDesk } from './question-desk';

export interface ILoading {
  readonly isBusy: boolean;
  /** What it was refused for, as a sentence. */
  readonly problem: string | null;
  /** It waits for an answer: what becomes of the text that is there. */
  readonly asks: boolean;
  readonly load: (source: QuestionSource, place?: IStarterPlace) => void;
  /** Loads what was asked about. */
  readonly answer: (into: NonNullable<IStarterPlace['into']>) => void;
  readonly cancel: () => void;
}

interface IWanted {
  source: QuestionSource;
  place: IStarterPlace;
}

export function useLoading(desk: IQuestionDesk, onLoaded: (question: IQuestion) => void): ILoading {
  const trans = useTrans();
  const [isBusy, setBusy] = React.useState(false);
  const [problem, setProblem] = React.useState<string | null>(null);
  const [asked, setAsked] = React.useState<IWanted | null>(null);
  const isGone = React.useRef(false);
  React.useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  const load = async (wanted: IWanted): Promise<void> => {
    setBusy(true);
    setProblem(null);
    setAsked(null);
    try {
      const question = await desk.load(wanted.source, wanted.place);
      if (!isGone.current) {
        onLoaded(question);
      }
    } catch (reason) {
      if (reason instanceof InterviewError && reason.code === 'not_empty') {
        setAsked(wanted);
      } else {
        setProblem(sentence(reason, trans));
      }
    }
    setBusy(false);
  };
  return {
    isBusy,
    problem,
    asks: asked !== null,
    load: (source, place = {}) => void load({ source, place }),
    answer: into => {
      if (asked !== null) {
        void load({ ...asked, place: { ...asked.place, into } });
      }
    },
    cancel: () => setAsked(null)
  };
}
