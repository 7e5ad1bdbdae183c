/**
 * The page behind an invite link: what it leads to, a name, and the interview. Who was here before goes
 * straight in. A link that opens nothing says so before a name is asked for.
 */
import * as React from 'react';
import { openOfflineStore } from '../../backends/browser-store';
import { openInterview } from '../../backends/open';
import { guestHome } from '../../backends/server/homes';
import { KeptCopies } from '../../features/copies/kept-copies';
import type { EditorBackend } from '../../features/editor/editor-backend';
import { lookBackSource } from '../../features/look-back/look-back-source';
import { NameForm } from '../../features/people/name-form';
import { aiSentence, recordLines } from '../../features/signals/policy-words';
import { shownTitle } from '../../features/wording';
import type { ILinkTarget } from '../../contract/protocol';
import type { IInterviewModel } from '../../model/interview';
import { InterviewError, type IRunner } from '../../model/ports';
import { Button } from '../../ui/button';
import { useTrans } from '../../ui/translation';
import { makeRunner } from '../page-runner';
import { askToJoin, askedToJoin, forgetAskedToJoin, type IAsked } from './asked-to-join';
import { forgetInviteSecret } from './invite-secret';
import { LivePanel } from './live-panel';
import type { IPageData } from './page-data';
import { Centered, PageFrame } from './page-frame';
import { NO_LINK, problemOf } from './problem';
import type { IProblem } from './problem';
import { RetryCountdown } from './retry-countdown';
import { browserMemory } from './storage';
import { targetSentences } from './target-sentences';
import { TryBrowser } from './try-browser';
import { WhoAmI } from './who-am-i';

