/** The panel on a page without Lab: keys, title of the page, and the sandbox's rest while hidden. */
import * as React from 'react';
import type { IHome } from '../../backends/home';
import { countOf, withNumber } from '../../features/arrivals/arrival-words';
import type { EditorBackend } from '../../features/editor/editor-backend';
import type { RemarkPort } from '../../features/notes/notes-props';
import { InterviewPanel } from '../../features/panel/interview-panel';
import type { PanelDialog } from '../../features/panel/panel-dialogs';
import { KEYS, listenForKeys } from '../../features/panel/panel-keys';
import { stopWhatRuns } from '../../features/panel/stop';
import type { ILookBackSource } from '../../features/look-back/look-back-source';
import { questionDesk } from '../../features/questions/question-desk';
import { inviteActions } from '../../features/share/invite-actions';
import { useSlice } from '../../features/use-interview';
import { shownTitle } from '../../features/wording';
import type { IInterviewModel } from '../../model/interview';
import { useTrans } from '../../ui/translation';
import { fetchMarkdown, GuestMarkdown } from './guest-markdown';
import { OwnSound } from './own-sound';
import { browserMemory } from './storage';

export interface ILivePanelProps {
  model: IInterviewModel;
  home: IHome;
  editor: EditorBackend;
  /** What the player needs. */
  past: ILookBackSource;
  onRenamed: (name: string) => void;
}

export function LivePanel(props: ILivePanelProps): JSX.Element {
  const { model, home } = props;
  const trans = useTrans();
  const [dialog, setDialog] = React.useState<PanelDialog | null>(null);
  const invites = React.useMemo(() => inviteActions(home.api, model.session.id), [home, model]);
  const desk = React.useMemo(() => questionDesk(home.api, model.session.id), [home, model]);
  const remarks = React.useCallback<RemarkPort>(
    change => home.api.remarks(model.session.id, change),
    [home, model]
  );
  const { title } = useSlice(model.session);
  const arrivals = useSlice(model.arrivals);
  const [sound] = React.useState(() => new OwnSound(browserMemory));
  const shown = shownTitle(title, trans);
  const pageTitle = withNumber(trans.__('%1 - Interview', shown), countOf(arrivals));

  const [saved, setSaved] = React.useState<object | null>(null);
  const [noted, setNoted] = React.useState<object | null>(null);
  const [tested, setTested] = React.useState<object | null>(null);
  const [looksBack, setLooksBack] = React.useState(false);

  React.useEffect(
    () =>
      listenForKeys({
        // Whoever looks back does not see what they would run.
        run: () => looksBack || model.runs.run(),
        tests: () => looksBack || setTested({}),
        stop: () => stopWhatRuns(model),
        note: () => setNoted({}),
        save: () => setSaved({}),
        shortcuts: () => setDialog('shortcuts'),
        lookBack: () => setLooksBack(looks => !looks)
      }),
    [model, looksBack]
  );

  // A question may be written there when nothing can be fetched any more.
  React.useEffect(() => {
    if (home.api.keptBy === 'browser') {
      fetchMarkdown();
    }
  }, [home]);

  React.useEffect(() => {
    const changed = (): void => {
      model.runs.setVisible(!document.hidden);
      model.arrivals.setVisible(!document.hidden);
    };
    document.addEventListener('visibilitychange', changed);
    return () => document.removeEventListener('visibilitychange', changed);
  }, [model]);

  React.useEffect(() => {
    const before = document.title;
    document.title = pageTitle;
    return () => {
      document.title = before;
    };
  }, [pageTitle]);

  return (
    <InterviewPanel
      model={model}
      editor={props.editor}
      invites={invites}
      desk={desk}
      remarks={remarks}
      markdown={GuestMarkdown}
      files={null}
      link={home.linkTo?.(model.session.id) ?? null}
      keys={KEYS}
      sound={sound}
      onRenamed={props.onRenamed}
      onReconnect={() => location.reload()}
      saved={saved}
      tested={tested}
      past={props.past}
      looksBack={looksBack}
      onLookBack={setLooksBack}
      noted={noted}
      dialog={dialog}
      onDialog={setDialog}
    />
  );
}
