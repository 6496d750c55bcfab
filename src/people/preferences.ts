// What people choose for themselves. It is theirs: the platform's profile does not change it (account.ts).
import type { Transaction } from '../database/connect.ts';
import { waitForHours } from '../delivery/unasked.ts';
import type { Quiet } from '../schedule/quiet.ts';
import type { Language } from '../words/speak.ts';
import type { Memory, WorkspaceKey } from './memory.ts';

/** `chosen`: by themselves; otherwise it is as their platform says. No `quiet`: no hour is quiet. */
export type Preferences = { chosen: { language: boolean; zone: boolean }; quiet: Quiet | null };

export async function preferencesOf(tx: Transaction, person: string): Promise<Preferences> {
  const row = await tx
    .selectFrom('person')
    .select(['language_chosen', 'zone_chosen', 'quiet_from as from', 'quiet_until as until'])
    .where('id', '=', person)
    .executeTakeFirstOrThrow();
  const { from, until } = row;
  return {
    chosen: { language: row.language_chosen, zone: row.zone_chosen },
    quiet: from === null || until === null ? null : { from, until },
  };
}

/** Null gives it back to the platform, which is to be asked again. */
export async function chooseLanguage(
  tx: Transaction,
  person: string,
  language: Language | null,
): Promise<void> {
  const chosen = language === null ? {} : { language };
  await tx
    .updateTable('person')
    .set({ ...chosen, language_chosen: language !== null })
    .where('id', '=', person)
    .execute();
  if (language === null) await askAgain(tx, person);
}

/** Null gives it back to the platform, which is to be asked again. */
export async function chooseZone(
  tx: Transaction,
  person: string,
  zone: string | null,
  now: number,
): Promise<void> {
  const chosen = zone === null ? {} : { time_zone: zone };
  await tx
    .updateTable('person')
    .set({ ...chosen, zone_chosen: zone !== null })
    .where('id', '=', person)
    .execute();
  if (zone === null) await askAgain(tx, person);
  await waitForHours(tx, person, now);
}

/** What waits to be sent to them already keeps to it too. */
export async function chooseQuiet(
  tx: Transaction,
  person: string,
  quiet: Quiet | null,
  now: number,
): Promise<void> {
  await tx
    .updateTable('person')
    .set({ quiet_from: quiet?.from ?? null, quiet_until: quiet?.until ?? null })
    .where('id', '=', person)
    .execute();
  await waitForHours(tx, person, now);
}

async function askAgain(tx: Transaction, person: string): Promise<void> {
  await tx.updateTable('account').set({ profile_at: null }).where('person_id', '=', person).execute();
}

/** Where the person chose a country; null takes the choice back. */
export async function chooseCountry(tx: Transaction, person: string, country: string | null): Promise<void> {
  await tx.updateTable('person').set({ country }).where('id', '=', person).execute();
}

/** Writes down choices that so far stand in memory only. Accounts that nobody has met yet stay there. */
export async function keepCountries(
  tx: Transaction,
  memory: Memory,
  workspaces: readonly WorkspaceKey[],
): Promise<void> {
  for (const { platform, workspace, account, country } of memory.unkeptCountries(workspaces)) {
    const row = await tx
      .selectFrom('account')
      .innerJoin('person', 'person.id', 'account.person_id')
      .innerJoin('workspace', 'workspace.id', 'account.workspace_id')
      .select(['person.id', 'person.country'])
      .where('workspace.platform', '=', platform)
      .where('workspace.external_id', '=', workspace)
      .where('account.external_id', '=', account)
      .executeTakeFirst();
    if (!row) continue;
    // Found there, it was committed; written here, it may still be rolled back, and the next time finds it.
    if (row.country === country) memory.countryKept({ platform, workspace, account }, country);
    else await chooseCountry(tx, row.id, country);
  }
}
