// A link by which somebody may bring one file, once, for a quarter of an hour. What opens it is in the link alone:
// 32 random bytes, of which only a digest is kept, behind the organisation in which it is looked for.
import { createHash, randomBytes } from 'node:crypto';
import type { Transaction } from '../database/connect.ts';
import type { Opens } from '../database/tables.ts';
import type { Actor } from './person.ts';
import { stillHeld } from './roles.ts';

export const linkLifeMs = 15 * 60_000;
const secretBytes = 32;

export const digestOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Opens one thing of this organisation once it is written down by its digest. */
export const makeToken = (organisation: string): string =>
  Buffer.concat([Buffer.from(organisation.replaceAll('-', ''), 'hex'), randomBytes(secretBytes)]).toString(
    'base64url',
  );

/** The token of a new link. */
export async function makeUploadLink(
  tx: Transaction,
  who: Pick<Actor, 'organisation' | 'account'>,
  now: number,
  opens: Opens = 'staff-list',
): Promise<string> {
  const token = makeToken(who.organisation);
  await tx
    .insertInto('upload_link')
    .values({
      digest: digestOf(token),
      organisation_id: who.organisation,
      account_id: who.account,
      expires_at: new Date(now + linkLifeMs),
      used_at: null,
      opens,
    })
    .execute();
  return token;
}

/** Where to look for it; undefined where it is no token of ours. */
export function organisationOf(token: string): string | undefined {
  if (!/^[\w-]{64}$/.test(token)) return undefined;
  const hex = Buffer.from(token, 'base64url').subarray(0, 16).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export type Holder = Pick<Actor, 'id' | 'account' | 'workspace'> & {
  language: string;
  timeZone: string;
  isCoordinator: boolean;
};
export type OpenedLink =
  | { kind: 'open'; holder: Holder }
  | { kind: 'ended'; because: 'unknown' | 'expired' | 'used'; language?: string };

/** Whose link it is, and whether they may do this still: asked anew with every request. The row stays locked until the end. */
export async function openUploadLink(
  tx: Transaction,
  token: string,
  now: number,
  opens: Opens = 'staff-list',
): Promise<OpenedLink> {
  const link = await tx
    .selectFrom('upload_link')
    .innerJoin('account', 'account.id', 'upload_link.account_id')
    .innerJoin('person', 'person.id', 'account.person_id')
    .select([
      'expires_at',
      'used_at',
      'person.id',
      'account.id as account',
      'account.workspace_id as workspace',
      'person.language',
      'person.time_zone as timeZone',
    ])
    .where('digest', '=', digestOf(token))
    .where('opens', '=', opens)
    .forUpdate('upload_link')
    .executeTakeFirst();
  if (!link) return { kind: 'ended', because: 'unknown' };
  const { language } = link;
  if (link.used_at) return { kind: 'ended', because: 'used', language };
  if (link.expires_at.getTime() <= now) return { kind: 'ended', because: 'expired', language };
  const role = await tx
    .selectFrom('role_held')
    .select('role')
    .where('person_id', '=', link.id)
    .where('role', 'in', ['coordinator', 'deputy'])
    .where(stillHeld(now))
    .executeTakeFirst();
  const { id, account, workspace, timeZone } = link;
  const isCoordinator = role !== undefined;
  return { kind: 'open', holder: { id, account, workspace, language, timeZone, isCoordinator } };
}

export async function spendUploadLink(tx: Transaction, token: string, now: number): Promise<void> {
  await tx
    .updateTable('upload_link')
    .set({ used_at: new Date(now) })
    .where('digest', '=', digestOf(token))
    .execute();
}
