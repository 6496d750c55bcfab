// Whether we are alive, whether we can work, and how much we do: for those who run the program and their monitoring.
import { setTimeout } from 'node:timers/promises';
import type { Registry } from 'prom-client';
import type { Route } from './server.ts';

/** Undefined is well, otherwise one sentence on what is wrong. */
export type Check = () => Promise<string | undefined>;

type Health = { ok: true } | { ok: false; says: string };

/** A check that fails or does not come back is an ailment as well. Its error's message stays with us: it can hold an address. */
async function ask(check: Check, patienceMs: number): Promise<Health> {
  const over = new AbortController();
  const late = setTimeout(patienceMs, `No answer within ${patienceMs / 1000} seconds.`, {
    signal: over.signal,
  });
  late.catch(() => undefined);
  try {
    const says = await Promise.race([check(), late]);
    return says === undefined ? { ok: true } : { ok: false, says };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return {
      ok: false,
      says: typeof code === 'string' ? `The check failed (${code}).` : 'The check failed.',
    };
  } finally {
    over.abort();
  }
}

/**
 * `GET /healthz`: the process is there. `GET /readyz`: 200 where the database and every platform are well, else 503, and
 * which of them is not. `GET /metrics`: for Prometheus.
 */
export function healthRoutes({
  database,
  platforms,
  metrics,
  patienceMs = 3_000,
}: {
  database: Check;
  platforms: Readonly<Record<string, Check>>;
  metrics: Pick<Registry, 'metrics' | 'contentType'>;
  patienceMs?: number;
}): Record<string, Route> {
  return {
    'GET /healthz': (_request, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.end('{"ok":true}');
    },
    'GET /readyz': async (_request, response) => {
      const [base, ...rest] = await Promise.all(
        [database, ...Object.values(platforms)].map((check) => ask(check, patienceMs)),
      );
      const healths = Object.fromEntries(Object.keys(platforms).map((name, i) => [name, rest[i]]));
      const ready = [base, ...rest].every((health) => health?.ok === true);
      response.statusCode = ready ? 200 : 503;
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ ready, database: base, platforms: healths }));
    },
    'GET /metrics': async (_request, response) => {
      const text = await metrics.metrics();
      response.setHeader('Content-Type', metrics.contentType);
      response.end(text);
    },
  };
}
