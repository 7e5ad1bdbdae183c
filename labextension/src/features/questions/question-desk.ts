/** The questions that one interview can be given, out of the REST calls for all. */
import type {
  IBankPlace,
  IBankQuestion,
  IListedQuestion,
  IQuestion,
  IQuestionList,
  IStarterPlace,
  QuestionSource
} from '../../contract/protocol';
import type { IInterviewApi, ITaken } from '../../model/ports';

/** Every call rejects with InterviewError. */
export interface IQuestionDesk {
  /** What the banks have. */
  list(): Promise<IQuestionList>;
  look(place: IBankPlace): Promise<IBankQuestion>;
  /** Rejects with the code `not_empty` where it is to be said what becomes of a text. */
  load(source: QuestionSource, place?: IStarterPlace): Promise<IQuestion>;
  /** The files of a question of this interview, as one keeps them in a bank. Null without a server. */
  readonly keep: ((question: string) => Promise<ITaken>) | null;
  /** Writes one of them into the bank that the server has for that: `keeps` of the list names it. */
  keepInBank(question: string): Promise<IListedQuestion>;
  /** Keeps a zip as a bank of one's own; `uploads` of the list has those that are there. */
  upload(bank: string, zip: Blob): Promise<IQuestionList>;
  removeBank(bank: string): Promise<void>;
}

export function questionDesk(api: IInterviewApi, sessionId: string): IQuestionDesk {
  return {
    list: () => api.listQuestions(),
    look: ({ bank, name }) => api.bankQuestion(bank, name),
    load: (source, place) => api.loadQuestion(sessionId, source, place),
    keep: api.keptBy === 'server' ? question => api.takeQuestion(sessionId, question) : null,
    keepInBank: question => api.keepLoadedQuestion(sessionId, question),
    upload: (bank, zip) => api.uploadBank(bank, zip),
    removeBank: bank => api.removeBank(bank)
  };
}
