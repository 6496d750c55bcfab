import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everythingIn } from '../support/catalogue.ts';
import {
  checkIn,
  mood,
  moodSent,
  note,
  openMoodForm,
  storedCheckins,
  topModal,
} from '../support/checkins.ts';
import { coordinator, enfermera, type Hospital, nurse, openHospital } from '../support/hospital.ts';
import { formOf, pressOf, signed } from '../support/letter.ts';
import { layTap, type Tap } from '../support/tap.ts';

const canary = `canary-${randomUUID()}`;
const secondCanary = `canary-${randomUUID()}`;

describe('what a nurse tells', () => {
  let hospital: Hospital;
  beforeAll(async () => {
    hospital = await openHospital();
    const { slack } = hospital;
    await checkIn(slack, nurse, 1);
    const more = {
      ...note(`They died, ${canary}.`),
      topic: { choice: { selected_option: 'hard-case' } },
    };
    await slack.submit(nurse, topModal(slack, nurse)?.id ?? '', more);
  });
  afterAll(() => hospital.end());

  it('stands nowhere in the database that can be read without the key', async () => {
    await hospital.slack.message(nurse, hospital.slack.direct(nurse), `checkin ${secondCanary}`);
    await hospital.settled();
    expect(await storedCheckins(hospital.database)).toEqual([
      { account: nurse, mood: 1, topic: 'hard-case', note: `They died, ${canary}.` },
    ]);
    const everything = await everythingIn(hospital.database);
    for (const secret of [canary, secondCanary, 'hard-case', 'They died']) {
      for (const way of [secret, Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('base64')])
        expect(everything).not.toContain(way);
    }
    expect(everything).toContain(`account.external_id ${nurse}`);
  });

  it('would be found by that search, as the name of the employer’s own line is, which is for everybody', async () => {
    const line = `line-${randomUUID()}`;
    const values = {
      name: { 'short-text': { type: 'plain_text_input', value: line } },
      call: { 'short-text': { type: 'plain_text_input', value: '+1 555 0100' } },
    };
    const { body, headers } = signed(formOf({ person: coordinator }, 'help.own-line', '', values));
    expect((await hospital.knock(body, headers)).status).toBe(200);
    expect(await everythingIn(hospital.database)).toContain(line);
  });

  it('stands in no log, not even where the database complains with the very words', async () => {
    const { slack, database, facts } = hospital;
    await sql`create function complain() returns trigger language plpgsql as $$
      begin raise exception ${sql.raw(`'cannot keep ${canary}'`)}; end $$`.execute(database.owner);
    await sql`create trigger complain before update on checkin execute function complain()`.execute(
      database.owner,
    );
    const form = await openMoodForm(slack, nurse);
    expect(await slack.submit(nurse, form, mood(2))).toMatchObject({ kind: 'errors' });
    await sql`drop trigger complain on checkin`.execute(database.owner);
    expect(facts.map((fact) => fact.event)).toContain('fault');
    expect(JSON.stringify(facts)).not.toContain(canary);
    expect(JSON.stringify(facts)).not.toContain(secondCanary);
  });

  it('cannot be opened in another row, where somebody moved it there', async () => {
    const { slack, database } = hospital;
    await checkIn(slack, enfermera, 5);
    const moved = sql`update checkin set sealed =
      (select sealed from checkin other where other.id <> checkin.id limit 1)
      where person_id = (select person_id from account where external_id = ${enfermera})`;
    await moved.execute(database.owner);
    const opened = await slack.command(enfermera, slack.direct(enfermera), '/checkin history');
    await hospital.settled();
    expect(opened).toMatchObject({ kind: 'done' });
    expect(JSON.stringify(slack.seenBy(enfermera))).not.toContain(canary);
    expect(hospital.facts.at(-1)).toMatchObject({
      event: 'fault',
      problem: expect.stringContaining('SealError'),
    });
  });
});

describe('the button under somebody else’s check-in', () => {
  let hospital: Hospital;
  let tap: Tap;
  beforeAll(async () => {
    hospital = await openHospital();
    tap = await layTap();
    tap.set('keep');
  });
  afterAll(async () => {
    await hospital.end();
    await tap.end();
  });

  it('does nothing, and says the same as one that never was', async () => {
    const { slack, database } = hospital;
    await checkIn(slack, nurse, 2);
    const { id } = await database.owner.selectFrom('checkin').select('id').executeTakeFirstOrThrow();
    for (const person of [enfermera, coordinator]) {
      for (const value of [id, randomUUID(), `${id} or true`, '']) {
        const { body, headers } = signed(pressOf({ person }, 'checkins.change', value, tap.url));
        expect((await hospital.knock(body, headers)).status).toBe(200);
      }
    }
    await hospital.settled();
    const said = tap.letters.map((letter) => letter.body);
    expect(said).toHaveLength(8);
    expect(new Set(said.slice(0, 4)).size).toBe(1);
    expect(new Set(said.slice(4)).size).toBe(1);
    expect(await storedCheckins(database)).toEqual([{ account: nurse, mood: 2 }]);
    // The very same press is answered to whom it belongs.
    const { body, headers } = signed(pressOf({ person: nurse }, 'checkins.change', id, tap.url));
    await hospital.knock(body, headers);
    await hospital.settled();
    expect(hospital.slack.calls.filter((call) => call.method === 'views.open').length).toBe(2);
  });

  it('of the coordinators’ does nothing for anybody else', async () => {
    const { database } = hospital;
    for (const letter of [
      pressOf({ person: nurse }, 'help.checked', 'us-988', tap.url),
      pressOf({ person: nurse }, 'help.remove-line', randomUUID(), tap.url),
      pressOf({ person: nurse }, 'help.add-line', '', tap.url),
      formOf({ person: nurse }, 'help.own-line', '', {
        name: { 'short-text': { type: 'plain_text_input', value: 'My own' } },
        call: { 'short-text': { type: 'plain_text_input', value: '+1 555 0100' } },
      }),
      formOf({ person: nurse }, 'help.no-such-form', '', moodSent(1)),
      formOf({ person: nurse }, '__proto__.mood', '', moodSent(1)),
      formOf({ person: nurse }, 'checkins.__proto__', '', moodSent(1)),
      formOf({ person: nurse }, 'checkins.constructor', '', moodSent(1)),
      pressOf({ person: nurse }, 'checkins.constructor', '', tap.url),
    ]) {
      const { body, headers } = signed(letter);
      expect((await hospital.knock(body, headers)).status).toBe(200);
    }
    await hospital.settled();
    expect(await database.owner.selectFrom('help_line').selectAll().execute()).toEqual([]);
    expect(await database.owner.selectFrom('help_line_check').selectAll().execute()).toEqual([]);
    expect(hospital.facts.filter((fact) => fact.event === 'fault')).toEqual([]);
  });
});
