/**
 * The questions that a site without a server was built with: a file of the site, which is read when
 * somebody asks for questions. Private sides are in it if whoever built the site wanted that.
 */
import type {
  IBankQuestion,
  IListedQuestion,
  IPrivateSide,
  IQuestion,
  IQuestionList
} from '../../contract/protocol';
import { InterviewError } from '../../model/ports';
import { noSide } from './written';

export interface IBanks {
  list(): Promise<IQuestionList>;
  /** Rejects with the code `not_found`. */
  question(bank: string, name: string): Promise<IBankQuestion>;
}

/** What the addon of JupyterLite writes (`jupyter_interview/lite.py`). */
interface ISiteQuestions {
  questions: { question: IQuestion; side?: IPrivateSide }[];
  problems: string[];
}

const NONE: ISiteQuestions = { questions: [], problems: [] };
const UNREACHABLE = 'The questions of this site cannot be reached. Check your connection.';
const UNREADABLE = 'The questions of this site cannot be read; it must be built again.';

export function siteBanks(address: string): IBanks {
  let read: Promise<ISiteQuestions> | null = null;
  const all = (): Promise<ISiteQuestions> => {
    const reading = read ?? readQuestions(address);
    read = reading;
    // It is tried again when somebody asks again.
    reading.catch(() => (read = null));
    return reading;
  };
  return {
    list: async () => {
      const { questions, problems } = await all();
      return { questions: questions.map(listed), problems };
    },
    question: async (bank, name) => {
      const { questions } = await all();
      const found = questions.find(
        ({ question }) => question.bank === bank && question.name === name
      );
      if (found === undefined) {
        const sentence = `There is no question ${name} in a bank ${bank}.`;
        throw new InterviewError(sentence, 'not_found', 404);
      }
      return { question: found.question, side: found.side ?? noSide() };
    }
  };
}

/** A site without the file has no questions. */
async function readQuestions(address: string): Promise<ISiteQuestions> {
  const response = await fetch(address).catch(() => {
    throw new InterviewError(UNREACHABLE, 'unreachable', 0);
  });
  if (!response.ok) {
    return NONE;
  }
  try {
    const { questions, problems } = (await response.json()) as ISiteQuestions;
    return { questions: [...questions], problems: [...problems] };
  } catch {
    throw new InterviewError(UNREADABLE, 'unexpected_answer', response.status);
  }
}

function listed({ question, side = noSide() }: ISiteQuestions['questions'][0]): IListedQuestion {
  const { bank, name, title, kind, level, minutes, languages, tags, license, cases } = question;
  const [visible, hidden] = [cases.length, side.cases.length];
  const about = { title, kind, level, minutes, languages, tags, license };
  return { bank: bank ?? '', name, ...about, visible, hidden };
}
