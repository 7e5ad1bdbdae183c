/**
 * EV6: the examples of `openapi/decisions`, which say what a command leads to, or who is refused. The
 * server's rules answer for the same files in `tests/session/test_decisions.py`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SessionCommand, SessionEvent } from '../contract/generated-events';
import { InterviewError } from '../model/ports';
import type { IActor } from './actor';
import { blank, type IGiven, type IInterview } from './interview';
import type { Limits } from './limits';
import { decide, evolve } from './perform';
import { LIMITS } from './server-facts';

interface IExample {
  name: string;
  limits?: Record<string, number>;
  given: { atUs: number; event: SessionEvent }[];
  when: { actor: IActor; command: SessionCommand; nowUs: number; id?: string; secret?: true };
  then: { by: string | null; event: SessionEvent }[] | { refused: string };
}

const ROOT = join(import.meta.dirname, '../../..');
const FOLDER = join(ROOT, 'openapi/decisions');
const SECRET = btoa('\0'.repeat(32));
const CONCERNS = [
  'announcements',
  'attachment',
  'checks',
  'files',
  'hands',
  'hold',
  'invites',
  'life',
  'people',
  'questions',
  'release',
  'runs',
  'seals',
  'signals'
];

const files = readdirSync(FOLDER).filter(name => name.endsWith('.json'));
const examples = files.flatMap(name =>
  (JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as IExample[]).map(example => ({
    ...example,
    name: `${name}: ${example.name}`
  }))
);
const answered = new Set<string>();

describe('EV6: what is decided here is what the server decides', () => {
  it.each(examples)('$name', example => {
    const before = givenOf(example);
    const frozen = deepFreeze(structuredClone(before));
    expect(outcome(example, frozen)).toStrictEqual(example.then);
    expect(frozen).toEqual(before);
    answered.add(example.name);
  });

  it('no file, no command and no example is left out', () => {
    expect(files.map(name => name.replace('.json', '')).sort()).toEqual(CONCERNS);
    expect([...answered].sort()).toEqual(examples.map(({ name }) => name).sort());
    const asked = new Set(examples.map(({ when }) => when.command.type));
    const yaml = readFileSync(join(ROOT, 'openapi/session.yaml'), 'utf8');
    expect(asked.size).toBe(yaml.match(/^ +x-command:/gm)?.length);
  });
});

it('SG4: nobody can keep others from being noted', () => {
  const [pasted] = examples.filter(({ name }) => name.endsWith('what a candidate pastes is noted'));
  const event = (pasted.then as { event: SessionEvent }[])[0].event;
  const many = Array.from({ length: 250 }, (_, number) => ({
    atUs: pasted.when.nowUs,
    event: { ...event, signal: `s-${number}` } as SessionEvent
  }));
  const full = givenOf({ ...pasted, given: [...pasted.given, ...many] });
  expect(outcome(pasted, full)).toEqual([]);
  const when = { ...pasted.when, actor: { ...pasted.when.actor, participant: 'p-cy' } };
  expect(outcome({ ...pasted, when }, full)).toHaveLength(1);
});

function limitsOf({ limits = {} }: IExample): Limits {
  const camel = (name: string): string => name.replace(/_(.)/g, (_, c: string) => c.toUpperCase());
  const others = Object.entries(limits).map(([name, value]) => [camel(name), value]);
  return { ...LIMITS, ...(Object.fromEntries(others) as Partial<Limits>) };
}

function givenOf(example: IExample): IInterview {
  return example.given.reduce(
    (interview, { event, atUs }) => evolve(interview, event, atUs),
    blank('session-0001', limitsOf(example))
  );
}

function outcome(example: IExample, interview: IInterview): unknown {
  const { actor, command, nowUs, id, secret } = example.when;
  const limits = limitsOf(example);
  const given: IGiven = { nowUs, limits, id, secretSha256: secret ? SECRET : null };
  try {
    return decide(interview, actor, command, given).map(({ by, event }) => ({ by, event }));
  } catch (refusal) {
    if (!(refusal instanceof InterviewError)) {
      throw refusal;
    }
    return { refused: refusal.code };
  }
}

/** A decision that changes what it is made from throws. */
function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
