// Settings: what each is now, a form for each, and what is chosen holds from then on, in every account.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fieldsOf } from '../../src/chat/form.ts';
import type { Outcome } from '../../src/chat/message.ts';
import { speaker } from '../../src/words/speak.ts';
import {
  answered,
  brigid,
  connectPlaces,
  far,
  formIn,
  linkAccounts,
  luke,
  openProgramme,
  type Programme,
  type Someone,
  someone,
  wordsOf,
} from '../support/programme.ts';

const hour = 3_600_000;
const [english, spanish] = [speaker('en', 'UTC'), speaker('es', 'UTC')];
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

function read({ answer }: Outcome): string {
  if (answer.kind === 'card' || answer.kind === 'replace') return wordsOf(answer.card);
  throw new Error(`no card, but ${JSON.stringify(answer)}`);
}
const settings = async (who: Someone): Promise<string> => read(await who.types('settings'));
const filled = async (who: Someone, name: string): Promise<unknown> => {
  const [field] = fieldsOf(formIn(await who.presses(`settings.${name}`)));
  return field && 'filled' in field ? field.filled : undefined;
};
async function rowOf(who: Someone) {
  const { person } = await programme.rowOf(who);
  return programme.database.owner
    .selectFrom('person')
    .select(['language', 'time_zone as zone', 'country', 'quiet_from as from', 'quiet_until as until'])
    .where('id', '=', person)
    .executeTakeFirstOrThrow();
}

describe('the settings', () => {
  it('say what each is now, with a button that leads to a form with one question', async () => {
    const words = await settings(nora);
    for (const said of [
      `English (${english('settings.as-slack')})`,
      english('settings.country-none'),
      'UTC, where it is 1:00',
      '9:00',
      '7:00',
      english('settings.sends-nothing'),
    ])
      expect(words).toContain(said);
    for (const name of ['language', 'country', 'zone'] as const)
      expect(fieldsOf(formIn(await nora.presses(`settings.${name}`)))).toHaveLength(1);
    await nora.presses('membership.yes');
    expect(await settings(nora)).toContain('Check-ins and News');
    expect(await settings(someone(programme, luke, 'tess'))).toContain(english('settings.as-teams'));
  });

  it('of one person are nobody else’s', async () => {
    const before = await rowOf(liam);
    await nora.sends('settings.language', { language: 'es' });
    await nora.sends('settings.zone', { zone: 'Tokyo' });
    await nora.sends('settings.country', { country: 'ES' });
    await nora.sends('settings.quiet', { none: true });
    expect(await rowOf(liam)).toEqual(before);
  });
});

describe('the language', () => {
  it('holds from the answer on, also for get help now without a database', async () => {
    const answer = await nora.sends('settings.language', { language: 'es' });
    expect(answered(answer)).toBe('settings.card');
    expect(read(answer)).toContain(spanish('settings.sends'));
    expect(read(answer)).toContain('Español');
    expect(programme.house.sayTo(nora.who)('any.help')).toBe(spanish('any.help'));
    expect(await filled(nora, 'language')).toBe('es');
  });

  it('is refused where nobody speaks it', async () => {
    expect(answered(await nora.sends('settings.language', { language: 'fr' }))).toBe(
      english('refused.not-offered'),
    );
    expect(answered(await nora.sends('settings.language', {}))).toBe(english('refused.empty'));
  });
});

describe('the country', () => {
  it('is what get help now shows lines for, and can be taken back', async () => {
    await nora.sends('settings.country', { country: 'ES' });
    expect(read(await nora.types('helpnow'))).toContain('024');
    expect(await rowOf(nora)).toMatchObject({ country: 'ES' });
    expect(await filled(nora, 'country')).toBe('ES');
    await programme.house.tick.minute();
    await nora.sends('settings.country', { country: 'none' });
    for (let again = 0; again < 2; again += 1) {
      expect(read(await nora.types('helpnow'))).toContain(english('helpnow.choose'));
      expect(await rowOf(nora)).toMatchObject({ country: null });
      await programme.house.tick.minute();
    }
    expect(await settings(nora)).toContain(english('settings.country-none'));
  });

  it('chosen in get help now is the one that the settings show', async () => {
    await nora.presses('help.country', 'IE');
    expect(await settings(nora)).toContain('Ireland');
  });

  it('is refused where we have no lines', async () => {
    expect(answered(await nora.sends('settings.country', { country: 'XX' }))).toBe(
      english('refused.not-offered'),
    );
  });

  it('taken back is so for every process', async () => {
    const second = await programme.second();
    const there = someone(second, brigid, 'nora');
    await nora.sends('settings.country', { country: 'ES' });
    await programme.house.tick.minute();
    await there.types('help');
    expect(read(await there.types('helpnow'))).toContain('024');
    await nora.sends('settings.country', { country: 'none' });
    await programme.house.tick.minute();
    await there.types('help');
    expect(read(await there.types('helpnow'))).toContain(english('helpnow.choose'));
  });
});

