/** The page behind an invite link: a name, and the interview. Who was here before goes straight in. */
import * as React from 'react';
import { openOfflineStore } from '../../backends/browser-store';
import { openInterview } from '../../backends/open';
import { guestHome } from '../../backends/server/homes';
import { KeptCopies } from '../../features/copies/kept-copies';
import type { EditorBackend } from '../../features/editor/editor-backend';
import { JoinForm } from '../../features/people/join-form';
import type { IInterviewModel } from '../../model/interview';
import { InterviewError } from '../../model/ports';
import { Button } from '../../ui/button';
import { useTrans } from '../../ui/translation';
import { makeRunner } from '../page-runner';
import { forgetInviteSecret } from './invite-secret';
import { LivePanel } from './live-panel';
import type { IPageData } from './page-data';
import { Centered, PageFrame } from './page-frame';
import { noLink, problemOf } from './problem';
import type { IProblem } from './problem';
import { RetryCountdown } from './retry-countdown';
import { browserMemory } from './storage';
import { WhoAmI } from './who-am-i';

type Stage =
  | { at: 'asking'; busy: boolean }
  | { at: 'entering' }
  | { at: 'refused'; problem: IProblem; retry: () => void }
  | { at: 'inside'; model: IInterviewModel };

export interface IJoinPageProps {
  data: IPageData;
  editor: EditorBackend;
  /** Of the link, when there was one. */
  invite: string | undefined;
}

const NAME = 'name';
/** Those who wait together do not all come back in the same second. */
const SPREAD_SECONDS = 5;

export function JoinPage(props: IJoinPageProps): JSX.Element {
  const { invite } = props;
  const { baseUrl, sessionId } = props.data;
  const trans = useTrans();
  const home = React.useMemo(() => guestHome({ baseUrl, sessionId }), [baseUrl, sessionId]);
  const [stage, setStage] = React.useState<Stage>({ at: 'entering' });

  const enter = React.useCallback(
    async (name: string | null): Promise<void> => {
      setStage(name === null ? { at: 'entering' } : { at: 'asking', busy: true });
      try {
        const model = await openInterview({
          home,
          sessionId,
          userName: name ?? '',
          invite: name === null ? undefined : invite,
          createRunner: () => makeRunner(baseUrl)
        });
        forgetInviteSecret(sessionId);
        setStage({ at: 'inside', model });
      } catch (reason) {
        const strange = reason instanceof InterviewError && reason.status === 401;
        if (name === null && strange && invite !== undefined) {
          setStage({ at: 'asking', busy: false });
        } else {
          const retry = (): void => void enter(name);
          const problem = problemOf(reason, trans);
          if (problem.wait !== null) {
            problem.wait += Math.floor(Math.random() * SPREAD_SECONDS);
          }
          setStage({ at: 'refused', problem, retry });
        }
      }
    },
    [home, sessionId, baseUrl, invite, trans]
  );

  React.useEffect(() => {
    if (home.remembered) {
      void enter(null);
    } else if (invite !== undefined) {
      setStage({ at: 'asking', busy: false });
    } else {
      setStage({ at: 'refused', problem: noLink(trans), retry: () => undefined });
    }
  }, [home, enter, invite, trans]);

  switch (stage.at) {
    case 'asking':
      return (
        <PageFrame>
          <Centered title={trans.__('Join the interview')}>
            <p>
              {trans.__(
                'Everyone in it sees your name. What you type and run there is kept with the interview.'
              )}
            </p>
            <JoinForm
              initialName={browserMemory.read(NAME) ?? ''}
              busy={stage.busy}
              onJoin={name => {
                browserMemory.write(NAME, name);
                void enter(name);
              }}
            />
          </Centered>
        </PageFrame>
      );
    case 'entering':
      return (
        <PageFrame>
          <Centered title={trans.__('Opening the interview…')} />
        </PageFrame>
      );
    case 'refused':
      return (
        <PageFrame>
          <Refused problem={stage.problem} onRetry={stage.retry} />
          {stage.problem.isOver && (
            <KeptCopies open={() => openOfflineStore({ server: baseUrl, sessionId })} />
          )}
        </PageFrame>
      );
    case 'inside':
      return (
        <PageFrame after={<WhoAmI model={stage.model} />}>
          <LivePanel model={stage.model} home={home} editor={props.editor} />
        </PageFrame>
      );
  }
}

function Refused(props: { problem: IProblem; onRetry: () => void }): JSX.Element {
  const trans = useTrans();
  const { title, advice, again, wait } = props.problem;
  return (
    <div role="alert">
      <Centered title={title}>
        <p>{advice}</p>
        {wait !== null && <RetryCountdown seconds={wait} onRetry={props.onRetry} />}
        {again && <Button label={trans.__('Try again')} icon="refresh" onClick={props.onRetry} />}
      </Centered>
    </div>
  );
}
