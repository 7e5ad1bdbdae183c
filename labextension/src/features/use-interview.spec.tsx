// @vitest-environment jsdom
/** What is drawn again when a part of the interview has changed, and what is not. */
import * as React from 'react';
import { expect, it } from 'vitest';
import { done, draw, texts } from '../../tests/draw';
import { join } from '../../tests/participant';
import { person, Relay } from '../../tests/relay';
import { InterviewProvider, usePeople, useSession } from './use-interview';

const drawn = { people: 0, session: 0 };

function People(): JSX.Element {
  drawn.people++;
  return <p>{usePeople().list.map(({ name }) => name)}</p>;
}

function Session(): JSX.Element {
  drawn.session++;
  return <h1>{useSession().title}</h1>;
}

const frame = (): Promise<void> =>
  done(async () => {
    await new Promise(resolve => requestAnimationFrame(resolve));
    await new Promise(resolve => requestAnimationFrame(resolve));
  });

it('a component is drawn for the parts that it reads alone, once a frame', async () => {
  const relay = new Relay();
  const { model } = join(relay, 'Ana');
  relay.settle();
  await draw(
    <InterviewProvider value={model}>
      <People />
      <Session />
    </InterviewProvider>
  );
  await frame();
  const before = { ...drawn };
  relay.tell({ type: 'user_joined', payload: { user: person('Bo') } });
  relay.tell({ type: 'user_joined', payload: { user: person('Cy') } });
  relay.settle();
  await frame();
  expect(texts('p')).toEqual(['AnaBoCy']);
  expect(drawn).toEqual({ people: before.people + 1, session: before.session });
});