describe('the time zone', () => {
  it('is typed as a city, and the clock there tells whether it is the right one', async () => {
    const answer = await nora.sends('settings.zone', { zone: 'bogotá' });
    expect(read(answer)).toMatch(/Bogota, where it is 8:00\sAM now/);
    expect(await rowOf(nora)).toMatchObject({ zone: 'America/Bogota' });
    expect(await filled(nora, 'zone')).toBe('Bogota');
  });

  it('that we do not know is refused, with what may have been meant', async () => {
    expect(answered(await nora.sends('settings.zone', { zone: 'Chicgo' }))).toBe(
      english('settings.zone-near', { near: 'America/Chicago' }),
    );
    expect(answered(await nora.sends('settings.zone', { zone: 'Ward 4' }))).toBe(
      english('settings.zone-unknown'),
    );
    expect(answered(await nora.sends('settings.zone', { zone: 'x'.repeat(61) }))).toContain('61');
    expect(await rowOf(nora)).toMatchObject({ zone: 'UTC' });
  });
});

describe('quiet hours', () => {
  it('are what somebody says, over midnight or not, or none', async () => {
    expect(read(await nora.sends('settings.quiet', { from: '08:00', until: '16:30' }))).toMatch(
      /8:00\sAM to 4:30\sPM/,
    );
    expect(await rowOf(nora)).toMatchObject({ from: 480, until: 990 });
    expect(read(await nora.sends('settings.quiet', { none: true }))).toContain(
      english('settings.quiet-none'),
    );
    expect(await rowOf(nora)).toMatchObject({ from: null, until: null });
    expect(await filled(nora, 'quiet')).toBe('21:00');
  });

  it('are refused where they say nothing', async () => {
    const refused = async (answers: object): Promise<unknown> => {
      const { answer } = await nora.sends('settings.quiet', { ...answers });
      return answer.kind === 'errors' && answer.errors;
    };
    const missing = english('settings.quiet-missing');
    expect(await refused({ from: '08:00' })).toEqual({ until: missing });
    expect(await refused({})).toEqual({ from: missing, until: missing });
    expect(await refused({ from: '08:00', until: '08:00' })).toEqual({
      until: english('settings.quiet-same'),
    });
    expect(await refused({ from: '25:00', until: '08:00' })).toEqual({ from: english('refused.not-a-time') });
    expect(await rowOf(nora)).toMatchObject({ from: 1_260, until: 420 });
  });

  it('hold also for what waits already', async () => {
    await nora.presses('membership.yes');
    programme.clock.now = Date.UTC(2026, 10, 23, 22);
    const { person, organisation } = await programme.rowOf(nora);
    await programme.database.within(organisation, (tx) =>
      programme.house.outbox.put(
        tx,
        organisation,
        [
          {
            to: { kind: 'person', person },
            card: { name: 'any.news', summary: 'x', blocks: [] },
            why: 'news',
          },
        ],
        programme.clock.now,
      ),
    );
    await nora.sends('settings.quiet', { from: '20:00', until: '10:00' });
    const arrived = async (): Promise<boolean> => {
      await programme.house.outbox.drain();
      return programme.letters.some(({ card }) => card.name === 'any.news');
    };
    programme.clock.now += 11 * hour;
    expect(await arrived()).toBe(false);
    programme.clock.now += hour;
    expect(await arrived()).toBe(true);
  });
});

describe('settings of whoever has two accounts', () => {
  let there: Someone;
  beforeEach(async () => {
    await connectPlaces(someone(programme, brigid, 'carla'), someone(programme, luke, 'lena'));
    there = someone(programme, luke, 'nora in Teams');
    await there.types('help');
  });

  it('are the same in both', async () => {
    await linkAccounts(nora, there);
    await nora.sends('settings.language', { language: 'es' });
    await nora.sends('settings.quiet', { none: true });
    expect(await settings(there)).toContain('Español');
    expect(await settings(there)).toContain(spanish('settings.quiet-none'));
  });

  it('that only one of them had chosen hold for both, and stay with both when they part', async () => {
    await nora.sends('settings.language', { language: 'es' });
    await nora.sends('settings.zone', { zone: 'Tokyo' });
    await linkAccounts(nora, there);
    for (const one of [nora, there])
      expect(await rowOf(one)).toMatchObject({ language: 'es', zone: 'Asia/Tokyo' });
    await there.sends('settings.quiet', { from: '08:00', until: '16:00' });
    await there.presses('settings.unlink', (await programme.rowOf(nora)).id);
    for (const one of [nora, there])
      expect(await rowOf(one)).toEqual({
        language: 'es',
        zone: 'Asia/Tokyo',
        country: null,
        from: 480,
        until: 960,
      });
    expect(await settings(nora)).toContain('Español');
  });

  it('are no stranger’s', async () => {
    const fred = someone(programme, far, 'fred');
    await fred.types('help');
    const before = await rowOf(fred);
    await nora.sends('settings.language', { language: 'es' });
    expect(await rowOf(fred)).toEqual(before);
  });
});
