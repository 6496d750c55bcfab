// What Prometheus may know: how many, how long, with which outcome. Never who.
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export type Metrics = {
  registry: Registry;
  /** `seconds`: from the moment the core heard of it until it knew what to answer. */
  event(kind: string, outcome: string, seconds: number): void;
  sent(kind: string, outcome: string): void;
  /** `lag` in ms: how late what fell due by itself was done, the latest of `count`. */
  rung(feature: string, name: string, count: number, lag: number): void;
};

export function makeMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'lamplight_' });
  const seconds = new Histogram({
    name: 'lamplight_event_seconds',
    help: 'Time until the core knew what to answer, by kind of event and outcome.',
    labelNames: ['kind', 'outcome'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  const sent = new Counter({
    name: 'lamplight_deliveries_total',
    help: 'Tries to deliver a message, by what the message is and what became of it.',
    labelNames: ['kind', 'outcome'],
    registers: [registry],
  });
  const rung = new Counter({
    name: 'lamplight_timers_total',
    help: 'What fell due by itself and was done, by feature and name.',
    labelNames: ['feature', 'name'],
    registers: [registry],
  });
  const lag = new Histogram({
    name: 'lamplight_timer_lag_seconds',
    help: 'How late what fell due by itself was done, the latest of each batch.',
    labelNames: ['feature', 'name'],
    buckets: [1, 5, 15, 60, 120, 300, 900, 3_600, 7_200],
    registers: [registry],
  });
  return {
    registry,
    event: (kind, outcome, took) => seconds.observe({ kind, outcome }, took),
    sent: (kind, outcome) => sent.inc({ kind, outcome }),
    rung(feature, name, count, late) {
      rung.inc({ feature, name }, count);
      lag.observe({ feature, name }, late / 1_000);
    },
  };
}
