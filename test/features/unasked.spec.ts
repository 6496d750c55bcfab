// What is sent unasked: only to whoever agreed to it, not in their quiet hours, and three times in any seven days at most.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../../src/chat/message.ts';
import { mostInAWeek, nextFree } from '../../src/delivery/unasked.ts';
import { type Kind, sayOf } from '../../src/people/consent.ts';
import { brigid, openProgramme, type Programme, type Someone, someone } from '../support/programme.ts';

const hour = 3_600_000;
const day = 24 * hour;
let programme: Programme;
let nora: Someone;
let liam: Someone;
beforeEach(async () => {
  programme = await openProgramme();
  programme.clock.now = Date.UTC(2026, 10, 23, 12);
  nora = someone(programme, brigid, 'nora');
  liam = someone(programme, brigid, 'liam');
  await nora.types('help');
  await liam.types('help');
  for (const one of [nora, liam]) await agrees(one, { checkins: true, news: true });
});
afterEach(() => programme.end());

async function agrees(who: Someone, said: Partial<Record<Kind, boolean>>): Promise<void> {
  const row = await programme.rowOf(who);
  const actor = {
    id: row.person,
    organisation: row.organisation,
    account: row.id,
    workspace: '',
    language: 'en' as const,
    timeZone: 'UTC',
    country: null,
    roles: [],
  };
  await programme.database.within(row.organisation, (tx) => sayOf(tx, actor, said, programme.clock.now));
}

async function send(who: Someone, name: string, more: Partial<Delivery> = {}): Promise<void> {
  const { person, organisation } = await programme.rowOf(who);
  const delivery: Delivery = {
    to: { kind: 'person', person },
    card: { name, summary: name, blocks: [] },
    why: 'news',
    ...more,
  };
  await programme.database.within(organisation, (tx) =>
    programme.house.outbox.put(tx, organisation, [delivery], programme.clock.now),
  );
  await programme.house.outbox.drain();
}
async function later(ms: number): Promise<void> {
  programme.clock.now += ms;
  await programme.house.outbox.drain();
}
const arrived = (): readonly string[] =>
  programme.letters.map(({ card }) => card.name).filter((name) => name.startsWith('any.'));

describe('unasked messages', () => {
  it('are three a week from all features together; the fourth waits for its turn', async () => {
    await send(nora, 'any.one', { why: 'invitation' });
    await later(day);
    await send(nora, 'any.two');
    await later(day);
    await send(nora, 'any.three', { why: 'duty' });
    await send(nora, 'any.four');
    expect(arrived()).toEqual(['any.one', 'any.two', 'any.three']);
    await later(4 * day);
    expect(arrived()).toHaveLength(3);
    await later(day);
    expect(arrived()).toEqual(['any.one', 'any.two', 'any.three', 'any.four']);
  });

  it('that they said the days of take no place: a check-in a day, and news beside it', async () => {
    for (const name of ['any.one', 'any.two', 'any.three', 'any.four'])
      await send(nora, name, { why: 'checkins' });
    for (const name of ['any.five', 'any.six', 'any.seven']) await send(nora, name);
    expect(arrived()).toHaveLength(7);
  });

  it('that ask whether somebody wants check-ins go to whoever said nothing of them, not to whoever said no', async () => {
    await programme.database.owner.deleteFrom('consent').execute();
    await agrees(liam, { checkins: false });
    for (const one of [nora, liam]) await send(one, `any.${one.who.account}`, { why: 'invitation' });
    expect(arrived()).toEqual(['any.nora']);
  });

  it('of one person take no place of another; what they asked for, what is theirs and what is urgent takes none', async () => {
    for (const why of ['asked', 'notice'] as const) await send(nora, `any.${why}`, { why });
    await send(nora, 'any.urgent', { why: 'checkins', urgent: true });
    for (const name of ['any.one', 'any.two', 'any.three']) await send(nora, name);
    await send(liam, 'any.liam');
    await send(nora, 'any.more-urgent', { urgent: true });
    await send(nora, 'any.answer', { why: 'asked' });
    expect(arrived()).toEqual([
      'any.asked',
      'any.notice',
      'any.urgent',
      'any.one',
      'any.two',
      'any.three',
      'any.liam',
      'any.more-urgent',
      'any.answer',
    ]);
  });

  it('go to nobody who did not say yes, or took it back; work of a role does', async () => {
    await agrees(nora, { news: false });
    await send(nora, 'any.news');
    await send(nora, 'any.checkin', { why: 'checkins' });
    await send(nora, 'any.duty', { why: 'duty' });
    await programme.database.owner.deleteFrom('consent').execute();
    await send(nora, 'any.checkin-again', { why: 'checkins' });
    expect(arrived()).toEqual(['any.checkin', 'any.duty']);
  });

  it('wait for the end of quiet hours', async () => {
    await programme.database.owner.updateTable('person').set({ time_zone: 'UTC' }).execute();
    programme.clock.now = Date.UTC(2026, 10, 23, 22);
    await send(nora, 'any.night');
    await send(nora, 'any.urgent', { urgent: true });
    await later(8 * hour);
    expect(arrived()).toEqual(['any.urgent']);
    await later(hour);
    expect(arrived()).toEqual(['any.urgent', 'any.night']);
  });

  it('said once already take no place', async () => {
    for (let again = 0; again < 5; again += 1) await send(nora, 'any.same', { once: 'november' });
    await send(nora, 'any.two');
    await send(nora, 'any.three');
    expect(arrived()).toEqual(['any.same', 'any.two', 'any.three']);
  });

  it('are three also where several processes send at the same moment', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, at) => send(nora, `any.${at}`)));
    await programme.house.outbox.drain();
    expect(arrived()).toHaveLength(mostInAWeek);
  });

  it('count the first word to whoever has just come, once they are written down', async () => {
    const { organisation } = await programme.rowOf(nora);
    const workspace = await programme.idOf(brigid);
    await programme.database.within(organisation, (tx) =>
      programme.house.outbox.put(
        tx,
        organisation,
        [
          {
            to: { kind: 'stranger', workspace, account: 'newcomer' },
            card: { name: 'any.welcome', summary: 'x', blocks: [] },
            why: 'welcome',
          },
        ],
        programme.clock.now,
      ),
    );
    await programme.house.outbox.drain();
    const newcomer = someone(programme, brigid, 'newcomer');
    await newcomer.types('help');
    await agrees(newcomer, { news: true });
    for (const name of ['any.one', 'any.two', 'any.three']) await send(newcomer, name);
    expect(arrived()).toEqual(['any.welcome', 'any.one', 'any.two']);
  });
});

it('a check-in of today does not lapse because something else waits for tomorrow', () => {
  expect(nextFree([3 * day], day)).toBe(day);
  expect(nextFree([2 * day, 3 * day, 4 * day], day)).toBe(9 * day);
});

it('however they come, and whatever is planned, no seven days hold more than three', () => {
  const moments = fc.array(fc.integer({ min: 0, max: 3 * day }), { maxLength: 40 });
  fc.assert(
    fc.property(
      moments,
      fc.array(fc.integer({ min: 0, max: 20 * day }), { maxLength: 10 }),
      (pauses, planned) => {
        const sent: number[] = [];
        for (const at of planned) sent.push(nextFree(sent, at));
        let now = 0;
        for (const pause of pauses) {
          now += pause;
          sent.push(nextFree(sent, now));
        }
        for (const at of sent)
          expect(sent.filter((one) => one > at - 7 * day && one <= at).length).toBeLessThanOrEqual(
            mostInAWeek,
          );
      },
    ),
  );
});
