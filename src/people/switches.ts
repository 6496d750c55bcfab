// Which features a programme has switched on, beyond those that every programme starts with.
import type { Transaction } from '../database/connect.ts';

/** What one process knows of another's switching is at most so old. */
const freshMs = 30_000;

export type Switches = {
  /** Names of the features that are on in the organisation that the transaction is within. */
  of(tx: Transaction, organisation: string, now: number): Promise<ReadonlySet<string>>;
  /** They are read again by whoever asks next. */
  forget(organisation: string): void;
};

export function makeSwitches(): Switches {
  const known = new Map<string, { on: ReadonlySet<string>; at: number }>();
  return {
    async of(tx, organisation, now) {
      const before = known.get(organisation);
      if (before && Math.abs(now - before.at) < freshMs) return before.on;
      const on = await switchedOn(tx);
      known.set(organisation, { on, at: now });
      return on;
    },
    forget: (organisation) => void known.delete(organisation),
  };
}

/** Names of the features that the programme has switched on, as the table says now. */
export async function switchedOn(tx: Transaction): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('feature_switch').select('feature').where('is_on', '=', true).execute();
  return new Set(rows.map(({ feature }) => feature));
}

/** What a programme has switched on or off so far, by the name of the feature; `introduced`: people have been told of it once. */
export async function switchesIn(
  tx: Transaction,
): Promise<ReadonlyMap<string, { isOn: boolean; introduced: boolean }>> {
  const rows = await tx.selectFrom('feature_switch').select(['feature', 'is_on', 'introduced_at']).execute();
  return new Map(
    rows.map((row) => [row.feature, { isOn: row.is_on, introduced: row.introduced_at !== null }]),
  );
}

/**
 * Safe to repeat, and to do twice at once, also within one transaction. `new`: it is on for the first time, and people are told
 * of it from now on (introducing.ts); of two who switch it on together one hears that.
 */
export async function switchFeature(
  tx: Transaction,
  organisation: string,
  feature: string,
  isOn: boolean,
  now: number,
): Promise<'new' | 'known'> {
  await tx
    .insertInto('feature_switch')
    .values({ organisation_id: organisation, feature, is_on: isOn, introduced_at: null })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'feature']).doUpdateSet({ is_on: isOn }))
    .execute();
  if (!isOn) return 'known';
  const { numUpdatedRows } = await tx
    .updateTable('feature_switch')
    .set({ introduced_at: new Date(now), telling: true })
    .where('feature', '=', feature)
    .where('introduced_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n ? 'new' : 'known';
}
