/** JupyterLab's own notification of people who come into an interview that nobody sees just now. */
import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { cameSentence, waitsSentence } from '../../features/arrivals/arrival-words';
import { shownTitle } from '../../features/wording';
import type { IUser } from '../../contract/protocol';
import type { IInterviewModel } from '../../model/interview';

/**
 * Follows an interview as long as it is open; `open` brings its panel to the front. Returns what takes
 * back the notification that is shown.
 */
export function notifyOfArrivals(
  { arrivals, session }: Pick<IInterviewModel, 'arrivals' | 'session'>,
  open: () => void,
  trans: TranslationBundle
): () => void {
  let shown: string | null = null;
  const dismiss = (): void => {
    if (shown !== null) {
      Notification.dismiss(shown);
      shown = null;
    }
  };
  arrivals.arrived.connect((_, users: readonly IUser[]) => {
    if (arrivals.isVisible) {
      return;
    }
    const came = users.filter(({ waiting }) => !waiting);
    const { waiting } = arrivals;
    const sentences = [
      ...(waiting.length > 0 ? [waitsSentence(waiting, trans)] : []),
      ...(came.length > 0 ? [cameSentence(came, trans)] : [])
    ];
    dismiss();
    shown = Notification.info(`${shownTitle(session.title, trans)}: ${sentences.join(' · ')}`, {
      // Somebody stands at the door until the panel is looked at.
      autoClose: false,
      actions: [{ label: trans.__('Open the interview'), callback: open }]
    });
  });
  arrivals.changed.connect(() => {
    if (arrivals.isVisible || arrivals.unseen + arrivals.waiting.length === 0) {
      dismiss();
    }
  });
  return dismiss;
}
