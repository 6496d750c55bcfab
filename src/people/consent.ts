// What people have agreed to be sent, kind by kind. Nothing of a kind is sent to whoever has not said yes to it.
import type { Transaction } from '../database/connect.ts';
import type { Key } from '../words/speak.ts';
import type { Actor } from './person.ts';

/** `checkins`: being asked how they are. `news`: what is new in the programme. */
export const kinds = ['checkins', 'news'] as const;
export type Kind = (typeof kinds)[number];

/** How each is called, and what it is. */
export const kindWords: Readonly<Record<Kind, { label: Key; help: Key }>> = {
  checkins: { label: 'kind.checkins', help: 'kind.checkins-help' },
  news: { label: 'kind.news', help: 'kind.news-help' },
};

const isKind = (kind: string): kind is Kind => kinds.some((known) => known === kind);

/** What a person has said of each kind; a kind that they said nothing of is absent. */
export type Said = Readonly<Partial<Record<Kind, boolean>>>;

export async function saidBy(tx: Transaction, person: string): Promise<Said> {
  const rows = await tx
    .selectFrom('consent')
    .select(['kind', 'agreed'])
    .where('person_id', '=', person)
    .execute();
  return Object.fromEntries(
    rows.filter(({ kind }) => isKind(kind)).map(({ kind, agreed }) => [kind, agreed]),
  );
}

/** Safe to repeat; what they say last counts. What waits to be sent of a kind that they do not want is not sent any more. */
export async function sayOf(tx: Transaction, person: Actor, said: Said, now: number): Promise<void> {
  const unwanted = ['welcome', ...kinds.filter((kind) => said[kind] === false)];
  if (said.checkins === false) unwanted.push('invitation');
  await tx
    .deleteFrom('delivery')
    .where('talk', '=', `person ${person.id}`)
    .where('why', 'in', unwanted)
    .where('state', '=', 'new')
    .execute();
  const rows = Object.entries(said).map(([kind, agreed]) => ({
    organisation_id: person.organisation,
    person_id: person.id,
    account_id: person.account,
    kind,
    agreed,
    said_at: new Date(now),
  }));
  if (rows.length === 0) return;
  await tx
    .insertInto('consent')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'kind']).doUpdateSet((written) => ({
        agreed: written.ref('excluded.agreed'),
        account_id: written.ref('excluded.account_id'),
        said_at: written.ref('excluded.said_at'),
      })),
    )
    .execute();
}
