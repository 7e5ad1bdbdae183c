// @vitest-environment jsdom
/** JupyterLab's notifications of arrivals, in its real list of notifications. */
import { Notification } from '@jupyterlab/apputils';
import { nullTranslator } from '@jupyterlab/translation';
import { beforeEach, expect, it } from 'vitest';
import { join, type IParticipant } from '../../../tests/participant';
import { HOST, person, Relay } from '../../../tests/relay';
import { translatorOf } from '../../locale/translator';
import { DEFAULT_TITLE } from '../../session/server-facts';
import { notifyOfArrivals } from './arrival-notifications';

let relay: Relay;
let priya: IParticipant;
let opened: number;
let dismiss: () => void;

const shown = (): string[] => Notification.manager.notifications.map(({ message }) => message);

async function come(name: string, waits = false): Promise<void> {
  if (waits) {
    relay.outside.add(person(name).id);
  }
  join(relay, name);
  await relay.settled();
}

beforeEach(async () => {
  Notification.dismiss();
  relay = new Relay();
  priya = join(relay, 'Priya');
  const participant = person('Priya').id;
  relay.perform(HOST, { type: 'PersonChange', participant, role: 'owner', admitted: false });
  await relay.settled();
  opened = 0;
  const open = (): unknown => opened++;
  dismiss = notifyOfArrivals(priya.model, open, nullTranslator.load('jupyter_interview'));
});

it('AR7: one for an interview, until somebody looks', async () => {
  await come('Bo');
  expect(shown()).toEqual([]);
  priya.model.arrivals.setVisible(false);
  await come('Cy', true);
  await come('Grace');
  expect(shown()).toEqual(['Backend, round 2: Cy waits to be let in · Grace has come']);
  const [action] = Notification.manager.notifications[0].options.actions ?? [];
  action.callback(new MouseEvent('click'));
  expect(opened).toBe(1);
  priya.model.arrivals.setVisible(true);
  await relay.settled();
  expect(shown()).toEqual([]);
});

it('TR12: names an untitled interview as its reader does', async () => {
  relay.perform(HOST, { type: 'SessionChange', title: DEFAULT_TITLE });
  await relay.settled();
  const german = (await translatorOf('de')).load('jupyter_interview');
  dismiss = notifyOfArrivals(priya.model, () => undefined, german);
  priya.model.arrivals.setVisible(false);
  await come('Grace');
  expect(shown()).toContain('Interview ohne Titel: Grace ist gekommen');
  dismiss();
});

it('AR7: none once they are in, or the interview is closed', async () => {
  priya.model.arrivals.setVisible(false);
  await come('Cy', true);
  relay.perform(HOST, { type: 'PersonChange', participant: 'p-cy', role: null, admitted: true });
  await relay.settled();
  expect(shown()).toEqual([]);
  await come('Di', true);
  expect(shown()).toHaveLength(1);
  dismiss();
  expect(shown()).toEqual([]);
});
