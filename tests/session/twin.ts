/**
 * The rules of a session as the browser has them, asked by tests/session/test_twins.py: stories come as
 * JSON, and what became of each of their commands goes back.
 */
import { readFileSync } from 'node:fs';
import type { SessionCommand } from '../../labextension/src/contract/generated-events';
import type { Entry } from '../../labextension/src/backends/local/database';
import { accountOf } from '../../labextension/src/backends/local/taken/account';
import { EXPORTERS } from '../../labextension/src/backends/local/taken/exporters';
import { InterviewError, type TakenForm } from '../../labextension/src/model/ports';
import type { IActor } from '../../labextension/src/session/actor';
import { blank, type IInterview } from '../../labextension/src/session/interview';
import type { Limits } from '../../labextension/src/session/limits';
import { present } from '../../labextension/src/session/people-book';
import { perform } from '../../labextension/src/session/perform';
import { everyRun } from '../../labextension/src/session/run-book';
import { LIMITS } from '../../labextension/src/session/server-facts';
import * as view from '../../labextension/src/session/view';

interface IAsked {
  actor: IActor;
  command: SessionCommand;
  nowUs: number;
  id: string;
  secretSha256: string;
}

interface IStory {
  limits: Partial<Limits>;
  asked: IAsked[];
}

const stories = JSON.parse(readFileSync(0, 'utf8')) as IStory[];
void Promise.all(stories.map(tell)).then(told => process.stdout.write(JSON.stringify(told)));

async function tell({ limits: others, asked }: IStory): Promise<unknown> {
  const limits: Limits = { ...LIMITS, ...others };
  let interview = blank('session-0001', limits);
  const log: Entry[] = [];
  const outcomes = asked.map(({ actor, command, ...given }) => {
    try {
      const done = perform(interview, actor, command, { ...given, limits });
      ({ interview } = done);
      done.decided.forEach(news => {
        log.push({ ...news, session: 's', seq: log.length + 1, at: given.nowUs / 1000, peer: 1 });
      });
      return done.decided;
    } catch (refusal) {
      if (!(refusal instanceof InterviewError)) {
        throw refusal;
      }
      return { refused: refusal.code, sentence: refusal.message };
    }
  });
  return { outcomes, seen: seen(interview), taken: await taken(limits, log) };
}

function seen(interview: IInterview): unknown {
  return {
    session: view.session(interview, 'owner', ''),
    folder: interview.folder,
    people: present(interview.people).map(record => view.user(record, false)),
    runs: everyRun(interview.runs).map(view.run),
    questions: interview.questions.listed,
    sides: view.sides(interview, 'owner'),
    checks: view.checks(interview, 'owner', 1000),
    hiddenResults: [...interview.checks.results.values()],
    seals: interview.seals
  };
}

/** What is taken away of it, apart from the code. */
async function taken(limits: Limits, log: readonly Entry[]): Promise<unknown> {
  const account = accountOf(blank('session-0001', limits), log);
  const forms: TakenForm[] = ['markdown', 'json', 'csv'];
  return Promise.all(
    forms.map(async form => {
      const { name, content } = EXPORTERS[form](account);
      return { name, text: await content.text() };
    })
  );
}
