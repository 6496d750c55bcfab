// Tokens that run out: exchanged ahead of time, by one process of several, through crashes and outages.
import { afterEach, describe, expect, it } from 'vitest';
import type { Rotation } from '../../adapters/playground/slack/tokens.ts';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { readTokens } from '../../src/people/installation.ts';
import { speaker } from '../../src/words/speak.ts';
import { type Campus, north, openCampus, type Wing } from '../support/campus.ts';
import { saidTo } from '../support/checkins.ts';
import { key, nurse } from '../support/hospital.ts';

const hour = 3_600_000;
const minute = 60_000;
const lives: Rotation = { seconds: 12 * 3_600, graceMs: 0 };
const workspace = { platform: 'slack', workspace: north };

let campus: Campus;
afterEach(() => campus.end());

async function begin(rotation: Rotation = lives): Promise<void> {
  campus = await openCampus({ rotation });
  await campus.install(north);
  // The minute that the install has begun, and no other, is over then.
  await campus.wing.house.tick.minute();
  await campus.wing.settled();
}

const heldBy = (wing: Wing): string | undefined => wing.house.installations.of(workspace);
const exchanges = () =>
  campus.desk.calls.filter(({ args }) => JSON.stringify(args).includes('refresh_token'));
const exchanged = (): number =>
  exchanges().filter(({ answer }) => JSON.stringify(answer).includes('true')).length;

/** The tokens that the table holds. */
async function stored() {
  const row = await campus.database.owner
    .selectFrom('installation')
    .select(['id', 'sealed', 'installed_at'])
    .executeTakeFirstOrThrow();
  return readTokens(makeKeyRing([key]), row);
}

/** Asks for something that is answered by a message through the outbox. */
async function ask(wing: Wing): Promise<void> {
  campus.serveFrom(wing);
  const slack = campus.slackOf(north);
  await slack.message(nurse, slack.direct(nurse), 'checkin');
  await wing.settled();
}
const answers = (): number =>
  saidTo(campus.slackOf(north), nurse).filter((said) => said.includes(speaker('en', 'UTC')('bot.open')))
    .length;

/** Of what goes to the nurse: a new hour may bring something for others. */
const deliveries = async (): Promise<readonly string[]> => {
  const rows = await campus.database.owner
    .selectFrom('delivery')
    .select('state')
    .where('talk', 'like', `% ${campus.slackOf(north).direct(nurse)}`)
    .orderBy('place')
    .execute();
  return rows.map((row) => row.state);
};

describe('a token that runs out in less than two hours', () => {
  it('is exchanged by the next minute, and not before', async () => {
    await begin();
    const first = heldBy(campus.wing);
    campus.clock.now += 9 * hour;
    await campus.wing.house.tick.minute();
    expect(exchanges()).toHaveLength(0);
    campus.clock.now += 1.5 * hour;
    await campus.wing.house.tick.minute();
    expect(exchanged()).toBe(1);
    expect(heldBy(campus.wing)).not.toBe(first);
    expect((await stored()).botToken).toBe(heldBy(campus.wing));
    await campus.wing.house.tick.minute();
    expect(exchanges()).toHaveLength(1);
    campus.clock.now += 2 * hour;
    await ask(campus.wing);
    expect(answers()).toBe(1);
  });

  it('is exchanged again and again, through days', async () => {
    await begin();
    for (let day = 0; day < 4; day += 1) {
      for (let half = 0; half < 2; half += 1) {
        campus.clock.now += 11 * hour;
        await campus.wing.house.tick.minute();
      }
    }
    expect(exchanged()).toBe(8);
    await ask(campus.wing);
    expect(answers()).toBe(1);
  });

  it('is exchanged once by two processes at once, and both end with one that works', async () => {
    await begin();
    const other = await campus.join();
    campus.clock.now += 11 * hour;
    await Promise.all([campus.wing, other].map((wing) => wing.house.tick.minute()));
    await Promise.all([campus.wing, other].map((wing) => wing.house.tick.minute()));
    expect(exchanges()).toHaveLength(1);
    expect(heldBy(other)).toBe(heldBy(campus.wing));
    campus.clock.now += 2 * hour;
    await ask(campus.wing);
    await ask(other);
    // Either may have taken up what the other wrote.
    await expect.poll(answers).toBe(2);
  });
});

