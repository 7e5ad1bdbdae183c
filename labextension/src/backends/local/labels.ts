/** Names and titles as the server checks them, for interviews that have none. */
import { labelOf, labelProblem, type NameProblem } from '../../model/people/names';
import { refusal } from '../../session/refusal';

/** A name or a title that fits on a line and can be seen; throws what is wrong with it. */
export function label(value: string, field: string, longest: number): string {
  const found = labelOf(value, longest);
  const problem = labelProblem(found, longest);
  if (problem !== null) {
    throw refusal('invalid_field', LABEL_PROBLEMS[problem](field, longest));
  }
  return found;
}

/** The same, or nothing. */
export function line(value: string, field: string, longest: number): string {
  return value.trim() === '' ? '' : label(value, field, longest);
}

const LENGTHS = (field: string, longest: number): string =>
  `The ${field} must have 1 to ${longest} characters.`;

const LABEL_PROBLEMS: Record<NameProblem, (field: string, longest: number) => string> = {
  empty: LENGTHS,
  long: LENGTHS,
  unseen: field => `The ${field} has a character that cannot be seen: type it anew.`,
  covered: field => `The ${field} has too many marks over one letter.`
};
