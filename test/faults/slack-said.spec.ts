// Help asked for in a message is answered past the inbox: Slack's own retry is all that can bring it again.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saidTo } from '../support/checkins.ts';
import { type Entrance, kept, openDoor } from '../support/door.ts';
import { nurse } from '../support/hospital.ts';
import { messageOf, signed } from '../support/letter.ts';

describe('help asked for in a message', { timeout: 30_000 }, () => {
  let entrance: Entrance;
  beforeEach(async () => {
    entrance = await openDoor();
    entrance.core(async () => kept('here is help'));
  });
  afterEach(() => entrance.end());

  const said = () => saidTo(entrance.slack, nurse);

  it('stands there before Slack is told that it was heard', async () => {
    const { slack, knock } = entrance;
    slack.weather.slow('chat.postMessage', 300);
    const { body, headers } = signed(messageOf({ person: nurse }, slack.direct(nurse), 'helpnow'));
    expect((await knock(body, headers)).status).toBe(200);
    expect(said()).toEqual(['here is help']);
  });

  it('that could not be posted is brought again by Slack, and comes once', async () => {
    const { slack } = entrance;
    slack.weather.error('chat.postMessage', 500, 6);
    const result = await slack.message(nurse, slack.direct(nurse), 'helpnow');
    expect(result).toMatchObject({ kind: 'done', heard: false });
    await slack.settled();
    expect(said()).toEqual(['here is help']);
  });
});
