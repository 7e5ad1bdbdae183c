/**
 * How one person looks at the questions: which of them, which part of it, and how wide. The width and
 * whether the panel is folded is remembered by the browser, the rest by this page.
 */
import * as React from 'react';
import type { IMoment, IQuestion } from '../../contract/protocol';
import type { ITestsAsked, WhyNoTests } from '../../model/questions/questions';
import { useQuestions, useSession } from '../use-interview';
import { useKnownResults } from './known-results';
import type { KnownResults } from './known-results';
import { useMoments } from './use-moments';

/** The statement, the visible tests, or what hosts alone see. */
export type QuestionPart = 'statement' | 'tests' | 'hosts';

const KEY = 'jupyter-interview:questions';
const FIRST_PERCENT = 32;

interface IArrangement {
  readonly isFolded: boolean;
  /** The part of the panel's width that the question has. */
  readonly percent: number;
}

export interface IQuestionView extends IArrangement {
  /** Null where the interview has none. */
  readonly question: IQuestion | null;
  readonly part: QuestionPart;
  /** How the tests went. */
  readonly known: KnownResults;
  /** Why tests were not run when they were asked for last. */
  readonly refused: WhyNoTests | null;
  /** The moments on whose texts a host can run tests; nobody else has any. */
  readonly moments: readonly IMoment[];
  /** The place of the moment that is chosen; null for the text as it is. */
  readonly moment: string | null;
  readonly lookBack: (at: string | null) => void;
  readonly choose: (id: string) => void;
  readonly show: (part: QuestionPart) => void;
  readonly fold: (isFolded: boolean) => void;
  readonly resize: (percent: number) => void;
  /** Runs tests of the question that is looked at, and shows how they go. */
  readonly run: (asked: ITestsAsked) => void;
}

export function useQuestionView(): IQuestionView {
  const questions = useQuestions();
  const isWelcome = useSession().role !== null;
  const known = useKnownResults(questions);
  const [chosen, setChosen] = React.useState<string | null>(null);
  const [part, setPart] = React.useState<QuestionPart>('statement');
  const [looked, setLooked] = React.useState<string | null>(null);
  const moments = useMoments();
  const [refused, setRefused] = React.useState<WhyNoTests | null>(null);
  const [arrangement, setArrangement] = React.useState(remembered);
  const { listed } = questions;
  const question = listed.find(({ id }) => id === chosen) ?? listed[0] ?? null;

  const arrange = React.useCallback((change: Partial<IArrangement>) => {
    setArrangement(before => {
      const after = { ...before, ...change };
      remember(after);
      return after;
    });
  }, []);

  // A question that comes in the middle of an interview is what it is about from now on.
  const ids = listed.map(({ id }) => id).join(' ');
  const seen = React.useRef<ReadonlySet<string> | null>(null);
  React.useEffect(() => {
    if (!isWelcome) {
      return;
    }
    const before = seen.current;
    const now = ids === '' ? [] : ids.split(' ');
    seen.current = new Set(now);
    const newest = before === null ? undefined : now.filter(id => !before.has(id)).at(-1);
    if (newest !== undefined) {
      setChosen(newest);
      setPart('statement');
      arrange({ isFolded: false });
    }
  }, [ids, isWelcome, arrange]);
  const id = question?.id ?? null;
  React.useEffect(() => setRefused(null), [id]);

  return {
    ...arrangement,
    question,
    // It may have been looked at by somebody who holds the interview no longer.
    part: part === 'hosts' && (id === null || questions.side(id) === null) ? 'statement' : part,
    known,
    refused,
    moments,
    // It may be of a draft that was started meanwhile.
    moment: moments.some(({ at }) => at === looked) ? looked : null,
    lookBack: setLooked,
    choose: setChosen,
    show: setPart,
    fold: isFolded => arrange({ isFolded }),
    resize: percent => arrange({ percent }),
    run: asked => {
      if (id !== null) {
        const why = questions.whyNot(id, asked.hidden, asked.at !== undefined);
        setRefused(why);
        setPart(asked.hidden && questions.side(id) !== null ? 'hosts' : 'tests');
        arrange({ isFolded: false });
        if (why === null) {
          questions.runTests(id, asked);
        }
      }
    }
  };
}

/** What is kept may be of another version, or not ours: of that nothing counts. */
function remembered(): IArrangement {
  let stored: Partial<IArrangement> | null = null;
  try {
    stored = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<IArrangement> | null;
  } catch {
    // Nothing can be read here, or it is not ours.
  }
  const { isFolded, percent } = stored ?? {};
  return {
    isFolded: isFolded === true,
    percent: typeof percent === 'number' && percent >= 20 && percent <= 80 ? percent : FIRST_PERCENT
  };
}

function remember(arrangement: IArrangement): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(arrangement));
  } catch {
    // Full, or forbidden by the browser.
  }
}
