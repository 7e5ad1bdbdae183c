/**
 * The questions of an interview: loaded, removed, and put in order.
 *
 * What a question says to everybody and what it says to hosts are two events with two audiences, so
 * whatever goes by the audience of an event cannot tell a candidate of the private side.
 */
import type { SessionCommand, SessionEvent } from '../contract/generated-events';
import type { InterviewError } from '../model/ports';
import type { IActor } from './actor';
import {
  decided,
  demand,
  personOf,
  type IDecided,
  type IGiven,
  type IInterview
} from './interview';
import type { Named } from './named';
import {
  orderedQuestions,
  questionIn,
  withoutQuestion,
  withQuestion,
  withSide,
  type IQuestionBook
} from './question-book';
import { refusal } from './refusal';

/** Questions that are listed in one interview. */
const MOST_QUESTIONS = 20;
/** The same, with those that were removed. */
const MOST_KNOWN = 60;

type Command = Named<SessionCommand, 'LoadQuestion' | 'RemoveQuestion' | 'OrderQuestions'>;
type Event = Named<
  SessionEvent,
  'QuestionLoaded' | 'PrivateSideKept' | 'QuestionRemoved' | 'QuestionsOrdered'
>;

export function decide(
  interview: IInterview,
  actor: IActor,
  command: Command,
  given: IGiven
): IDecided[] {
  demand(interview, actor.role, 'questions');
  const by = personOf(interview, actor)?.id;
  return eventsOf(interview.questions, command, given).map(event => decided(event, by));
}

export function evolve(interview: IInterview, event: Event): IInterview {
  return { ...interview, questions: evolved(interview.questions, event) };
}

/** What is said of an id that no listed question has. */
export function noSuchQuestion(): InterviewError {
  return refusal('not_found', 'This question is not there any more.');
}

function eventsOf(questions: IQuestionBook, command: Command, { id = '' }: IGiven): Event[] {
  switch (command.type) {
    case 'LoadQuestion': {
      demandPlace(questions, command.question.digest);
      return [
        { type: 'QuestionLoaded', question: { ...command.question, id } },
        { type: 'PrivateSideKept', side: { ...command.side, question: id } }
      ];
    }
    case 'RemoveQuestion':
      demandListed(questions, command.question);
      return [{ type: 'QuestionRemoved', question: command.question }];
    case 'OrderQuestions': {
      command.questions.forEach(id => demandListed(questions, id));
      const { listed } = orderedQuestions(questions, command.questions);
      return listed.every((one, place) => one === questions.listed[place])
        ? []
        : [{ type: 'QuestionsOrdered', questions: listed.map(({ id }) => id) }];
    }
  }
}

function demandListed(questions: IQuestionBook, questionId: string): void {
  if (questionIn(questions, questionId) === undefined) {
    throw noSuchQuestion();
  }
}

function demandPlace({ listed, removed }: IQuestionBook, digest: string): void {
  if (listed.length >= MOST_QUESTIONS) {
    const sentence = `An interview may have at most ${MOST_QUESTIONS} questions; take one out first.`;
    throw refusal('invalid_field', sentence);
  }
  if (listed.length + removed.length >= MOST_KNOWN) {
    const sentence = 'This interview has had too many questions; begin another one.';
    throw refusal('invalid_field', sentence);
  }
  if (listed.some(one => one.digest === digest)) {
    throw refusal('invalid_field', 'This question is in the interview already.');
  }
}

function evolved(questions: IQuestionBook, event: Event): IQuestionBook {
  switch (event.type) {
    case 'QuestionLoaded':
      return withQuestion(questions, event.question);
    case 'PrivateSideKept':
      return withSide(questions, event.side);
    case 'QuestionRemoved':
      return withoutQuestion(questions, event.question);
    case 'QuestionsOrdered':
      return orderedQuestions(questions, event.questions);
  }
}
