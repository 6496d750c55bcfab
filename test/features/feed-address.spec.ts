// The address of a calendar: what counts as one, and where it may lead.
import { afterEach, describe, expect, it } from 'vitest';
import { makeGet } from '../../adapters/web/get.ts';
import { type Get, type Got, readAddress, readFeed } from '../../src/schedule/feed.ts';
import { certificate, type FarServer, here, names, startFar } from '../support/far-server.ts';

let far: FarServer | undefined;
afterEach(async () => {
  await far?.end();
  far = undefined;
});

const failed = (because: string): object => ({ kind: 'failed', because });

describe('a calendar’s address', () => {
  it.each([
    ['https://calendar.example/nora.ics?token=a', 'https://calendar.example/nora.ics?token=a'],
    ['  webcal://calendar.example/nora.ics ', 'https://calendar.example/nora.ics'],
    ['WEBCAL://calendar.example/nora.ics#today', 'https://calendar.example/nora.ics'],
    ['https://calendar.example:443/', 'https://calendar.example/'],
  ])('“%s” is read', (typed, address) => {
    expect(readAddress(typed)?.href).toBe(address);
  });
  it.each([
    '',
    'calendar.example',
    'http://calendar.example/',
    'https://nora:secret@calendar.example/',
    'https://nora@calendar.example/',
    'https://calendar.example:8443/',
    'https://calendar.example:80/',
    'file:///etc/passwd',
    'data:text/calendar,BEGIN',
    'javascript:alert(1)',
    `https://calendar.example/${'a'.repeat(2_000)}`,
  ])('“%s” is none', (typed) => {
    expect(readAddress(typed)).toBeUndefined();
  });

  /** As if the server stood at the port of https. */
  async function follow(moves: readonly string[]): Promise<{ got: Got; asked: readonly string[] }> {
    const asked: string[] = [];
    far = await startFar((request, response) => {
      asked.push(request.url ?? '');
      const next = moves[asked.length - 1];
      if (next !== undefined) response.writeHead(302, { Location: next });
      response.end('BEGIN');
    });
    const { port } = far;
    const get = makeGet({ mayAsk: here, authorities: certificate, resolve: names(['127.0.0.1']) });
    const at443: Get = (address, signal) => {
      const there = new URL(address);
      there.port = String(port);
      return get(there, signal);
    };
    return { got: await readFeed(at443, new URL('https://calendar.example/0')), asked };
  }

  it('is followed where it leads, three times', async () => {
    expect(await follow(['/1', 'https://localhost/2', 'webcal://calendar.example/3'])).toEqual({
      got: { kind: 'text', text: 'BEGIN' },
      asked: ['/0', '/1', '/2', '/3'],
    });
    await far?.end();
    const { got, asked } = await follow(['/1', '/2', '/3', '/4']);
    expect(got).toEqual(failed('unreachable'));
    expect(asked).toHaveLength(4);
  });

  it.each([
    'http://calendar.example/1',
    'https://calendar.example:8443/1',
    'https://nora:secret@calendar.example/1',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/1',
    'file:///etc/passwd',
    '//127.0.0.2/1',
    'https://',
  ])('is not followed to %s', async (to) => {
    const { got, asked } = await follow([to]);
    expect(got).toEqual(failed('unreachable'));
    expect(asked).toEqual(['/0']);
  });
});
