// A check-in's mood form is sent: verified, stored and acknowledged, against bare Bolt, or for Teams against a bare
// CloudAdapter, that verifies and acknowledges. And an event that is taken down and changes nothing.
//
// Both servers and the load run side by side for the whole time and take turns in rounds; whoever's turn it is not, sleeps.
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { KeyRing } from '../../src/guard/seal.ts';
import { startChild } from './child.ts';
import { connections, latenciesAt, rateOf, warmUps } from './load.ts';
import { type Microsoft, openMicrosoft } from './microsoft.ts';
import { whatIsTold } from './people.ts';
import { arrivals, invokes, moodOf, type Submission, sealedForm, submissions } from './submission.ts';
import { compare, median, type Told, wandering } from './table.ts';
import { withWard } from './wards.ts';
import { accountOf, teamsAccountOf } from './workspace.ts';

const rounds = 5;
const people = 12_000;
/** A side's turn within a round. */
const turn = 3_000;
const modestRate = 200;
const modestPeople = 800;
const file = (name: string): string => join(import.meta.dirname, name);

/** What ours is held against, and how the same act is sent to both. */
type Rival = {
  name: string;
  baseline: readonly string[];
  ward: readonly string[];
  path: string;
  accountOf: (person: number) => string;
  /** `keys` are the ward's. */
  submissions(people: number, round: number, keys: KeyRing): readonly Submission[];
  isBareAnswer: (body: string) => boolean;
  /** The next form stands in the place of the one that was sent. */
  isOurAnswer: (body: string) => boolean;
  /** Whether what is sent is somebody's answer. Else it is taken down, and that is all. */
  isTold: boolean;
};

const bolt: Rival = {
  name: 'bare Bolt',
  baseline: [file('bolt.ts')],
  ward: [],
  path: '/slack/events',
  accountOf,
  submissions,
  isBareAnswer: (body) => body === '',
  isOurAnswer: (body) =>
    body.startsWith('{"response_action":"update"') && body.includes('"callback_id":"checkins.more"'),
  isTold: true,
};

const boltOfEvents: Rival = { ...bolt, submissions: arrivals, isOurAnswer: bolt.isBareAnswer, isTold: false };

const cloudAdapter = (microsoft: Microsoft): Rival => ({
  name: 'bare CloudAdapter',
  baseline: [file('cloud.ts'), microsoft.openIdUrl],
  ward: [microsoft.openIdUrl],
  path: '/api/messages',
  accountOf: teamsAccountOf,
  submissions: (count, round, keys) => invokes(microsoft, sealedForm(keys), count, round),
  isBareAnswer: (body) => body.startsWith('{"statusCode":200'),
  isOurAnswer: (body) => body.startsWith('{"statusCode":200') && body.includes('"checkins.more"'),
  isTold: true,
});

type Sides = {
  bare: string;
  ours: string;
  keys: KeyRing;
  /** Everybody's last answer is two hours ago from here on: the next one is a new check-in, not a change. */
  later(): Promise<void>;
  /** Throws unless exactly these answers are kept: in each round, one of each of its people. */
  mustHold(sent: readonly { round: number; people: number }[]): Promise<void>;
};

async function withSides<T>(rival: Rival, work: (sides: Sides) => Promise<T>): Promise<T> {
  const bare = await startChild(rival.baseline);
  try {
    return await withWard(people, rival.ward, ({ address, databaseUrl, keys, ask }) =>
      work({
        bare: `${bare.said[0]}${rival.path}`,
        ours: `${address}${rival.path}`,
        keys,
        later: async () => void (await ask({ kind: 'later', hours: 2 })),
        mustHold: (sent) => mustHold(databaseUrl, keys, rival, sent),
      }),
    );
  } finally {
    await bare.end();
  }
}

async function mustHold(
  url: string,
  keys: KeyRing,
  rival: Rival,
  sent: readonly { round: number; people: number }[],
): Promise<void> {
  const kept = await whatIsTold(url, keys);
  const acknowledged = sent.reduce((sum, round) => sum + round.people, 0);
  if (kept.identities !== acknowledged || kept.checkins !== (rival.isTold ? acknowledged : 0))
    throw new Error(
      `${acknowledged} were acknowledged, ${kept.identities} were taken down, ${kept.checkins} answers are kept`,
    );
  if (!rival.isTold) return;
  for (let person = 0; person < people; person += 1) {
    const account = rival.accountOf(person);
    const told = sent.filter((round) => person < round.people).map(({ round }) => moodOf(person, round));
    const found = kept.moods.get(account) ?? [];
    if (found.join() !== told.join())
      throw new Error(`${account} said ${told.join()}, and ${found.join()} is kept`);
  }
}

