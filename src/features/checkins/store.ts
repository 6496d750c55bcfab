// Check-ins as rows. What was told is sealed before SQL sees it; who and when stand in the clear.
import { sql } from 'kysely';
import type { Transaction } from '../../database/connect.ts';
import { together } from '../../database/together.ts';
import type { KeyRing } from '../../guard/seal.ts';
import type { Person } from '../../people/person.ts';
import type { Checkin, Told } from './rules.ts';

export type CheckinStore = {
  /** The person's latest, or 'none'. */
  latest(tx: Transaction, person: Person): Promise<Checkin | 'none'>;
  /** One of the person's own by id; 'none' for anybody else's. */
  one(tx: Transaction, person: Person, id: string): Promise<Checkin | 'none'>;
  /** Newest first. */
  since(tx: Transaction, person: Person, from: number, most: number): Promise<readonly Checkin[]>;
  /** Writes a new one, or the same again with other words. */
  save(tx: Transaction, person: Person, checkin: Checkin, now: number): Promise<unknown>;
};

type Row = { id: string; person_id: string; sealed: Buffer; answered_at: Date };

export function makeCheckinStore(keys: KeyRing): CheckinStore {
  const boundTo = (organisation: string, id: string): string => `checkin:${organisation}:${id}`;
  const read = (person: Person, row: Row): Checkin => {
    const told: Told = JSON.parse(
      keys.open(row.sealed, boundTo(person.organisation, row.id)).toString('utf8'),
    );
    return { id: row.id, at: row.answered_at.getTime(), told };
  };

  const latestOf = together<string, Row | 'none'>(async (tx, people) => {
    const { rows } = await sql<Row>`
      select latest.id, latest.person_id, latest.sealed, latest.answered_at
      from unnest(${people}::uuid[]) as wanted (person_id)
      cross join lateral (
        select * from checkin where checkin.person_id = wanted.person_id order by answered_at desc limit 1
      ) latest`.execute(tx);
    return people.map((person) => rows.find((row) => row.person_id === person) ?? 'none');
  });

  type Save = { id: string; organisation: string; person: string; sealed: Buffer; at: Date; now: Date };
  const saveAll = together<Save, true>(async (tx, list) => {
    // One id once: the later of two saves is what the person meant.
    const rows = [...new Map(list.map((row) => [row.id, row])).values()];
    await tx
      .insertInto('checkin')
      .values(
        rows.map((row) => ({
          id: row.id,
          organisation_id: row.organisation,
          person_id: row.person,
          sealed: row.sealed,
          answered_at: row.at,
          changed_at: row.now,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({
            sealed: (old) => old.ref('excluded.sealed'),
            changed_at: (old) => old.ref('excluded.changed_at'),
          })
          .whereRef('checkin.person_id', '=', 'excluded.person_id'),
      )
      .execute();
    return list.map(() => true as const);
  });

  return {
    async latest(tx, person) {
      const row = await latestOf(tx, person.id);
      return row === 'none' ? row : read(person, row);
    },
    async one(tx, person, id) {
      const row = await tx
        .selectFrom('checkin')
        .select(['id', 'person_id', 'sealed', 'answered_at'])
        .where('id', '=', id)
        .where('person_id', '=', person.id)
        .executeTakeFirst();
      return row ? read(person, row) : 'none';
    },
    async since(tx, person, from, most) {
      const rows = await tx
        .selectFrom('checkin')
        .select(['id', 'person_id', 'sealed', 'answered_at'])
        .where('person_id', '=', person.id)
        .where('answered_at', '>=', new Date(from))
        .orderBy('answered_at', 'desc')
        .limit(most)
        .execute();
      return rows.map((row) => read(person, row));
    },
    save: (tx, person, { id, at, told }, now) =>
      saveAll(tx, {
        id,
        organisation: person.organisation,
        person: person.id,
        sealed: keys.seal(JSON.stringify(told), boundTo(person.organisation, id)),
        at: new Date(at),
        now: new Date(now),
      }),
  };
}
