import { expect, it } from 'vitest';
import { until } from '../support/checkins.ts';
import { openDoor } from '../support/door.ts';

it('a database that fails while the workspace is installed is not blamed on Slack, and is tried again', async () => {
  const ailments: (string | undefined)[] = [];
  let tries = 0;
  const entrance = await openDoor({
    async installed() {
      tries += 1;
      if (tries < 3) throw Object.assign(new Error('gone'), { code: '57P01' });
    },
  });
  try {
    const { door, facts } = entrance;
    while (tries < 3) {
      ailments.push(door.platform.ailment());
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await until(() => tries === 3);
    expect(new Set(ailments)).toEqual(new Set([undefined]));
    expect(facts).toEqual([
      { event: 'slack-install-failed', problem: '57P01' },
      { event: 'slack-install-failed', problem: '57P01' },
    ]);
  } finally {
    await entrance.end();
  }
});
