import { Counter, Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { healthRoutes } from '../../src/web/health.ts';
import { serve } from '../support/serving.ts';

describe('health', () => {
  const well = async (): Promise<undefined> => undefined;

  it('is alive as long as it answers, whatever else is ill', async () => {
    const { address } = await serve(
      healthRoutes({ database: async () => 'gone', platforms: {}, metrics: new Registry() }),
    );
    const response = await fetch(`${address}/healthz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ ok: true });
  });

  it('is ready when the database and every platform are well', async () => {
    const { address } = await serve(
      healthRoutes({ database: well, platforms: { slack: well }, metrics: new Registry() }),
    );
    const response = await fetch(`${address}/readyz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      ready: true,
      database: { ok: true },
      platforms: { slack: { ok: true } },
    });
  });

  it('says who is ill, who failed and who does not answer, and not what an error held', async () => {
    const { address } = await serve(
      healthRoutes({
        database: () => Promise.reject(Object.assign(new Error('password=x'), { code: 'ECONNREFUSED' })),
        platforms: {
          slack: async () => 'Slack refuses our token. Install the app again.',
          teams: () => new Promise(() => undefined),
          well,
        },
        metrics: new Registry(),
        patienceMs: 1,
      }),
    );
    const response = await fetch(`${address}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      ready: false,
      database: { ok: false, says: 'The check failed (ECONNREFUSED).' },
      platforms: {
        slack: { ok: false, says: 'Slack refuses our token. Install the app again.' },
        teams: { ok: false, says: 'No answer within 0.001 seconds.' },
        well: { ok: true },
      },
    });
  });

  it('tells Prometheus what was counted', async () => {
    const metrics = new Registry();
    new Counter({ name: 'lamplight_checkins_total', help: 'Check-ins.', registers: [metrics] }).inc(3);
    const { address } = await serve(healthRoutes({ database: well, platforms: {}, metrics }));
    const response = await fetch(`${address}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=/);
    expect(await response.text()).toContain('lamplight_checkins_total 3');
  });
});
