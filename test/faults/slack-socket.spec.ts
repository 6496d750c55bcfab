import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/checkins.ts';
import { type Entrance, formOpens, kept, openDoor } from '../support/door.ts';
import { nurse } from '../support/hospital.ts';

describe('a connection that Slack closes', { timeout: 30_000 }, () => {
  let entrance: Entrance;
  beforeEach(async () => {
    entrance = await openDoor({ socketMode: true });
    entrance.core(async () => kept('heard'));
  });
  afterEach(() => entrance.end());

  const command = () => entrance.slack.command(nurse, entrance.slack.direct(nurse), '/lamp');

  it.each([
    [
      'refuses a new one with 503',
      (slack: Entrance['slack']) => slack.weather.error('apps.connections.open', 503, 2),
    ],
    ['breaks the line', (slack: Entrance['slack']) => slack.weather.cutBefore('apps.connections.open', 2)],
    ['asks us to wait', (slack: Entrance['slack']) => slack.weather.rateLimit('apps.connections.open', 1)],
  ])('is opened anew, also when Slack %s first; meanwhile the operator is told', async (_, trouble) => {
    const { slack, door } = entrance;
    trouble(slack);
    slack.refreshSockets();
    await until(() => door.platform.ailment() !== undefined);
    expect(door.platform.ailment()).toContain('SLACK_APP_TOKEN');
    await until(() => door.platform.ailment() === undefined);
    expect(await command()).toEqual({ kind: 'done', heard: true });
  });

  it('again and again, is opened again and again', async () => {
    const { slack, door } = entrance;
    for (let times = 0; times < 2; times += 1) {
      slack.refreshSockets();
      await until(() => door.platform.ailment() !== undefined);
      await until(() => door.platform.ailment() === undefined);
      expect(await command()).toEqual({ kind: 'done', heard: true });
    }
  });
});

describe('stopping while something is under way', () => {
  it('answers it first, and does what follows the answer', async () => {
    const entrance = await openDoor({ socketMode: true });
    try {
      const { slack, door } = entrance;
      const gate = Promise.withResolvers<void>();
      const reached = Promise.withResolvers<void>();
      entrance.core(async () => {
        reached.resolve();
        await gate.promise;
        return formOpens;
      });
      slack.weather.slow('views.open', 300);
      const asked = slack.command(nurse, slack.direct(nurse), '/checkin');
      await reached.promise;
      const stopping = door.stop();
      gate.resolve();
      expect(await asked).toEqual({ kind: 'done', heard: true });
      await stopping;
      expect(slack.seenBy(nurse).modals).toHaveLength(1);
    } finally {
      await entrance.end();
    }
  });
});