type Stage =
  | { at: 'asking'; target: ILinkTarget; busy: boolean }
  | { at: 'entering' }
  | { at: 'refused'; reason: unknown; spread: number; retry: () => void }
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
  const past = React.useMemo(
    () => lookBackSource(home.api, sessionId, home.server, () => makeRunner(baseUrl)),
    [home, sessionId, baseUrl]
  );
  const [stage, setStage] = React.useState<Stage>({ at: 'entering' });

  // The one in which somebody tries their browser is that of the interview.
  const tried = React.useRef<IRunner | null>(null);
  const tryOut = React.useCallback(() => (tried.current ??= makeRunner(baseUrl)), [baseUrl]);
  React.useEffect(() => () => tried.current?.dispose(), []);

  const refuse = React.useCallback((reason: unknown, retry: () => void): void => {
    const spread = Math.floor(Math.random() * SPREAD_SECONDS);
    setStage({ at: 'refused', reason, spread, retry });
  }, []);

  const look = React.useCallback(
    async (secret: string): Promise<void> => {
      setStage({ at: 'entering' });
      try {
        const target = await home.api.invitation(sessionId, secret);
        setStage({ at: 'asking', target, busy: false });
      } catch (reason) {
        refuse(reason, () => void look(secret));
      }
    },
    [home, sessionId, refuse]
  );

  const open = React.useCallback(
    async (asked: IAsked | null): Promise<void> => {
      const model = await openInterview({
        home,
        sessionId,
        userName: asked?.name ?? '',
        invite: asked === null ? undefined : invite,
        key: asked?.key,
        createRunner: () => {
          const runner = tryOut();
          tried.current = null;
          return runner;
        }
      });
      forgetInviteSecret(sessionId);
      forgetAskedToJoin(sessionId);
      // Of a try that began while the server was asked.
      tried.current?.dispose();
      tried.current = null;
      setStage({ at: 'inside', model });
    },
    [home, sessionId, invite, tryOut]
  );

  const comeBack = React.useCallback(async (): Promise<void> => {
    setStage({ at: 'entering' });
    try {
      await open(null);
    } catch (reason) {
      const isStrange = reason instanceof InterviewError && reason.status === 401;
      if (isStrange && invite !== undefined) {
        await look(invite);
      } else {
        refuse(reason, () => void comeBack());
      }
    }
  }, [open, invite, look, refuse]);

  const join = async (target: ILinkTarget, name: string): Promise<void> => {
    setStage({ at: 'asking', target, busy: true });
    try {
      await open(askToJoin(sessionId, name));
    } catch (reason) {
      refuse(reason, () => void join(target, name));
    }
  };

  /** Joins as before the page was loaded again, when the answer had not come yet. */
  const joinAfterAll = React.useCallback(
    async (asked: IAsked, secret: string): Promise<void> => {
      setStage({ at: 'entering' });
      try {
        await open(asked);
      } catch (reason) {
        if (isRefusal(reason)) {
          forgetAskedToJoin(sessionId);
          await look(secret);
        } else {
          refuse(reason, () => void joinAfterAll(asked, secret));
        }
      }
    },
    [open, look, refuse, sessionId]
  );

  React.useEffect(() => {
    if (home.remembered) {
      void comeBack();
    } else if (invite !== undefined) {
      const asked = askedToJoin(sessionId);
      void (asked === null ? look(invite) : joinAfterAll(asked, invite));
    } else {
      refuse(NO_LINK, () => undefined);
    }
  }, [home, sessionId, comeBack, look, joinAfterAll, invite, refuse]);

  switch (stage.at) {
    case 'asking':
      return (
        <PageFrame>
          <Centered title={shownTitle(stage.target.title, trans)}>
            {targetSentences(stage.target, trans).map(sentence => (
              <p key={sentence}>{sentence}</p>
            ))}
            <Record target={stage.target} />
            <NameForm
              // That of the person for whom the link is, also where somebody else joined before.
              initialName={stage.target.name ?? browserMemory.read(NAME) ?? ''}
              verb={trans.__('Join')}
              busy={stage.busy}
              onName={name => {
                browserMemory.write(NAME, name);
                void join(stage.target, name);
              }}
            />
            <p className="jpi-Muted">{trans.__('Everyone in the interview sees your name.')}</p>
            <TryBrowser language={stage.target.language} runner={tryOut} />
          </Centered>
        </PageFrame>
      );
    case 'entering':
      return (
        <PageFrame>
          <Centered title={trans.__('Opening the interview…')} />
        </PageFrame>
      );
    case 'refused': {
      const problem = problemOf(stage.reason, trans);
      return (
        <PageFrame>
          <Refused problem={problem} spread={stage.spread} onRetry={stage.retry} />
          {problem.isOver && (
            <KeptCopies open={() => openOfflineStore({ server: baseUrl, sessionId })} />
          )}
        </PageFrame>
      );
    }
    case 'inside':
      return (
        <PageFrame after={<WhoAmI model={stage.model} />}>
          <LivePanel
            model={stage.model}
            home={home}
            editor={props.editor}
            past={past}
            onRenamed={name => browserMemory.write(NAME, name)}
          />
        </PageFrame>
      );
  }
}

/** What is said of AI, and in four lines what becomes of what they do, before they give a name. */
function Record({ target }: { target: ILinkTarget }): JSX.Element {
  const trans = useTrans();
  const rule = aiSentence(target, trans);
  return (
    <>
      {rule !== '' && <p>{rule}</p>}
      <ul className="jpi-Record">
        {recordLines(target, trans).map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

function Refused(props: {
  problem: IProblem;
  /** Seconds more to wait, another number for each. */
  spread: number;
  onRetry: () => void;
}): JSX.Element {
  const trans = useTrans();
  const { title, advice, again, wait } = props.problem;
  return (
    <div role="alert">
      <Centered title={title}>
        <p>{advice}</p>
        {wait !== null && <RetryCountdown seconds={wait + props.spread} onRetry={props.onRetry} />}
        {again && <Button label={trans.__('Try again')} icon="refresh" onClick={props.onRetry} />}
      </Centered>
    </div>
  );
}

/** Whether the answer is no, and not that there was none for the moment. */
function isRefusal(reason: unknown): boolean {
  return reason instanceof InterviewError && reason.status >= 400 && reason.status < 429;
}
