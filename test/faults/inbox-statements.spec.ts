import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countRows } from '../support/catalogue.ts';
import { checkIn, mood, moodSent, openMoodForm, saidTo, storedCheckins, words } from '../support/checkins.ts';
import { enfermera, type Hospital, nurse, openHospital } from '../support/hospital.ts';
import { formOf, signed } from '../support/letter.ts';

const colleagues = Array.from({ length: 12 }, (_, n) => `U0WARD${n}`);

/** Slack's codes of PostgreSQL for a full disk, a server that is being stopped, and a fault that is nobody's outage. */
const outages = [
  ['the disk is full', '53100'],
  ['the server is being stopped', '57P01'],
  ['a lock is waited for in vain', '55P03'],
] as const;

describe('a transaction that does not end well', () => {
  let hospital: Hospital;
  beforeEach(async () => {
    hospital = await openHospital({
      slack: {
        people: [nurse, enfermera, ...colleagues].map((id) => ({
          id,
          name: id.toLowerCase(),
          realName: id,
          locale: 'en-US',
          tz: 'UTC',
        })),
      },
    });
  });
  afterEach(() => hospital.end());

  /** The database itself fails at this statement; `at` says when, `whom` for whose rows. */
  async function poison(
    table: string,
    code: string,
    at: 'statement' | 'commit',
    whom = 'true',
  ): Promise<void> {
    const owner = hospital.database.owner;
    await sql`create function poison() returns trigger language plpgsql as ${sql.lit(
      `begin if ${whom} then raise exception 'poison' using errcode = '${code}'; end if; return new; end`,
    )}`.execute(owner);
    const kind = at === 'commit' ? sql`constraint trigger` : sql`trigger`;
    const when = at === 'commit' ? sql`after insert or update` : sql`before insert or update`;
    const deferred = at === 'commit' ? sql`deferrable initially deferred` : sql``;
    await sql`create ${kind} poison ${when} on ${sql.ref(table)} ${deferred}
      for each row execute function poison()`.execute(owner);
  }
  const cure = (): Promise<unknown> => sql`drop function poison() cascade`.execute(hospital.database.owner);

  const places = (['inbox', 'checkin'] as const).flatMap((table) =>
    (['statement', 'commit'] as const).flatMap((at) =>
      outages.map(([name, code]) => ({ table, at, name, code })),
    ),
  );

  it.each(places)(
    'because $name, at the $at of $table: nothing is kept, and nobody is thanked',
    async (place) => {
      const { slack, database } = hospital;
      const form = await openMoodForm(slack, nurse);
      const before = await countRows(database);
      await poison(place.table, place.code, place.at);
      expect(await slack.submit(nurse, form, mood(2))).toEqual({
        kind: 'errors',
        errors: { mood: words('bot.not-saved') },
      });
      expect(await countRows(database)).toEqual(before);
      await cure();
      expect(await slack.submit(nurse, form, mood(2))).toMatchObject({ kind: 'updated' });
      expect(await storedCheckins(database)).toEqual([{ account: nurse, mood: 2 }]);
    },
  );

  it.each(['statement', 'commit'] as const)(
    'at the %s of what is to be sent: the message is new when Slack brings it again, and answered once',
    async (at) => {
      const { slack, database } = hospital;
      await checkIn(slack, nurse, 3);
      await hospital.settled();
      const before = await countRows(database);
      await poison('delivery', '53100', at);
      const said = await slack.message(nurse, slack.direct(nurse), 'checkin');
      expect(said).toMatchObject({ heard: false });
      expect(await countRows(database)).toEqual(before);
      await cure();
      await hospital.settled();
      expect(saidTo(slack, nurse)).toHaveLength(1);
      expect(await countRows(database)).toMatchObject({
        inbox: (before.inbox ?? 0) + 1,
        delivery: (before.delivery ?? 0) + 1,
      });
    },
  );

  it('for one of many: the others are kept, and the one learns a reference that stands in the log', async () => {
    const { slack, database, facts } = hospital;
    // Everybody is known, so that only their answers differ.
    for (const person of colleagues) await checkIn(slack, person, 3);
    const [victim = '', ...others] = colleagues;
    await poison(
      'checkin',
      'P0001',
      'statement',
      `new.person_id = (select person_id from account where external_id = '${victim}')`,
    );
    const send = async (person: string): Promise<string> => {
      const { body, headers } = signed(formOf({ person }, 'checkins.mood', '', moodSent(5)));
      return (await hospital.knock(body, headers)).text();
    };
    // Twice over, so that they meet in one transaction.
    const [first, ...rest] = await Promise.all(colleagues.map(send));
    const reference = /code: ([0-9a-f]{8})/.exec(first ?? '')?.[1];
    expect(facts).toContainEqual(expect.objectContaining({ event: 'fault', reference, during: 'form-sent' }));
    for (const text of rest) expect(JSON.parse(text)).toMatchObject({ response_action: 'update' });
    const expected = [...others.map((account) => ({ account, mood: 5 })), { account: victim, mood: 3 }];
    expect(await storedCheckins(database)).toEqual(
      expected.sort((one, other) => (one.account < other.account ? -1 : 1)),
    );
    await cure();
    expect(JSON.parse(await send(victim))).toMatchObject({ response_action: 'update' });
    expect(await storedCheckins(database)).toContainEqual({ account: victim, mood: 5 });
  });
});

describe('a workspace that we have never met', () => {
  let hospital: Hospital;
  beforeEach(async () => {
    hospital = await openHospital();
  });
  afterEach(() => hospital.end());

  it('is not thanked for a form', async () => {
    const letter = signed(formOf({ person: nurse, team: 'T0NOBODY' }, 'checkins.mood', '', moodSent(4)));
    const answer = await hospital.knock(letter.body, letter.headers);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      response_action: 'errors',
      errors: { mood: words('bot.not-saved') },
    });
    expect(await storedCheckins(hospital.database)).toEqual([]);
  });
});