const cores = `${cpus().length} cores are shared by the load, whichever server has its turn and, for ours, PostgreSQL (fsync on).`;

/**
 * How many a second, with as many at once as there are connections. A machine that is shared is at times half as fast, for a second
 * or for a minute: the sides take turns so often that it is so for both, and what is told is the round in the middle.
 */
async function submissionRow(name: string, goal: number, rival: Rival): Promise<readonly Told[]> {
  return withSides(rival, async ({ bare, ours, keys, later, mustHold: hold }) => {
    const measured: { value: number; baseline: number }[] = [];
    const sent: { round: number; people: number }[] = [];
    for (let round = 0; round < warmUps + rounds; round += 1) {
      await later();
      const all = rival.submissions(people, round, keys);
      const seconds = { bare: 0, ours: 0 };
      for (let first = 0; first < people; first += turn) {
        const some = all.slice(first, first + turn);
        seconds.bare += turn / (await rateOf(bare, some, rival.isBareAnswer));
        seconds.ours += turn / (await rateOf(ours, some, rival.isOurAnswer));
      }
      sent.push({ round, people });
      if (round >= warmUps) measured.push({ value: people / seconds.ours, baseline: people / seconds.bare });
    }
    await hold(sent);
    const ratioOf = ({ value, baseline }: { value: number; baseline: number }): number => value / baseline;
    const inTheMiddle = measured.toSorted((one, other) => ratioOf(one) - ratioOf(other))[
      Math.floor(rounds / 2)
    ] ?? { value: Number.NaN, baseline: Number.NaN };
    return [
      compare(name, { ...inTheMiddle, unit: 'requests/s' }, 'higher', goal, [
        cores,
        `${connections} connections, ${rounds} rounds of ${people} requests each side, ${turn} at a time by turns; all ${sent.length * people} acknowledged ${rival.isTold ? "answers are kept, each person's own" : 'events are taken down, each once'}.`,
        `Rounds, ours of ${rival.name}: ${measured.map(({ value, baseline }) => `${Math.round(value)} of ${Math.round(baseline)}`).join(', ')}.`,
        ...wandering(measured.map(({ baseline }) => baseline)),
      ]),
    ];
  });
}

export const checkinSubmission = (): Promise<readonly Told[]> =>
  submissionRow('checkin-submission', 0.5, bolt);

/** What every event costs before anybody does anything about it. */
export const inboxAcknowledgement = (): Promise<readonly Told[]> =>
  submissionRow('inbox-acknowledgement', 1, boltOfEvents);

export async function teamsSubmission(): Promise<readonly Told[]> {
  const microsoft = await openMicrosoft();
  try {
    return await submissionRow('teams-submission', 0.6, cloudAdapter(microsoft));
  } finally {
    await microsoft.end();
  }
}

/** How long the slowest in a hundred waits, when it is not crowded. */
export async function checkinP99(): Promise<readonly Told[]> {
  return withSides(bolt, async ({ bare, ours, keys, later, mustHold: hold }) => {
    const p99 = (took: readonly number[]): number => took[Math.floor(took.length * 0.99)] ?? Number.NaN;
    const baseline: number[] = [];
    const value: number[] = [];
    const sent: { round: number; people: number }[] = [];
    for (let round = 0; round <= 2; round += 1) {
      await later();
      const all = bolt.submissions(modestPeople, round, keys);
      const alone = p99(await latenciesAt(modestRate, bare, all, bolt.isBareAnswer));
      const whole = p99(await latenciesAt(modestRate, ours, all, bolt.isOurAnswer));
      sent.push({ round, people: modestPeople });
      if (round === 0) continue;
      baseline.push(alone);
      value.push(whole);
    }
    await hold(sent);
    const measured = { value: median(value), baseline: median(baseline), unit: 'ms' };
    return [compare('checkin-p99', measured, 'lower', null, [`At ${modestRate} requests a second.`])];
  });
}
