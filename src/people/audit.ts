// The record of who set up what, for coordinators and for whoever looks after them. Never who told or answered anything.
import { z } from 'zod';
import type { Transaction } from '../database/connect.ts';
import { type Actor, roles } from './person.ts';

const named = z.string();

const deed = z.discriminatedUnion('what', [
  // `setUp`: by the settings, or because they installed us.
  z.object({
    what: z.literal('role-given'),
    role: z.enum(roles),
    until: z.number().optional(),
    setUp: z.boolean().optional(),
  }),
  z.object({ what: z.literal('role-taken'), role: z.enum(roles) }),
  z.object({ what: z.enum(['feature-on', 'feature-off']), feature: named }),
  z.object({ what: z.enum(['installed', 'workspace-connected', 'workspace-separated']), place: named }),
  z.object({ what: z.literal('staff-taken'), count: z.number() }),
  z.object({
    what: z.enum(['group-kept', 'group-removed', 'checkins-planned', 'checkins-ended']),
    group: named,
  }),
  z.object({ what: z.enum(['line-added', 'line-removed', 'line-checked']), line: named }),
  z.object({ what: z.literal('report-read'), month: z.iso.date() }),
  z.object({ what: z.literal('countries-served'), countries: z.array(named).readonly() }),
  // What another version wrote, and this one cannot read: it is shown as that, so that nothing is missing unnoticed.
  z.object({ what: z.literal('unreadable') }),
]);

/** What is written down, with the facts that belong to it. `feature`, `country`: names of ours; `count`: how many. */
export type Deed = z.infer<typeof deed>;

/** `by`, `about`: names as they were then; null where none was known, or the person is not here any more. `at` in epoch ms. */
export type Entry = Deed & { at: number; by: string | null; about: string | null };

type About = { account: string | null; name: string | null };
type Time = { tx: Transaction; now: number; id: () => string };

/** In the transaction of the deed itself. */
export async function note(
  { tx, person, now, id }: Time & { person: Actor },
  what: Deed,
  about?: About,
): Promise<void> {
  const own = await tx
    .selectFrom('role_held')
    .select('name')
    .where('person_id', '=', person.id)
    .where('name', 'is not', null)
    .executeTakeFirst();
  const by = { account: person.account, name: own?.name ?? null };
  await write({ tx, now, id }, person.organisation, by, what, about);
}

/** What came by being installed or started, and by nobody who acts. */
export async function noteSetUp(time: Time, organisation: string, what: Deed, about?: About): Promise<void> {
  await write(time, organisation, { account: null, name: null }, what, about);
}

async function write(
  { tx, now, id }: Time,
  organisation: string,
  by: About,
  { what, ...details }: Deed,
  about: About = { account: null, name: null },
): Promise<void> {
  await tx
    .insertInto('audit')
    .values({
      id: id(),
      organisation_id: organisation,
      what,
      by_account: by.account,
      by_name: by.name,
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
      ...readDeed(what, details),
      at: at.getTime(),
      by: by_name,
      about: whose_name,
    })),
  };
}

function readDeed(what: string, details: unknown): Deed {
  const read = deed.safeParse({ ...Object(details), what });
  return read.success ? read.data : { what: 'unreadable' };
}
