// A fan-out shares neither a client nor its queue with what somebody waits for.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { text } from '../../src/chat/card.ts';
import { until } from '../support/checkins.ts';
import { type Entrance, openDoor } from '../support/door.ts';
import { nurse, team } from '../support/hospital.ts';

/** Slack's client has a hundred requests on their way at most; whatever comes after waits inside it. */
const onTheirWay = 150;

let entrance: Entrance;
beforeEach(async () => {
  entrance = await openDoor();
});
afterEach(() => entrance.end());

it('a form opens while more messages are on their way to Slack than its client lets through at once', async () => {
  const { slack, door } = entrance;
  slack.weather.slow('chat.postMessage', 2_000, onTheirWay);
  let sent = 0;
  const address = { workspace: team, conversation: slack.direct(nurse) };
  const card = { name: 'spec.card', summary: 'How was your shift?', blocks: [text('How was your shift?')] };
  const fanOut = Array.from({ length: onTheirWay }, async (_, n) => {
    await door.platform.send(address, card, `delivery ${n}`);
    sent += 1;
  });
  entrance.core(async () => ({
    kind: 'kept',
    answer: {
      kind: 'form',
      form: { name: 'spec.form', title: 'A form', parts: [text('Words')], close: 'Close' },
    },
  }));
  await slack.command(nurse, slack.direct(nurse), '/checkin');
  await until(() => slack.seenBy(nurse).modals.length > 0);
  expect(sent).toBe(0);
  await Promise.all(fanOut);
});
