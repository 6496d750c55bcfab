// What somebody reads who asks for help now: a number to call first, then lines for the country that they chose.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countries, emergency, lines } from '../../src/features/help/lines.ts';
import { enfermera, type Hospital, nurse, openHospital, team, ward } from '../support/hospital.ts';
import { buttonsOf, type Visitor, visitor } from '../support/visitor.ts';

let hospital: Hospital;
let nora: Visitor;
let elena: Visitor;
beforeEach(async () => {
  hospital = await openHospital();
  nora = visitor(hospital, nurse);
  elena = visitor(hospital, enfermera);
});
afterEach(() => hospital.end());

const nameOf = (who: Visitor, country: string): string =>
  new Intl.DisplayNames(who.hears.language, { type: 'region' }).of(country) ?? country;

async function choose(who: Visitor, country: string): Promise<void> {
  await who.command('/helpnow');
  const other = who.hears('helpnow.other-country');
  if (buttonsOf(who.last()).includes(other)) await who.press(who.last(), other);
  await who.press(who.last(), nameOf(who, country));
}

async function helpFor(who: Visitor): Promise<string> {
  await who.command('/helpnow');
  return who.read(who.last());
}

/** What the tables say of a person's country. */
async function countryInTable(account: string): Promise<string | null | undefined> {
  const row = await hospital.database.owner
    .selectFrom('account')
    .innerJoin('person', 'person.id', 'account.person_id')
    .select('person.country')
    .where('account.external_id', '=', account)
    .executeTakeFirst();
  return row?.country;
}

describe('somebody who has chosen no country', () => {
  it('is told of their local emergency number, and may choose; nothing is guessed from language or zone', async () => {
    for (const who of [nora, elena]) {
      const words = await helpFor(who);
      expect(words).toContain(who.hears('helpnow.danger-anywhere'));
      expect(buttonsOf(who.last())).toEqual(countries.map((country) => nameOf(who, country)));
      const numbers = lines.flatMap(({ call = '' }) => (call.length > 4 ? [call] : []));
      expect(numbers.filter((number) => words.includes(number))).toEqual([]);
      expect(words).toContain('Find a Helpline');
    }
  });

  it('is not taken to have chosen by a button that somebody made up', async () => {
    for (const value of ['XX', '', 'constructor', 'us'])
      await hospital.slack.send('interactive', {
        type: 'block_actions',
        team: { id: team },
        user: { id: nurse, team_id: team },
        trigger_id: `made-up-${value}`,
        response_url: `${hospital.server.address}/pretend/response/none`,
        actions: [{ type: 'button', action_id: 'help.country#0', value }],
      });
    await hospital.settled();
    expect(await helpFor(nora)).toContain(nora.hears('helpnow.danger-anywhere'));
  });
});

