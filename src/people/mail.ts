// A person's key on a list: the platform's id, or a keyed digest of the mail address, which is never stored itself.
import { sql } from 'kysely';
import type { Who } from '../chat/event.ts';
import type { Profile } from '../chat/platform.ts';
import type { Transaction } from '../database/connect.ts';
import { type KeyRing, keyedDigest } from '../guard/seal.ts';

/** Always the same for one address, however it is written; says nothing to whoever lacks the key. */
export type MailDigest = (mail: string) => string;

export function mailDigest(keys: KeyRing): MailDigest {
  const digest = keyedDigest(keys, 'mail');
  return (mail) => digest(mail.trim().normalize('NFC').toLowerCase());
}

export const isMail = (text: string): boolean => /^[^\s@,;<>"]+@[^\s@,;<>"]+$/.test(text);

/**
 * Ids of Slack (U and W with capitals and digits), of Microsoft's directory, and what else a platform may have. Nearly all hold
 * a digit, and hardly any name does: a list of names is to be refused, not to be found nowhere.
 */
export const isAccount = (text: string): boolean =>
  /^[\w.:-]{2,255}$/.test(text) && (/\d/.test(text) || /^[UW][A-Z]{7,}$/.test(text));

export const accountKey = (account: string): string => `account:${account.toLowerCase()}`;

/** `written`: a mail address or an account's id. */
export const keyOf = (written: string, digest: MailDigest): string | undefined =>
  isMail(written) ? `mail:${digest(written)}` : isAccount(written) ? accountKey(written) : undefined;

/** What finds the line of an account in a list, by one of these expressions. */
export const keysOfAccount = sql<string>`('account:' || lower(account.external_id))`;
export const mailKeyOfAccount = sql<string>`('mail:' || account.mail)`;

/** Writes down, as digests, what the platform says of these accounts; null where it says none. Unknown accounts are left out. */
export async function keepMails(
  tx: Transaction,
  workspace: string,
  told: readonly { account: string; mail: string | null }[],
): Promise<void> {
  if (told.length === 0) return;
  await sql`
    update account set mail = told.mail
    from unnest(${told.map(({ account }) => account)}::text[], ${told.map(({ mail }) => mail)}::text[]) as told (account, mail)
    where account.workspace_id = ${workspace} and account.external_id = told.account
      and account.mail is distinct from told.mail`.execute(tx);
}

/** The same for those whose profile was asked for just now. */
export const keepProfileMails = (
  tx: Transaction,
  workspace: string,
  acts: readonly { event: { who: Pick<Who, 'account'> }; profile: Profile | undefined }[],
  digest: MailDigest,
): Promise<void> =>
  keepMails(
    tx,
    workspace,
    acts.flatMap(({ event, profile }) =>
      profile ? [{ account: event.who.account, mail: profile.mail ? digest(profile.mail) : null }] : [],
    ),
  );
