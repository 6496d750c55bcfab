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
      const rows = await tx
        .selectFrom('feature_switch')
        .select('feature')
        .where('is_on', '=', true)
        .execute();
      const on = new Set(rows.map(({ feature }) => feature));
      known.set(organisation, { on, at: now });
      return on;
    },
    forget: (organisation) => void known.delete(organisation),
  };
}

/** Safe to repeat. Tells whether it is switched on for the first time: it has yet to explain itself. */
export async function switchFeature(
  tx: Transaction,
  organisation: string,
  feature: string,
  isOn: boolean,
  now: number,
): Promise<'new' | 'known'> {
  const before = await tx
    .selectFrom('feature_switch')
    .select('introduced_at')
    .where('feature', '=', feature)
    .forUpdate()
    .executeTakeFirst();
  const introduced_at = before?.introduced_at ?? (isOn ? new Date(now) : null);
  await tx
    .insertInto('feature_switch')
    .values({ organisation_id: organisation, feature, is_on: isOn, introduced_at })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'feature']).doUpdateSet({ is_on: isOn, introduced_at }),
    )
    .execute();
  return isOn && !before?.introduced_at ? 'new' : 'known';
}
