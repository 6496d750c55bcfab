// A hospital in Slack and in Teams at work, and its processes and its database killed in the middle of it. `npm run soak` runs
// this very file for longer.
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/checkins.ts';
import { type Crew, gatherCrew } from '../support/crew.ts';
import { balanced, dice, type Ledger, openLedger, seed } from '../support/ledger.ts';
import { beginShift, type Shift } from '../support/shift.ts';
import { beginTalking, type Talkers } from '../support/talkers.ts';
import { openTeamsWard } from '../support/teams-ward.ts';
import { openWard, type Ward } from '../support/ward.ts';

const kills = Number(process.env.LAMPLIGHT_KILLS ?? 20);
/** Of each of the two, as long as that lasts; however many kills it takes. */
const minutes = Number(process.env.LAMPLIGHT_MINUTES ?? 0);
const often = minutes > 0 ? `for ${minutes} minutes` : `${kills} times`;
const longest = minutes > 0 ? minutes * 60_000 + 300_000 : 60_000 + 20_000 * kills;
/** More than can be served in that time. */
const people = minutes > 0 ? 3_000 + 1_500 * minutes : 150 * kills;

const opens = { Slack: openWard, 'Microsoft Teams': openTeamsWard };

type Side = { name: string; ward: Ward; shift: Shift; talkers: Talkers; answers: Ledger };

describe(`a hospital in Slack and in Teams (LAMPLIGHT_SEED=${seed})`, { timeout: longest }, () => {
  let wards: readonly { name: string; ward: Ward }[];
  let crew: Crew;
  beforeEach(async () => {
    wards = await Promise.all(
      Object.entries(opens).map(async ([name, open]) => ({ name, ward: await open(people) })),
    );
    crew = await gatherCrew(
      Object.fromEntries(wards.flatMap(({ ward }) => Object.entries(ward.environment))),
    );
    // Whoever ends well leaves to the others what was made once and for all: the database, and what Node has compiled.
    await (await crew.join()).stop();
  });
  afterEach(async () => {
    await crew.end();
    for (const { ward } of wards) await ward.end();
  });

  const serveFrom = (url: string): void => {
    for (const { ward } of wards) ward.serveFrom(url);
  };
  const beginWork = (random: () => number): readonly Side[] =>
    wards.map(({ name, ward }) => {
      const answers = openLedger();
      const talkers = beginTalking(ward, people, answers);
      return { name, ward, answers, talkers, shift: beginShift(ward, people, 2, random) };
    });

  /** `more` of them are told, in each of the two, that their answer is kept. */
  async function goesOn(sides: readonly Side[], more = 1): Promise<void> {
    const before = sides.map(({ shift }) => shift.kept.size);
    await until(() => sides.every(({ shift }, at) => shift.kept.size > (before[at] ?? 0) + more));
  }

  const isOver = (kill: number, start: number): boolean =>
    minutes > 0 ? performance.now() - start > minutes * 60_000 : kill > kills;

  /** The last process takes up what the dead have left; then the books are compared. */
  async function settle(
    sides: readonly Side[],
    what: string,
    mayDouble: readonly string[] = ['Microsoft Teams'],
  ): Promise<void> {
    await crew.hurry();
    const last = await crew.join();
    serveFrom(last.url);
    await until(async () => (await crew.deliveries()).open === 0);
    const { dead } = await crew.deliveries();
    expect(await last.stop()).toBe(0);
    const stored = await crew.stored();
    for (const { name, shift, talkers, answers } of sides) {
      const checkins = openLedger();
      for (const account of shift.kept.keys()) checkins.accept(account);
      for (const account of shift.tried()) checkins.doubt(account);
      const own = stored.filter(({ account }) => account.startsWith('U0P') === (name === 'Slack'));
      for (const { account } of own) checkins.arrive(account);
      expect(checkins.tell(`check-ins, ${what}, ${name}`)).toMatchObject(balanced);
      // Not only once, but what each of them was told.
      expect(shift.disagreements(own)).toEqual([]);
      talkers.count();
      const { lost, doubled, strange } = answers.tell(`answers, ${what}, ${name}`);
      // Teams cannot be asked what stands there: somebody who waits for an answer rather has it twice than never.
      expect({ lost, doubled: mayDouble.includes(name) ? [] : doubled, strange }).toEqual(balanced);
      expect(shift.odd).toEqual([]);
    }
    expect(dead).toBe(0);
  }

  it(`loses and doubles nothing while its processes are killed ${often}, some of them with the server`, async () => {
    const random = dice(seed);
    let serving = await crew.join();
    let other = crew.join();
    serveFrom(serving.url);
    const sides = beginWork(random);
    const start = performance.now();
    let kill = 1;
    for (; !isOver(kill, start); kill += 1) {
      // Now and then before anybody was served, otherwise in the middle of it.
      if (kill % 4 !== 0) await goesOn(sides);
      await wait(random() * 150);
      const dying = serving;
      // There is always one more, which has to share with it what there is to send.
      serving = await other;
      await crew.kill(dying);
      serveFrom(serving.url);
      if (kill % 7 === 0) await crew.killServer(kill % 2 === 0);
      other = crew.join();
    }
    await goesOn(sides);
    for (const { shift, talkers } of sides) await Promise.all([shift.end(), talkers.end()]);
    expect(await Promise.all([serving.stop(), (await other).stop()])).toEqual([0, 0]);
    // Somebody was in the middle of it.
    expect(sides.reduce((sum, { shift }) => sum + shift.unanswered(), 0)).toBeGreaterThan(0);
    await settle(sides, `${kill - 1} kills of processes`);
  });

  it('loses and doubles nothing while its processes are replaced one after the other, as a deploy does', async () => {
    const random = dice(seed + 2);
    const first = await crew.join();
    serveFrom(first.url);
    const sides = beginWork(random);
    let processes = [first, await crew.join(), await crew.join()];
    for (const leaving of processes) {
      await goesOn(sides);
      const next = await crew.join();
      processes = [...processes.filter((one) => one !== leaving), next];
      serveFrom(next.url);
      await wait(random() * 100);
      // SIGTERM in the middle of their work.
      expect(await leaving.stop()).toBe(0);
    }
    await goesOn(sides);
    for (const { shift, talkers } of sides) await Promise.all([shift.end(), talkers.end()]);
    expect(await Promise.all(processes.map((one) => one.stop()))).toEqual([0, 0, 0]);
    await settle(sides, 'a rolling deploy of 3 processes', []);
  });

  it(`loses and doubles nothing while the server is killed ${often}, and is answered all the while`, async () => {
    const random = dice(seed + 1);
    const program = await crew.join();
    serveFrom(program.url);
    const sides = beginWork(random);
    const start = performance.now();
    let kill = 1;
    for (; !isOver(kill, start); kill += 1) {
      // Somebody starts it again, on the same port: people are kept again.
      await goesOn(sides);
      await wait(random() * 200);
      await crew.killServer(random() < 0.5);
    }
    await goesOn(sides);
    for (const { shift, talkers } of sides) await Promise.all([shift.end(), talkers.end()]);
    expect(program.process.exitCode).toBeNull();
    expect(await program.stop()).toBe(0);
    for (const { shift } of sides) {
      expect(shift.unanswered()).toBe(0);
      expect(shift.refused()).toBeGreaterThan(0);
    }
    await settle(sides, `${kill - 1} kills of the server`);
  });
});