describe('the country that somebody chooses', () => {
  it('is told to nobody in a channel where they ask', async () => {
    await choose(nora, 'IE');
    await nora.mention('helpnow');
    const words = nora.read(nora.last(ward));
    expect(words).toContain(nora.hears('helpnow.danger-anywhere'));
    expect(words).not.toContain(emergency.IE);
  });

  it.each(countries)('shows what helps there: %s', async (country) => {
    await choose(nora, country);
    const words = nora.read(nora.last());
    expect(nora.notes()).toHaveLength(1);
    expect(words).toContain(nora.hears('helpnow.danger', { number: emergency[country] ?? '' }));
    const own = lines.filter((line) => line.country === country);
    for (const line of own) {
      expect(words).toContain(line.name);
      for (const way of [line.call, line.text?.to, line.text?.say, line.chat?.replace('https://', '')])
        expect(words).toContain(way ?? '');
      expect(words).toContain(nora.hears('line.checked', { day: new Date(`${line.checkedOn}T12:00:00Z`) }));
    }
    expect(own.some(({ hours, for: whom }) => hours.kind === 'always' && whom === 'everyone')).toBe(true);
    expect(words).toContain(nora.hears('line.always'));
    expect(words).toMatch(/English|Spanish|French/);
  });

  it('stays chosen, and can be changed', async () => {
    await choose(nora, 'GB');
    await hospital.settled();
    expect(await countryInTable(nurse)).toBe('GB');
    expect(await helpFor(nora)).toContain('Samaritans');
    await choose(nora, 'ES');
    expect(await helpFor(nora)).toContain('024');
    expect(await countryInTable(nurse)).toBe('ES');
    expect(await helpFor(elena)).toContain(elena.hears('helpnow.danger-anywhere'));
  });

  it('is said to them alone where others read along', async () => {
    await nora.mention('helpnow');
    const note = elena.last(ward);
    await elena.press(note, 'Spain');
    expect(elena.read(elena.last(ward))).toContain('024');
    expect(elena.last(ward).ephemeral).toBe(true);
    expect(nora.last(ward)).toEqual(note);
  });

  it('changes in the window where it was asked for, too', async () => {
    await nora.command('/checkin');
    await nora.press(nora.modal(), nora.hears('any.help'));
    await nora.press(nora.modal(), nameOf(nora, 'IE'));
    expect(nora.modals()).toHaveLength(2);
    expect(nora.read(nora.modal())).toContain('50808');
    await hospital.settled();
    expect(await helpFor(nora)).toContain('50808');
  });

  it('is the last one that was pressed, however fast', async () => {
    await nora.command('/helpnow');
    const card = nora.last();
    await Promise.all(['US', 'CA', 'MX'].map((country) => nora.press(card, nameOf(nora, country))));
    const words = await helpFor(nora);
    await hospital.settled();
    const kept = await countryInTable(nurse);
    expect(words).toContain(nora.hears('helpnow.lines', { country: nameOf(nora, kept ?? '') }));
  });
});

describe('a country that was chosen while the database was away', () => {
  it('stands at once, and in the table once that is back, also against what the table said before', async () => {
    await choose(nora, 'US');
    await hospital.settled();
    hospital.cable.cut();
    await choose(nora, 'NZ');
    expect(await helpFor(nora)).toContain('1737');
    hospital.cable.mend();
    expect(await countryInTable(nurse)).toBe('US');

    await nora.command('/checkin');
    expect(await helpFor(nora)).toContain('1737');
    await hospital.house.tick.minute();
    expect(await countryInTable(nurse)).toBe('NZ');
    await hospital.house.tick.minute();
    expect(await helpFor(nora)).toContain('1737');
  });

  it('waits for a person whom the tables do not know yet', async () => {
    hospital.cable.cut();
    await choose(elena, 'MX');
    hospital.cable.mend();
    await hospital.house.tick.minute();
    expect(await countryInTable(enfermera)).toBeUndefined();
    await elena.command('/checkin');
    await hospital.house.tick.minute();
    expect(await countryInTable(enfermera)).toBe('MX');
    expect(await helpFor(elena)).toContain('SAPTEL');
  });

  it('gives way to a later choice by which the table and memory agree again', async () => {
    hospital.cable.cut();
    await choose(nora, 'US');
    hospital.cable.mend();
    await choose(nora, 'AU');
    await hospital.settled();
    expect(await countryInTable(nurse)).toBe('AU');
    await hospital.house.tick.minute();
    expect(await countryInTable(nurse)).toBe('AU');
  });

  it('is in the sealed copy, should the process end before', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lamplight-country-'));
    try {
      const away = await openHospital({ folder, cutOff: true });
      const before = visitor(away, enfermera);
      await before.command('/helpnow');
      await before.press(before.last(), 'España');
      // Not ended in good order: what is on the disk now is all that there will be.
      await away.settled();
      const next = await openHospital({ folder, cutOff: true });
      const after = visitor(next, enfermera);
      expect(await helpFor(after)).toContain('024');
      await next.end();
      await away.end();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