describe('a token that ran out unseen', () => {
  it('is exchanged when Slack says so, and what was to be said is said', async () => {
    await begin();
    campus.desk.expire(north);
    await ask(campus.wing);
    expect(exchanged()).toBe(1);
    expect(answers()).toBe(1);
  });

  it('is exchanged once by two processes that hear of it at once', async () => {
    await begin();
    const other = await campus.join();
    await other.house.tick.minute();
    const stale = heldBy(other) ?? '';
    campus.desk.expire(north);
    const renewed = await Promise.all(
      [campus.wing, other].flatMap((wing) =>
        [1, 2, 3].map(() => wing.house.installations.renew(workspace, stale)),
      ),
    );
    expect(exchanges()).toHaveLength(1);
    expect(new Set(renewed)).toEqual(new Set([(await stored()).botToken]));
    expect(campus.desk.good(north)).toEqual([(await stored()).botToken]);
    await ask(other);
    expect(answers()).toBe(1);
  });

  it('is waited for while Slack exchanges nothing: the message is neither lost nor given up', async () => {
    await begin();
    campus.desk.expire(north);
    campus.desk.weather.error('oauth.v2.access', 503, 3);
    await ask(campus.wing);
    expect(answers()).toBe(0);
    expect(await deliveries()).toEqual(['new']);
    campus.desk.weather.clear();
    campus.clock.now += 2 * minute;
    await campus.wing.house.tick.minute();
    await campus.wing.settled();
    expect(answers()).toBe(1);
    expect(await deliveries()).toEqual(['sent']);
  });
});

describe('between Slack’s answer and our own commit', () => {
  it('the answer is lost: within Slack’s short while the same refresh token works again', async () => {
    await begin({ ...lives, graceMs: 10 * minute });
    campus.clock.now += 11 * hour;
    campus.desk.weather.cutAfterAccepting('oauth.v2.access');
    await campus.wing.house.tick.minute();
    campus.clock.now += minute;
    await campus.wing.house.tick.minute();
    expect((await stored()).botToken).toBe(heldBy(campus.wing));
    campus.clock.now += 2 * hour;
    await ask(campus.wing);
    expect(answers()).toBe(1);
  });

  it('the answer is lost for good: the old token serves until it runs out, then messages wait for somebody to install again', async () => {
    await begin();
    const old = heldBy(campus.wing);
    campus.clock.now += 11 * hour;
    campus.desk.weather.cutAfterAccepting('oauth.v2.access');
    await campus.wing.house.tick.minute();
    campus.clock.now += minute;
    await campus.wing.house.tick.minute();
    expect(heldBy(campus.wing)).toBe(old);
    await ask(campus.wing);
    expect(answers()).toBe(1);
    expect(campus.wing.facts).toContainEqual(
      expect.objectContaining({
        event: 'token-not-renewed',
        kind: 'refused',
        because: 'invalid_refresh_token',
      }),
    );
    campus.clock.now += hour;
    await ask(campus.wing);
    expect(answers()).toBe(1);
    expect((await deliveries()).at(-1)).toBe('new');
    await campus.install(north);
    campus.clock.now += 2 * minute;
    await campus.wing.house.outbox.drain();
    expect(answers()).toBe(2);
  });

  it('a refresh token that was refused is not shown to Slack every minute', async () => {
    await begin();
    campus.clock.now += 11 * hour;
    campus.desk.weather.cutAfterAccepting('oauth.v2.access');
    await campus.wing.house.tick.minute();
    const asked = exchanges().length;
    for (let minutes = 0; minutes < 9; minutes += 1) {
      campus.clock.now += minute;
      await campus.wing.house.tick.minute();
    }
    expect(exchanges().length - asked).toBe(1);
  });

  it('the database goes: what Slack gave is not lost, and is written down without asking Slack again', async () => {
    await begin();
    const { botToken: old } = await stored();
    campus.clock.now += 11 * hour;
    campus.cable.loseAnswerTo('update "installation"');
    await campus.wing.house.tick.minute().catch(() => undefined);
    expect(exchanged()).toBe(1);
    expect((await stored()).botToken).toBe(old);
    await campus.wing.house.tick.minute();
    expect(exchanges()).toHaveLength(1);
    expect((await stored()).botToken).toBe(heldBy(campus.wing));
    expect(campus.desk.good(north)).toContain(heldBy(campus.wing));
  });

  it('the process dies: the next one on its folder writes down what Slack gave', async () => {
    await begin();
    const { botToken: old } = await stored();
    campus.clock.now += 11 * hour;
    campus.cable.loseAnswerTo('update "installation"');
    await campus.wing.house.tick.minute().catch(() => undefined);
    campus.cable.cut();
    await campus.wing.end();
    campus.cable.mend();
    expect((await stored()).botToken).toBe(old);
    const next = await campus.join(campus.wing.folder);
    await next.house.tick.minute();
    expect(exchanges()).toHaveLength(1);
    expect((await stored()).botToken).toBe(heldBy(next));
    campus.clock.now += 2 * hour;
    await ask(next);
    expect(answers()).toBe(1);
  });
});
