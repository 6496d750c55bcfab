// What Prometheus may know: how many, how long, with which outcome. Never who.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** One try to deliver. `lag`: seconds from the moment at which it was due until it was taken up. */
type Try = { kind: string; platform: string; outcome: string; retry: boolean; lag?: number };
/** What waits in the outbox, and what was given up; `oldestMs` is for how long the oldest has been due. */
type Outbox = {
  lanes: readonly { urgent: boolean; count: number; oldestMs: number }[];
  dead: number;
  timersGivenUp: number;
};

export type Metrics = {
  registry: Registry;
  /** `seconds`: from the moment the core heard of it until it knew what to answer. */
  event(kind: string, outcome: string, seconds: number): void;
  sent(fact: Try): void;
  /** `lag` in ms: how late what fell due by itself was done, the latest of `count`. */
  rung(feature: string, name: string, count: number, lag: number): void;
};

/** `outbox` is asked when Prometheus asks; where it throws, the rest is told without it. */
export function makeMetrics(outbox: () => Promise<Outbox>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'lamplight_' });
  const seconds = new Histogram({
    name: 'lamplight_event_seconds',
    help: 'Time until the core knew what to answer, by kind of event and outcome.',
    labelNames: ['kind', 'outcome'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const sent = new Counter({
    name: 'lamplight_deliveries_total',
    help: 'Tries to deliver a message, by platform, by what the message is and what became of it.',
    labelNames: ['platform', 'kind', 'outcome'],
    registers,
  });
  const retries = new Counter({
    name: 'lamplight_delivery_retries_total',
    help: 'Tries that were not the first of their message.',
    labelNames: ['platform'],
    registers,
  });
  const lag = new Histogram({
    name: 'lamplight_delivery_lag_seconds',
    help: 'Time from the moment at which a message was due until it was taken up.',
    labelNames: ['platform'],
    buckets: [0.1, 0.5, 1, 2, 5, 15, 60, 300, 900, 3_600],
    registers,
  });

  /** The gauges are collected side by side: they share one look. */
  let looking: Promise<Outbox | undefined> | undefined;
  const look = (): Promise<Outbox | undefined> => {
    looking ??= outbox()
      .catch(() => undefined)
      .finally(() => {
        looking = undefined;
      });
    return looking;
  };
  function gauge(
    name: string,
    help: string,
    labelNames: readonly 'lane'[],
    values: (found: Outbox) => readonly [Record<string, string>, number][],
  ): void {
    const one: Gauge<'lane'> = new Gauge({
      name,
      help,
      labelNames,
      registers,
      async collect() {
        const found = await look();
        // An old number would look like a quiet outbox.
        one.reset();
        if (!found) return one.remove({});
        for (const [labels, value] of values(found)) one.set(labels, value);
      },
    });
  }
  const laneOf = (urgent: boolean): { lane: string } => ({ lane: urgent ? 'urgent' : 'ordinary' });
  gauge('lamplight_outbox_waiting', 'Messages that are due and have not gone.', ['lane'], ({ lanes }) =>
    lanes.map(({ urgent, count }) => [laneOf(urgent), count]),
  );
  gauge(
    'lamplight_outbox_oldest_due_seconds',
    'For how long the oldest message that waits has been due.',
    ['lane'],
    ({ lanes }) => lanes.map(({ urgent, oldestMs }) => [laneOf(urgent), oldestMs / 1_000]),
  );
  gauge(
    'lamplight_outbox_dead_letters',
    'Messages that were given up, see npm run outbox.',
    [],
    ({ dead }) => [[{}, dead]],
  );
  gauge(
    'lamplight_timers_given_up',
    'What fell due by itself and failed too often, see npm run outbox.',
    [],
    ({ timersGivenUp }) => [[{}, timersGivenUp]],
  );

  const rung = new Counter({
    name: 'lamplight_timers_total',
    help: 'What fell due by itself and was done, by feature and name.',
    labelNames: ['feature', 'name'],
    registers,
  });
  const late = new Histogram({
    name: 'lamplight_timer_lag_seconds',
    help: 'How late what fell due by itself was done, the latest of each batch.',
    labelNames: ['feature', 'name'],
    buckets: [1, 5, 15, 60, 120, 300, 900, 3_600, 7_200],
    registers,
  });
  return {
    rung(feature, name, count, by) {
      rung.inc({ feature, name }, count);
      late.observe({ feature, name }, by / 1_000);
    },
    registry,
    event: (kind, outcome, took) => seconds.observe({ kind, outcome }, took),
    sent({ platform, kind, outcome, retry, lag: late }) {
      sent.inc({ platform, kind, outcome });
      // What is found had arrived before: the try itself is told of as well.
      if (outcome === 'found') return;
      if (retry) retries.inc({ platform });
      if (late !== undefined && !retry) lag.observe({ platform }, late);
    },
  };
}
