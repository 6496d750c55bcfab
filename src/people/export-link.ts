// A link by which one person may take all that is held about them, once, for a quarter of an hour. As upload-link.ts: what
// opens it is in the link alone.
import type { Transaction } from '../database/connect.ts';
import type { Actor } from './person.ts';
import { digestOf, linkLifeMs, makeToken } from './upload-link.ts';

/** The token of a new link; those that the account had before end. */
export async function makeExportLink(
  tx: Transaction,
  who: Pick<Actor, 'organisation' | 'account'>,
  now: number,
): Promise<string> {
  const token = makeToken(who.organisation);
  await tx.deleteFrom('export_link').where('account_id', '=', who.account).execute();
  await tx
    .insertInto('export_link')
    .values({
      digest: digestOf(token),
      organisation_id: who.organisation,
      account_id: who.account,
      expires_at: new Date(now + linkLifeMs),
      used_at: null,
    })
    .execute();
  return token;
}

export type OpenedExport =
  | { kind: 'open'; person: string; language: string; timeZone: string }
  | { kind: 'ended'; because: 'unknown' | 'expired' | 'used'; language?: string };

/** Whose it is, asked anew with every request. The row stays locked until the end, so that only one takes it. */
export async function openExportLink(tx: Transaction, token: string, now: number): Promise<OpenedExport> {
  const link = await tx
    .selectFrom('export_link')
    .innerJoin('account', 'account.id', 'export_link.account_id')
    .innerJoin('person', 'person.id', 'account.person_id')
    .select(['expires_at', 'used_at', 'person.id', 'person.language', 'person.time_zone as timeZone'])
    .where('export_link.digest', '=', digestOf(token))
    .forUpdate('export_link')
    .executeTakeFirst();
  if (!link) return { kind: 'ended', because: 'unknown' };
  const { id: person, language, timeZone } = link;
  if (link.used_at) return { kind: 'ended', because: 'used', language };
  if (link.expires_at.getTime() <= now) return { kind: 'ended', because: 'expired', language };
  return { kind: 'open', person, language, timeZone };
}

export async function spendExportLink(tx: Transaction, token: string, now: number): Promise<void> {
  await tx
    .updateTable('export_link')
    .set({ used_at: new Date(now) })
    .where('digest', '=', digestOf(token))
    .execute();
}
