// The record of who set up what, for coordinators and for whoever looks after them. Never who told or answered anything.
import type { Transaction } from '../database/connect.ts';
import type { Actor, Role } from './person.ts';

/** What is written down, with the facts that belong to it. `feature`, `country`: names of ours; `count`: how many. */
export type Deed =
  | { what: 'role-given'; role: Role; until?: number }
  | { what: 'role-taken'; role: Role }
  | { what: 'feature-on' | 'feature-off'; feature: string }
  | { what: 'workspace-connected' | 'workspace-separated'; place: string }
  | { what: 'staff-taken'; count: number }
  | { what: 'group-kept' | 'group-removed' | 'checkins-planned' | 'checkins-ended'; group: string }
  | { what: 'line-added' | 'line-removed' | 'line-checked'; line: string }
  | { what: 'report-read'; month: string }
  | { what: 'countries-served'; countries: readonly string[] };

/** `by`, `about`: names as they were then; null where none was known, or the person is not here any more. `at` in epoch ms. */
export type Entry = Deed & { at: number; by: string | null; about: string | null };

type About = { account: string | null; name: string | null };

/** In the transaction of the deed itself. */
export async function note(
  { tx, person, now, id }: { tx: Transaction; person: Actor; now: number; id: () => string },
  { what, ...details }: Deed,
  about: About = { account: null, name: null },
): Promise<void> {
  const own = await tx
    .selectFrom('role_held')
    .select('name')
    .where('person_id', '=', person.id)
    .where('name', 'is not', null)
    .executeTakeFirst();
  await tx
    .insertInto('audit')
    .values({
      id: id(),
      organisation_id: person.organisation,
      what,
      by_account: person.account,
      by_name: own?.name ?? null,
      whose_account: about.account,
      whose_name: about.name,
      details: JSON.stringify(details),
      at: new Date(now),
    })
    .execute();
}

/** Newest first, and whether there are older ones. */
export async function entries(
  tx: Transaction,
  from: number,
  most: number,
): Promise<{ entries: readonly Entry[]; more: boolean }> {
  const rows = await tx
    .selectFrom('audit')
    .select(['what', 'by_name', 'whose_name', 'details', 'at'])
    .orderBy('at', 'desc')
    .orderBy('id')
    .offset(from)
    .limit(most + 1)
    .execute();
  return {
    more: rows.length > most,
    entries: rows.slice(0, most).map(({ what, by_name, whose_name, details, at }) => ({
      // As `note` wrote it.
      ...({ what, ...(details as object) } as Deed),
      at: at.getTime(),
      by: by_name,
      about: whose_name,
    })),
  };
}
