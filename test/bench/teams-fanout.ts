// 3,000 messages to a Teams that takes 50 a second and answers with 412, 502 and 504 now and then; beside it what Microsoft
// documents for a bot: all at once, and an exponential back-off of three tries ("Optimize your bot with rate limiting").
import { setTimeout as sleep } from 'node:timers/promises';
import { makePeople } from '../../adapters/teams/people.ts';
import { placeOf } from '../../adapters/teams/place.ts';
import { makeSeal } from '../../adapters/teams/seal.ts';
import { makePlatform } from '../../adapters/teams/send.ts';
import { makeWire } from '../../adapters/teams/wire.ts';
import { speaker } from '../../src/words/speak.ts';
import { eachOnce, type Limited, messages, openLimited, openSender, waitUntil } from './fanout.ts';
import { compare, type Told } from './table.ts';
import { tenant } from './workspace.ts';

/** Nobody may send 100 in one second by having sent nothing in the one before: half a second's worth is saved up. */
const perSecond = 50;
const talks = Array.from({ length: messages }, (_, n) => `19:person-${n}@unq.gbl.spaces`);
/** One in fifty fails at their end; none of these was taken. */
const troubles = [412, 502, 504] as const;
const trouble = (request: number): number | undefined =>
  request % 50 === 0 ? troubles[(request / 50) % troubles.length] : undefined;

const openTeams = (): Promise<Limited> =>
  openLimited({
    limits: [perSecond, perSecond],
    saved: perSecond / 2,
    post: (url) => decodeURIComponent(url.split('/')[3] ?? ''),
    trouble,
    takes: (message) => ({ id: String(message) }),
  });

const retried = new Set([412, 429, 502, 504]);
const backOff = { tries: 3, leastMs: 2_000, mostMs: 20_000, deltaMs: 1_000 };

/** Gives up after the documented tries. */
async function documented(address: string, talk: string): Promise<void> {
  const url = `${address}/v3/conversations/${encodeURIComponent(talk)}/activities`;
  for (let tried = 0; ; tried += 1) {
    const { status } = await fetch(url, { method: 'POST', body: '{}' });
    if (!retried.has(status) || tried === backOff.tries) return;
    const more = (2 ** tried - 1) * backOff.deltaMs * (0.8 + Math.random() * 0.4);
    await sleep(Math.min(backOff.leastMs + more, backOff.mostMs));
  }
}

export async function teamsFanout(): Promise<readonly Told[]> {
  const [ours, theirs] = [await openTeams(), await openTeams()];
  const sender = await openSender(
    makePlatform({
      wire: makeWire({ tokens: undefined, self: undefined, hosts: ['127.0.0.1'], now: Date.now }),
      people: makePeople(),
      seal: makeSeal((text) => text),
      picture: () => undefined,
      sayTo: () => speaker('en', 'UTC'),
      usualService: ours.address,
      ailment: () => undefined,
    }),
    tenant,
  );
  try {
    await sender.put(talks.map((conversation) => placeOf({ service: ours.address, conversation })));
    await waitUntil(
      () => ours.taken >= messages,
      150_000,
      async () => `${ours.taken} of ${messages} arrived; not sent: ${await sender.notSent()}`,
    );
    eachOnce(ours, talks);
    await Promise.all(talks.map((talk) => documented(theirs.address, talk)));
    const share = ({ taken, allowed }: Limited): number => taken / allowed();
    return [
      compare('teams-fanout', { value: share(ours), baseline: 1, unit: 'of the limit' }, 'higher', 0.98, [
        `${perSecond} a second, one in fifty answered with ${troubles.join(', ')}; ${(ours.rejected / ours.taken).toFixed(3)} refused a message; nothing lost, nothing doubled`,
        `the documented back-off, all at once: ${share(theirs).toFixed(2)} of the limit while it tried, and ${messages - theirs.taken} of ${messages} lost`,
      ]),
    ];
  } finally {
    await sender.end();
    await Promise.all([ours.end(), theirs.end()]);
  }
}
