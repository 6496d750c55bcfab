// What people let us send them by ourselves: said once, changed at any time, and kept to from that moment on.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../../src/chat/message.ts';
import {
  answered,
  brigid,
  formIn,
  openProgramme,
  type Programme,
  type Someone,
  someone,
} from '../support/programme.ts';

const hour = 3_600_000;
let programme: Programme;
let nora: Someone;
let liam: Someone;
beforeEach(async () => {
  programme = await openProgramme();
  nora = someone(programme, brigid, 'nora');
  liam = someone(programme, brigid, 'liam');
  for (const one of [nora, liam]) await one.types('help');
});
afterEach(() => programme.end());

async function saidBy(who: Someone): Promise<Readonly<Record<string, boolean>>> {
  const { person } = await programme.rowOf(who);
  const rows = await programme.database.owner
    .selectFrom('consent')
    .select(['kind', 'agreed'])
    .where('person_id', '=', person)
    .execute();
  return Object.fromEntries(rows.map(({ kind, agreed }) => [kind, agreed]));
}

async function send(who: Someone, name: string, why: Delivery['why']): Promise<void> {
  const { person, organisation } = await programme.rowOf(who);
  const card = { name, summary: name, blocks: [] };
  await programme.database.within(organisation, (tx) =>
    programme.house.outbox.put(
      tx,
      organisation,
      [{ to: { kind: 'person', person }, card, why }],
      programme.clock.now,
    ),
  );
}
async function arrived(): Promise<readonly string[]> {
  await programme.house.outbox.drain();
  return programme.letters.map(({ card }) => card.name).filter((name) => name.startsWith('any.'));
}

const all = { checkins: true, news: true };
const none = { checkins: false, news: false };

describe('what somebody lets us send', () => {
  it('is everything after “Count me in”, pressed once or twice, and of them alone', async () => {
    for (let again = 0; again < 2; again += 1)
      expect(answered(await nora.presses('membership.yes'))).toBe('membership.in');
    expect(await saidBy(nora)).toEqual(all);
    expect(await saidBy(liam)).toEqual({});
  });

  it('is nothing after “Not now”; pressed on an old card later, it takes nothing back', async () => {
    expect(answered(await nora.presses('membership.not-now'))).toBe('membership.not-now');
    expect(await saidBy(nora)).toEqual(none);
    await nora.presses('membership.yes');
    expect(answered(await nora.presses('membership.not-now'))).toBe('membership.chosen');
    expect(await saidBy(nora)).toEqual(all);
  });

  it('is asked for with a box for each, none of them ticked before they have said yes', async () => {
    const asked = formIn(await nora.types('messages')).parts.find((part) => part.kind === 'choices');
    expect(asked).toMatchObject({ filled: [] });
    expect(answered(await nora.sends('membership.choose', { kinds: ['news'] }))).toBe('membership.chosen');
    const again = formIn(await nora.presses('membership.choose')).parts.find(
      (part) => part.kind === 'choices',
    );
    expect(again).toMatchObject({ filled: ['news'] });
    expect(answered(await nora.sends('membership.choose', { kinds: null }))).toBe('membership.not-now');
    expect(await saidBy(nora)).toEqual(none);
  });

  it('is no kind that nobody offered', async () => {
    await nora.sends('membership.choose', { kinds: ['news', 'duty'] });
    expect(await saidBy(nora)).toEqual({});
  });

  it('ends with one word, and “about” tells then what they get', async () => {
    await nora.presses('membership.yes');
    expect(answered(await nora.types('parar'))).toBe('membership.stopped');
    expect(answered(await nora.presses('membership.stop'))).toBe('membership.stopped');
    expect(await saidBy(nora)).toEqual(none);
    const { answer } = await nora.types('about');
    expect(JSON.stringify(answer)).not.toContain('membership.yes');
    expect(JSON.stringify(answer)).toContain('membership.choose');
  });

  it('holds for what waits already: it does not come any more, what is theirs does', async () => {
    await nora.presses('membership.yes');
    await liam.presses('membership.yes');
    // In quiet hours, so that all of it waits.
    programme.clock.now = Date.UTC(2026, 10, 23, 23);
    await send(nora, 'any.checkin', 'invitation');
    for (const one of [nora, liam]) await send(one, `any.news-${one.who.account}`, 'news');
    await send(nora, 'any.duty', 'duty');
    await nora.sends('membership.choose', { kinds: ['checkins'] });
    programme.clock.now += 9 * hour;
    expect((await arrived()).toSorted()).toEqual(['any.checkin', 'any.duty', 'any.news-liam']);
  });

  it('after everything was erased is as if nothing had been said', async () => {
    await nora.presses('membership.yes');
    await nora.sends('privacy.erase', { sure: true });
    expect(answered(await nora.types('about'))).toBe('membership.welcome');
    expect(await saidBy(nora)).toEqual({});
    await nora.presses('membership.yes');
    expect(await saidBy(nora)).toEqual(all);
  });
});
