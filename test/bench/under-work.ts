// How long the slowest in a hundred waits for an acknowledgement at 500 a second while a fan-out goes out and a month is closed,
// against the same server when it does nothing else.
import { eachOnce, openLimited, percentile, waitUntil } from './fanout.ts';
import { latenciesAt, rateOf, warmUps } from './load.ts';
import { whatIsTold } from './people.ts';
import { moodOf, type Submission, submissions } from './submission.ts';
import { compare, median, type Told, wandering } from './table.ts';
import { type Ward, withWard } from './wards.ts';
import { accountOf } from './workspace.ts';

const asked = 500;
/** Of what this machine takes at most; nearer to it, waiting is all that is measured. */
const part = 0.3;
const seconds = 10;
const people = 6_000;
const units = 40;
/** What the closed month holds of each person. */
const answers = 4;
const rounds = 5;
/** So many at 50 a second take as long as the check-ins. */
const messages = 50 * seconds;
const goalStallMs = 50;

const expected = (body: string): boolean =>
  body.startsWith('{"response_action":"update"') && body.includes('"callback_id":"checkins.more"');

/** From now until the middle of a month: this one, or the one before. */
function hoursToMiddle(months: number): number {
  const today = Temporal.Now.zonedDateTimeISO('UTC');
  const middle = today.with({ day: 15, hour: 12 }).add({ months });
  return (middle.epochMilliseconds - today.epochMilliseconds) / 3_600_000;
}

export async function underWork(): Promise<readonly Told[]> {
  const slack = await openLimited({
    limits: [50, 50],
    saved: 25,
    post: (url, body) =>
      url.endsWith('/chat.postMessage') ? (new URLSearchParams(body).get('channel') ?? '') : undefined,
    takes: (message, channel) => ({
      ok: true,
      ts: `1.${message}`,
      ...(channel === undefined ? { team_id: 'any', team: 'Bench' } : { channel }),
    }),
  });
  try {
    return await withWard(people, ['--slack', slack.address], async (ward) => {
      const idle: Side = { p99: [], stall: [] };
      const busy: Side = { p99: [], stall: [] };
      const unsettled: Side = { p99: [], stall: [] };
      let reports = 0;
      const url = `${ward.address}/slack/events`;
      const sent: number[] = [];
      const next = async (count: number): Promise<readonly Submission[]> => {
        await ward.ask({ kind: 'later', hours: 2 });
        sent.push(count);
        return submissions(count, sent.length - 1);
      };
      const rates: number[] = [];
      await ward.ask({ kind: 'later', hours: hoursToMiddle(-2) });
      for (let round = 0; round < warmUps; round += 1) await rateOf(url, await next(people), expected);
      await ward.ask({ kind: 'units', count: units });
      await ward.ask({ kind: 'later', hours: hoursToMiddle(-1) - hoursToMiddle(-2) });
      for (let answer = 0; answer < answers; answer += 1)
        rates.push(await rateOf(url, await next(people), expected));
      const perSecond = Math.min(asked, Math.floor(median(rates) * part));
      const measure = async (side: Side): Promise<void> => {
        const all = await next(perSecond * seconds);
        await ward.ask({ kind: 'stalls' });
        side.p99.push(percentile(await latenciesAt(perSecond, url, all, expected), 0.99));
        side.stall.push(await ward.ask({ kind: 'stalls' }));
      };
      await ward.ask({ kind: 'later', hours: hoursToMiddle(0) - hoursToMiddle(-1) });
      // The first turn is not counted: what a report needs is loaded and planned in it.
      for (let turn = 0; turn <= rounds; turn += 1) {
        await measure(turn > 0 ? idle : unsettled);
        await ward.ask({ kind: 'fan-out', count: messages });
        await ward.ask({ kind: 'reports', on: true });
        await measure(turn > 0 ? busy : unsettled);
        reports += await ward.ask({ kind: 'reports', on: false });
        const all = messages * (turn + 1);
        await waitUntil(
          () => slack.taken >= all,
          60_000,
          () => `${slack.taken} of ${all} messages arrived`,
        );
      }
      eachOnce(slack, [...slack.arrived.keys()]);
      await eachAnswerIsKept(ward, sent);
      const [value, baseline] = [median(busy.p99), median(idle.p99)];
      return [
        compare('busy-p99', { value, baseline, unit: 'ms' }, 'lower', 1.5, [
          `${perSecond} check-ins a second, while 50 messages a second go out and the month is closed again and again (${reports} times, ${people} people in ${units} units, ${people * answers} answers), against the same without; ${rounds} rounds each`,
          `All ${sent.reduce((sum, count) => sum + count)} answers are kept, each person's own, and all ${slack.taken} messages arrived once.`,
          `Rounds, busy: ${busy.p99.map((ms) => ms.toFixed(1)).join(' ')}; idle: ${idle.p99.map((ms) => ms.toFixed(1)).join(' ')}.`,
          ...(perSecond < asked
            ? [
                `${asked} a second are asked. This machine took ${Math.round(median(rates))} at most, so it was measured at ${perSecond}.`,
              ]
            : []),
          ...wandering(idle.p99),
        ]),
        compare('busy-stall', { value: median(busy.stall), baseline: goalStallMs, unit: 'ms' }, 'lower', 1, [
          `the longest stall of the event loop in a round; the baseline is what is asked. Rounds, busy: ${busy.stall.map(Math.round).join(' ')}; idle: ${idle.stall.map(Math.round).join(' ')}.`,
        ]),
      ];
    });
  } finally {
    await slack.end();
  }
}

type Side = { p99: number[]; stall: number[] };

async function eachAnswerIsKept({ databaseUrl, keys }: Ward, sent: readonly number[]): Promise<void> {
  const kept = await whatIsTold(databaseUrl, keys);
  for (let person = 0; person < people; person += 1) {
    const told = sent.flatMap((count, round) => (person < count ? [moodOf(person, round)] : [])).join();
    const found = (kept.moods.get(accountOf(person)) ?? []).join();
    if (found !== told) throw new Error(`${accountOf(person)} said ${told}, and ${found} is kept`);
  }
}
