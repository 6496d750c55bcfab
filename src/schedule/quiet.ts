// Quiet hours: when nothing unasked may arrive. Pure.

/**
 * Minutes of the local day: `from` is quiet, `until` is not any more. They may reach over midnight. The same minute twice is
 * no quiet time at all.
 */
export type Quiet = { from: number; until: number };

const minutesOf = ({ hour, minute }: Temporal.ZonedDateTime): number => hour * 60 + minute;

const isQuiet = (minute: number, { from, until }: Quiet): boolean =>
  from <= until ? minute >= from && minute < until : minute >= from || minute < until;

/**
 * The first moment from `at` on that is not quiet, in epoch ms, in this IANA zone. A quiet time that ends in an hour that comes
 * twice ends at the first of the two that is still ahead; one that ends in an hour that is left out, as much later.
 */
export function afterQuiet(at: number, zone: string, quiet: Quiet | null): number {
  if (!quiet) return at;
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  if (!isQuiet(minutesOf(local), quiet)) return at;
  const end = local
    .toPlainDate()
    .add({ days: minutesOf(local) < quiet.until ? 0 : 1 })
    .toPlainDateTime({ hour: Math.floor(quiet.until / 60), minute: quiet.until % 60 });
  const first = end.toZonedDateTime(zone).epochMilliseconds;
  return first > at ? first : end.toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds;
}
