/**
 * The rules of a session as the browser has them, asked by tests/session/test_twins.py: stories come as
 * JSON, and what became of each of their commands goes back.
 */
import { readFileSync } from 'node:fs';
import type { SessionCommand } from '../../labextension/src/contract/generated-events';
import { InterviewError } from '../../labextension/src/model/ports';
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
process.stdout.write(JSON.stringify(stories.map(tell)));

function tell({ limits: others, asked }: IStory): unknown {
  const limits: Limits = { ...LIMITS, ...others };
  let interview = blank('session-0001', limits);
  const outcomes = asked.map(({ actor, command, ...given }) => {
    try {
      const done = perform(interview, actor, command, { ...given, limits });
      ({ interview } = done);
      return done.decided;
    } catch (refusal) {
      if (!(refusal instanceof InterviewError)) {
        throw refusal;
      }
      return { refused: refusal.code, sentence: refusal.message };
    }
  });
  return { outcomes, seen: seen(interview) };
}

function seen(interview: IInterview): unknown {
  return {
    session: view.session(interview, 'owner', ''),
    folder: interview.folder,
    people: present(interview.people).map(record => view.user(record, false)),
    runs: everyRun(interview.runs).map(view.run)
  };
}
