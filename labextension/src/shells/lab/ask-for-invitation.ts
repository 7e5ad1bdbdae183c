/** Asks for an invite link until it is one, or the person has changed their mind. */
import { InputDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { readInvitation, type IInvitation } from '../../backends/server/invitation';

export async function askForInvitation(trans: TranslationBundle): Promise<IInvitation | null> {
  let text = '';
  let label = trans.__('The link that you were sent, with everything after the # sign');
  for (;;) {
    const { button, value } = await InputDialog.getText({
      title: trans.__('Join an interview'),
      label,
      okLabel: trans.__('Join'),
      text
    });
    if (!button.accept || value === null) {
      return null;
    }
    const invitation = readInvitation(value);
    if (invitation) {
      return invitation;
    }
    text = value;
    label = trans.__(
      'This is not a whole invite link. Copy all of it, from https to the last sign after the #.'
    );
  }
}
