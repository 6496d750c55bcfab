// The pace against a platform that exists in numbers only: time is counted, nobody waits.
import { describe, expect, it } from 'vitest';
import {
  beginPace,
  expectedEnd,
  mayGo,
  rise,
  ruleOf,
  slow,
  spend,
  talkIsFree,
  untilNext,
  usualPaces,
} from '../../src/delivery/pace.ts';

/** Takes `perSecond` and as many at once as it has saved up, at most `saved`; refused ones wait for whole seconds, as Slack has it. */
function platformWith(saved: number) {
  let tokens = saved;
  let last = 0;
  return (perSecond: number, now: number): number => {
    tokens = Math.min(saved, tokens + ((now - last) / 1_000) * perSecond);
    last = now;
    if (tokens < 1) return Math.max(1, Math.ceil((1 - tokens) / perSecond)) * 1_000;
    tokens -= 1;
    return 0;
  };
}

type Told = { efficiency: number; rejected: number };

/** Sends this many; the limit, in messages a second, is the first one until half of them are taken. */
function fanOut(platform: string, count: number, limits: readonly [number, number], saved: number): Told {
  const take = platformWith(saved);
  let pace = beginPace(ruleOf(usualPaces, platform), 0);
  let [now, sent, refused] = [0, 0, 0];
  while (sent < count) {
    if (mayGo(pace, now) < 1) {
      now += Math.max(1, untilNext(pace, now));
      continue;
    }
    pace = spend(pace, 1, now);
    const wait = take(limits[sent < count / 2 ? 0 : 1], now);
    if (wait > 0) {
      refused += 1;
      pace = slow(pace, now, wait, now);
      now += wait;
    } else {
      sent += 1;
      pace = rise(pace);
    }
  }
  const ideal = (count / 2 - saved) / limits[0] + count / 2 / limits[1];
  return { efficiency: ideal / (now / 1_000), rejected: refused / count };
}

describe('the pace', () => {
  it.each([
    { platform: 'slack', limits: [8.75, 8.75], saved: 20 },
    { platform: 'slack', limits: [8.75, 6], saved: 20 },
    { platform: 'slack', limits: [15, 10], saved: 30 },
    { platform: 'teams', limits: [50, 50], saved: 50 },
  ] as const)('finds what $platform takes: $limits a second', ({ platform, limits, saved }) => {
    const { efficiency, rejected } = fanOut(platform, 3_000, limits, saved);
    expect(efficiency).toBeGreaterThanOrEqual(0.97);
    expect(rejected).toBeLessThanOrEqual(0.02);
  });

  it('finds a limit that was raised, too', () => {
    expect(fanOut('slack', 3_000, [6, 9], 20).efficiency).toBeGreaterThan(0.93);
  });

  it('never goes faster than what a platform publishes, and is not refused by it', () => {
    let pace = beginPace(ruleOf(usualPaces, 'teams'), 0);
    for (let taken = 0; taken < 3_000; taken += 1) pace = rise(pace);
    expect(pace.rate).toBe(50);
    expect(fanOut('teams', 3_000, [50, 50], 50).rejected).toBe(0);
  });

  it('comes back to what a platform publishes after a refusal, and stays there', () => {
    let pace = slow(beginPace(ruleOf(usualPaces, 'teams'), 0), 100, 1_000, 200);
    expect(pace.rate).toBeLessThan(50);
    for (let taken = 0; taken < 3_000; taken += 1) pace = rise(pace);
    expect(pace.rate).toBe(50);
  });

  it('never stops for good, however often it is refused', () => {
    let pace = beginPace(ruleOf(usualPaces, 'slack'), 0);
    for (let now = 0; now < 1_000_000; now += 1_000) pace = slow(pace, now, 500, now);
    expect(untilNext(pace, 1_000_000)).toBeLessThanOrEqual(10_000);
  });

  it('hears once of several that were on their way when the first was refused', () => {
    const pace = beginPace(ruleOf(usualPaces, 'teams'), 0);
    const slowed = slow(pace, 100, 1_000, 200);
    expect(slow(slowed, 110, 1_000, 210)).toBe(slowed);
    expect(slow(slowed, 1_300, 1_000, 1_400).rate).toBeLessThan(slowed.rate);
  });

  it('lets an urgent message pass and takes its time from the next ones', () => {
    const pace = spend(beginPace(ruleOf(usualPaces, 'slack'), 0), 5, 0);
    expect(mayGo(spend(pace, 1, 0), 200)).toBe(0);
    expect(mayGo(pace, 200)).toBe(1);
  });

  it('gives a conversation on Teams 7 in a second and 60 in 30 seconds', () => {
    const rule = ruleOf(usualPaces, 'teams');
    const sent: number[] = [];
    for (let now = 0; now < 60_000; now += 10) if (talkIsFree(rule, sent) <= now) sent.push(now);
    const most = (ms: number): number =>
      Math.max(...sent.map((from) => sent.filter((at) => at >= from && at < from + ms).length));
    expect([most(1_000), most(30_000)]).toEqual([7, 60]);
  });
});

describe('the expected end', () => {
  it('follows the pace where everything is due, and the clock where the last is due later', () => {
    expect(expectedEnd([], 5, 0)).toBeUndefined();
    expect(
      expectedEnd(
        Array.from({ length: 600 }, () => 0),
        5,
        1_000,
      ),
    ).toBe(121_000);
    expect(expectedEnd([0, 0, 3_600_000], 5, 0)).toBe(3_600_200);
  });
});
