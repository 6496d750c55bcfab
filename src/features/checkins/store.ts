// Check-ins as rows. What was told is sealed before SQL sees it; who and when stand in the clear.
import { sql } from 'kysely';
import type { Transaction } from '../../database/connect.ts';
import { listed } from '../../database/listed.ts';
import { together } from '../../database/together.ts';
import type { KeyRing } from '../../guard/seal.ts';
import type { Actor, Person } from '../../people/person.ts';
import type { Rests } from '../../schedule/rests.ts';
import { type Checkin, isSameMoment, type Mood, momentMs, type Told } from './rules.ts';

export type CheckinStore = {
  /** The person's latest, where it is of the same moment as `now`: the one that another answer changes. */
  ofThisMoment(tx: Transaction, person: Person, now: number): Promise<Checkin | 'none'>;
  /** One of the person's own by id; 'none' for anybody else's. */
  one(tx: Transaction, person: Person, id: string): Promise<Checkin | 'none'>;
  /** Newest first. */
  since(tx: Transaction, person: Person, from: number, most: number): Promise<readonly Checkin[]>;
  /** What these people told in a time (epoch ms, `until` not in it): the moods alone, oldest first. Rests between them. */
  moodsOf(
    tx: Transaction,
    organisation: string,
    persons: readonly string[],
    time: { from: number; until: number },
    rests: Rests,
  ): Promise<ReadonlyMap<string, readonly Mood[]>>;
  /** Writes a new one, or the same again with other words: it stays with the account by which it came first. */
  save(tx: Transaction, actor: Actor, checkin: Checkin, now: number): Promise<unknown>;
};

/** `bound_to`: the organisation that it was sealed in, where the row has moved to another since. */
type Row = { id: string; person_id: string; sealed: Buffer; bound_to: string | null; answered_at: Date };
/**
 * Added to a moment, so that PostgreSQL looks for what was told by the person and not by the time: a person told little, but in
 * a month a hospital told much.
 */
const byPerson = sql`interval '0'`;
const columns = ['id', 'person_id', 'sealed', 'bound_to', 'answered_at'] as const;

export function makeCheckinStore(keys: KeyRing): CheckinStore {
  const boundTo = (organisation: string, id: string): string => `checkin:${organisation}:${id}`;
  const toldIn = (organisation: string, row: Pick<Row, 'id' | 'sealed' | 'bound_to'>): Told => {
    const told: Told = JSON.parse(
      keys.open(row.sealed, boundTo(row.bound_to ?? organisation, row.id)).toString('utf8'),
    );
    return told;
  };
  const read = (person: Person, row: Row): Checkin => ({
    id: row.id,
    at: row.answered_at.getTime(),
    told: toldIn(person.organisation, row),
  });

  type Wanted = { person: string; from: Date };
  const latestOf = together<Wanted, Row | 'none'>(async (tx, wanted) => {
    const { rows } = await sql<Row>`
      select latest.id, latest.person_id, latest.sealed, latest.bound_to, latest.answered_at
      from unnest(
        ${listed(
          wanted.map(({ person }) => person),
          'uuid',
        )},
        ${listed(
          wanted.map(({ from }) => from.toISOString()),
          'timestamptz',
        )}) as wanted (person_id, since)
      cross join lateral (
        select * from checkin where checkin.person_id = wanted.person_id and answered_at > wanted.since
        order by answered_at desc limit 1
      ) latest`.execute(tx);
    const found = new Map(rows.map((row) => [row.person_id, row]));
    return wanted.map(({ person }) => found.get(person) ?? 'none');
  });

  type Save = { id: string; actor: Actor; sealed: Buffer; at: Date; now: Date };
  const saveAll = together<Save, true>(async (tx, list) => {
    // One id once: the later of two saves is what the person meant.
    const rows = [...new Map(list.map((row) => [row.id, row])).values()];
    // Whatever shares a transaction is of one.
    const organisation = list[0]?.actor.organisation;
    await sql`
      insert into checkin (organisation_id, id, person_id, account_id, sealed, answered_at, changed_at)
      select ${organisation}::uuid, told.* from unnest(
        ${rows.map((row) => row.id)}::uuid[],
        ${rows.map(({ actor }) => actor.id)}::uuid[],
        ${rows.map(({ actor }) => actor.account)}::uuid[],
        ${rows.map((row) => row.sealed)}::bytea[],
        ${rows.map((row) => row.at.toISOString())}::timestamptz[],
        ${rows.map((row) => row.now.toISOString())}::timestamptz[]) as told
      on conflict (id) do update set sealed = excluded.sealed, bound_to = null, changed_at = excluded.changed_at
      where checkin.person_id = excluded.person_id`.execute(tx);
    return list.map(() => true as const);
  });

  return {
    async ofThisMoment(tx, person, now) {
      const row = await latestOf(tx, { person: person.id, from: new Date(now - momentMs) });
      return row !== 'none' && isSameMoment(row.answered_at.getTime(), now) ? read(person, row) : 'none';
    },
    async one(tx, person, id) {
      const row = await tx
        .selectFrom('checkin')
        .select(columns)
        .where('id', '=', id)
        .where('person_id', '=', person.id)
        .executeTakeFirst();
      return row ? read(person, row) : 'none';
    },
    async since(tx, person, from, most) {
      const rows = await tx
        .selectFrom('checkin')
        .select(columns)
        .where('person_id', '=', person.id)
        .where('answered_at', '>=', new Date(from))
        .orderBy('answered_at', 'desc')
        .limit(most)
        .execute();
      return rows.map((row) => read(person, row));
    },
    async moodsOf(tx, organisation, persons, { from, until }, rests) {
      const { rows } = await rests.during(
        sql<Pick<Row, 'id' | 'person_id' | 'sealed' | 'bound_to'>>`
          select told.* from unnest(${listed(persons, 'uuid')}) as asked (person) cross join lateral (
            select id, person_id, sealed, bound_to from checkin
            where person_id = asked.person
              and answered_at + ${byPerson} >= ${new Date(from)} and answered_at + ${byPerson} < ${new Date(until)}
            offset 0) as told`.execute(tx),
      );
      const moods = new Map<string, Mood[]>();
      for (const row of rows) {
        const { mood } = toldIn(organisation, row);
        const before = moods.get(row.person_id);
        if (before) before.push(mood);
        else moods.set(row.person_id, [mood]);
        await rests.between();
      }
      return moods;
    },
    save: (tx, actor, { id, at, told }, now) =>
      saveAll(tx, {
        id,
        actor,
        sealed: keys.seal(JSON.stringify(told), boundTo(actor.organisation, id)),
        at: new Date(at),
        now: new Date(now),
      }),
  };
}
