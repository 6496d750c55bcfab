// A fan-out to a whole hospital while Slack refuses again and again, and asks for waits that nobody can keep to.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { text } from '../../src/chat/card.ts';
import { type Hospital, openHospital } from '../support/hospital.ts';
import { balanced, type Dice, dice, oneOf, openLedger, seed } from '../support/ledger.ts';

const people = 2_000;
const accountOf = (index: number): string => `U0P${index}`;

/** What a pace finds is another spec's: here nothing but Slack's own refusals holds anything up. */
const paces = { slack: { start: 5_000, talk: [] } };

const oddWaits = ['1', '0', '-7', 'soon', '', '2.5', '30', '1e9', 'Wed, 21 Oct 2026 07:28:00 GMT'];
/** Kept to for an hour. What is to be said is worth a day, so that there are few of them. */
const years = '99999999999';
const mostYears = 5;

let hospital: Hospital;
beforeEach(async () => {
  hospital = await openHospital({
    paces,
    // Paces are found by how many are taken in a time that goes by; here it jumps.
    realWaits: true,
    slack: {
      people: Array.from({ length: people }, (_, index) => ({
        id: accountOf(index),
        name: `p${index}`,
        realName: `Person ${index}`,
        locale: 'en-US',
        tz: 'UTC',
      })),
      channels: [],
    },
  });
  // Its own minute would look for what is due while the spec counts.
  await hospital.house.tick.stop();
  await hospital.settled();
});
afterEach(() => hospital.end());

/** One message to each, in as few transactions as a fan-out is written in. */
async function put(
  names: readonly string[],
  personOf: (name: string) => string,
  urgent = false,
): Promise<void> {
  const { database, house, clock, slack } = hospital;
  const { id: workspace, organisation_id: organisation } = await database.owner
    .selectFrom('workspace')
    .select(['id', 'organisation_id'])
    .executeTakeFirstOrThrow();
  for (let from = 0; from < names.length; from += 500)
    await database.within(organisation, (tx) =>
      house.outbox.put(
        tx,
        organisation,
        names.slice(from, from + 500).map((name) => ({
          to: { kind: 'conversation', workspace, conversation: slack.direct(personOf(name)) },
          card: { name: urgent ? 'storm.urgent' : 'storm.ordinary', summary: name, blocks: [text(name)] },
          why: 'asked',
          urgent,
        })),
        clock.now,
      ),
    );
}

const counted = async (urgent: boolean): Promise<{ sent: number; left: number; dead: number }> => {
  const rows = await hospital.database.owner
    .selectFrom('delivery')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .where('kind', '=', urgent ? 'storm.urgent' : 'storm.ordinary')
    .groupBy('state')
    .execute();
  const of = (...states: readonly string[]): number =>
    rows.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + Number(count), 0);
  return { sent: of('sent'), left: of('new', 'sending'), dead: of('dead', 'unreachable') };
};

/** All that stands on anybody's screen, in the order in which it came. */
const arrivals = (): readonly string[] =>
  Array.from({ length: people }, (_, index) => accountOf(index))
    .flatMap((person) => hospital.slack.seenBy(person).conversations)
    .flatMap(({ messages }) => messages)
    .toSorted((one, other) => (one.ts < other.ts ? -1 : 1))
    .map(({ text: words }) => words);

/** Slack refuses some of what comes next. */
function squall(random: Dice): void {
  const drops = 1 + Math.floor(random() * 4);
  for (let drop = 0; drop < drops; drop += 1)
    hospital.slack.weather.rateLimit(
      'chat.postMessage',
      oneOf(random, oddWaits),
      1 + Math.floor(random() * 3),
    );
}

it(`2,000 messages arrive once each through a storm of refusals with odd waits, and help passes them (LAMPLIGHT_SEED=${seed})`, async () => {
  const random = dice(seed);
  const ledger = openLedger();
  const { house, clock, slack } = hospital;
  const names = Array.from({ length: people }, (_, index) => `round ${index}`);
  await put(names, (name) => accountOf(Number(name.split(' ')[1])));
  for (const name of names) ledger.accept(name);

  let urgent = 0;
  for (let squalls = 0, left = people; left > 0; squalls += 1) {
    const isLong = squalls < mostYears;
    if (isLong) slack.weather.rateLimit('chat.postMessage', years);
    // Every storm ends: the last ones would be refused for ever.
    if (left > 100) squall(random);
    await house.outbox.drain();
    slack.weather.clear();
    const before = await counted(false);
    left = before.left;
    if (left === 0) break;
    // The fan-out was told to wait. Help was not.
    const name = `help ${urgent}`;
    urgent += 1;
    await put([name], () => accountOf(Math.floor(random() * people)), true);
    ledger.accept(name);
    await house.outbox.drain();
    expect(await counted(true)).toEqual({ sent: urgent, left: 0, dead: 0 });
    expect(await counted(false)).toEqual(before);
    clock.now += isLong ? 3_601_000 : 31_000;
  }
  for (const words of arrivals()) ledger.arrive(words);
  const balance = ledger.tell('429 storm of 2,000 with odd waits, Slack');
  expect(balance).toMatchObject({ ...balanced, aside: 0 });
  expect(urgent).toBeGreaterThan(5);
}, 90_000);
