/** The day that it is there: `at` in epoch ms, `zone` as IANA names it. */
export const localDay = (at: number, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
