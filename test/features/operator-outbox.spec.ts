// What an operator sees of the outbox at a terminal, and how what was given up goes again.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Why } from '../../src/chat/message.ts';
import { type Hospital, key, nurse, openHospital } from '../support/hospital.ts';
import { operate, type Ran } from '../support/operator.ts';
import { openPost, type Post } from '../support/post.ts';

describe('npm run outbox', () => {
  let hospital: Hospital;
  let post: Post;
  beforeEach(async () => {
    hospital = await openHospital();
    post = await openPost(hospital);
  });
  afterEach(() => hospital.end());

  const run = (...given: string[]): Promise<Ran> =>
    operate('outbox', { DATABASE_URL: hospital.cable.url, LAMPLIGHT_KEY: key.toString('base64') }, given);

  const kill = (...names: string[]): Promise<void> => killOf('asked', ...names);
  async function killOf(why: Why, ...names: string[]): Promise<void> {
    for (const name of names) {
      hospital.slack.weather.error('chat.postMessage', 503, 5);
      await post.put(post.to(nurse), [name]);
      // Consent and quiet hours are another spec's.
      await hospital.database.owner.updateTable('delivery').set({ why }).where('kind', '=', name).execute();
      for (let tries = 0; tries < 6; tries += 1) await post.later(180_000);
    }
    hospital.slack.weather.clear();
  }
  const idOf = async (kind: string): Promise<string> =>
    (
      await hospital.database.owner
        .selectFrom('delivery')
        .select('id')
        .where('kind', '=', kind)
        .executeTakeFirstOrThrow()
    ).id;

  it('says that nothing waits where nothing does', async () => {
    expect(await run()).toMatchObject({
      code: 0,
      said: 'Urgent: 0 waiting.\nOrdinary: 0 waiting.\nDead letters: 0.\nTimers given up: 0.\n',
      complained: '',
    });
  });

  it('lists what waits and what was given up and why, and neither words nor people', async () => {
    await kill('unlucky');
    // The program at the terminal knows real time only.
    hospital.clock.now = Date.now();
    await post.put(post.to(nurse), ['waits']);
    const { code, said } = await run();
    expect(code).toBe(0);
    expect(said).toContain('Ordinary: 1 waiting, the oldest due for 0 minutes.');
    expect(said).toMatch(new RegExp(`${await idOf('unlucky')}  unlucky  .*slack_webapi`));
    for (const hidden of [nurse, hospital.slack.direct(nurse)]) expect(said).not.toContain(hidden);
  });

  it('sends one again, or all of them, with all their tries', async () => {
    await kill('first', 'second', 'third');
    const one = await run('again', await idOf('second'));
    expect(one).toMatchObject({ code: 0, said: expect.stringContaining('1 message will be sent again') });
    await post.later(60_000);
    expect(post.arrived(nurse)).toEqual(['second']);
    expect(await run('again', 'all')).toMatchObject({ code: 0 });
    await post.later(60_000);
    expect(post.arrived(nurse)).toEqual(['second', 'first', 'third']);
    expect((await run()).said).toContain('Dead letters: 0.');
  });

  it('sends no check-in again, which would be of another day, and says so', async () => {
    await killOf('checkins', 'prompt');
    const alone = await run('again', await idOf('prompt'));
    expect(alone).toMatchObject({ code: 0, said: expect.stringMatching(/^1 check-in is not sent again: /) });
    await killOf('checkins', 'reminder');
    await kill('other');
    const { code, said } = await run('again', 'all');
    expect(code).toBe(0);
    expect(said).toContain('1 message will be sent again');
    expect(said).toContain('2 check-ins are not sent again: ');
    await post.later(60_000);
    expect(post.arrived(nurse)).toEqual(['other']);
    expect((await run()).said).toContain('Dead letters: 2.');
  });

  async function giveUp(name: string): Promise<string> {
    const { id: organisation_id } = await hospital.database.owner
      .selectFrom('organisation')
      .select('id')
      .executeTakeFirstOrThrow();
    const id = randomUUID();
    const was_due_at = new Date(Date.now() - 3 * 3_600_000);
    const more = { feature: 'checkins', subject: 'whose', due_at: null, attempts: 5, problem: 'error 57014' };
    await hospital.database.owner
      .insertInto('timer')
      .values({ id, organisation_id, name, was_due_at, ...more })
      .execute();
    return id;
  }
  const timers = () =>
    hospital.database.owner
      .selectFrom('timer')
      .select(['name', 'due_at', 'attempts', 'problem'])
      .where('subject', '=', 'whose')
      .orderBy('name')
      .execute();

  it('is what the doctor names to whoever has timers that were given up', async () => {
    const doctor = async (): Promise<string> =>
      (
        await operate('doctor', {
          DATABASE_URL: hospital.cable.url,
          LAMPLIGHT_KEY: key.toString('base64'),
        })
      ).about('Timers');
    expect(await doctor()).toBe('ok     Timers: none was given up.');
    await giveUp('remind');
    expect(await doctor()).toMatch(
      /^look .*1 given up, the oldest due 3 hours ago: what it was to do is not done\. .*npm run outbox$/,
    );
  });

  it('lists timers that were given up: of which feature, which, for how long and why', async () => {
    const id = await giveUp('remind');
    const { code, said } = await run();
    expect(code).toBe(0);
    expect(said).toContain(`Timers given up: 1.\n  ${id}  checkins.remind  3 hours  error 57014\n`);
    expect(said).not.toContain('whose');
  });

  it('lets one ring again, or all of them, as late as they are, with all their tries', async () => {
    const id = await giveUp('ask');
    await giveUp('remind');
    expect(await run('again', id)).toMatchObject({ code: 0, said: expect.stringContaining('1 timer will') });
    const due = { due_at: expect.any(Date), attempts: 0, problem: null };
    expect(await timers()).toMatchObject([
      { name: 'ask', ...due },
      { name: 'remind', due_at: null },
    ]);
    expect(await run('again', 'all')).toMatchObject({ code: 0 });
    const both = await timers();
    expect(both).toMatchObject([
      { name: 'ask', ...due },
      { name: 'remind', ...due },
    ]);
    for (const { due_at } of both) expect(due_at?.getTime()).toBeLessThan(Date.now() - 2 * 3_600_000);
    expect((await run()).said).toContain('Timers given up: 0.');
  });

  it('says what is wrong with what was asked', async () => {
    expect(await run('again', 'nothing')).toMatchObject({
      code: 1,
      complained: 'There is no dead letter and no timer nothing.\n',
    });
    expect(await run('again', 'all')).toMatchObject({ code: 0, said: 'Nothing was given up.\n' });
    for (const odd of [['again'], ['delete', 'all'], ['again', 'all', 'now']])
      expect(await run(...odd)).toMatchObject({ code: 1, complained: expect.stringContaining('again all') });
  });
});
