import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/checkins.ts';
import { type Crew, gatherCrew } from '../support/crew.ts';
import { dice } from '../support/ledger.ts';
import { beginShift } from '../support/shift.ts';
import { openTeamsWard } from '../support/teams-ward.ts';
import { openWard, type Ward } from '../support/ward.ts';

/** A failing one is worth a test of its own: LAMPLIGHT_SEED repeats it. */
const seed = Number(process.env.LAMPLIGHT_SEED ?? Math.floor(Math.random() * 1_000_000));
const kills = Number(process.env.LAMPLIGHT_KILLS ?? 20);
const people = 400 * kills;
const hands = 6;

const wards = { Slack: openWard, 'Microsoft Teams': openTeamsWard };

describe.each(Object.entries(wards))(
  `a ward in %s that checks in (LAMPLIGHT_SEED=${seed})`,
  { timeout: 20_000 * kills },
  (_, open) => {
    let ward: Ward;
    let crew: Crew;
    beforeEach(async () => {
      ward = await open(people);
      crew = await gatherCrew(ward.environment);
    });
    afterEach(async () => {
      await crew.end();
      await ward.end();
    });

    it(`loses and doubles nothing while we are killed ${kills} times, some of them with the server`, async () => {
      const random = dice(seed);
      let program = await crew.join();
      ward.serveFrom(program.url);
      const shift = beginShift(ward, people, hands, random);
      for (let kill = 1; kill <= kills; kill += 1) {
        // Now and then before anybody was served, otherwise in the middle of it.
        const before = shift.kept.size;
        if (kill % 4 !== 0) await until(() => shift.kept.size > before + 2);
        await wait(random() * 150);
        await crew.kill(program);
        if (kill % 5 === 0) await crew.killServer(kill % 2 === 0);
        program = await crew.join();
        ward.serveFrom(program.url);
      }
      const before = shift.kept.size;
      await until(() => shift.kept.size > before);
      await shift.end();
      expect(await program.stop()).toBe(0);
      expect(shift.disagreements(await crew.stored())).toEqual([]);
      // The ledger would tell if everything had been lost.
      expect(shift.disagreements([])).toHaveLength(shift.kept.size);
      expect(shift.odd).toEqual([]);
      expect(shift.kept.size).toBeGreaterThan(kills);
      expect(shift.unanswered()).toBeGreaterThan(0);
    });

    it(`loses and doubles nothing while the server is killed ${kills} times, and is answered all the while`, async () => {
      const random = dice(seed + 1);
      const program = await crew.join();
      ward.serveFrom(program.url);
      const shift = beginShift(ward, people, hands, random);
      for (let kill = 1; kill <= kills; kill += 1) {
        // Somebody starts it again, on the same port: people are kept again.
        const before = shift.kept.size;
        await until(() => shift.kept.size > before + 2);
        await wait(random() * 200);
        await crew.killServer(random() < 0.5);
      }
      const before = shift.kept.size;
      await until(() => shift.kept.size > before + 2);
      await shift.end();
      expect(program.process.exitCode).toBeNull();
      expect(await program.stop()).toBe(0);
      expect(shift.disagreements(await crew.stored())).toEqual([]);
      // The ledger would tell if everything had been lost.
      expect(shift.disagreements([])).toHaveLength(shift.kept.size);
      expect(shift.odd).toEqual([]);
      expect(shift.unanswered()).toBe(0);
      expect(shift.refused()).toBeGreaterThan(0);
    });
  },
);
