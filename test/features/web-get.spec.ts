// What we ask of an address that a person gave, and what we never ask.
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import type { LookupFunction } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { makeGet } from '../../adapters/web/get.ts';
import { isPublic } from '../../adapters/web/public.ts';
import type { Got } from '../../src/schedule/feed.ts';
import { certificate, type FarServer, here, names, startFar } from '../support/far-server.ts';

const patient = new AbortController().signal;
let far: FarServer | undefined;
afterEach(async () => {
  await far?.end();
  far = undefined;
});

/** Asks a server of this machine as if it were far away. */
async function ask(
  answer: RequestListener,
  path = '/',
  parts: Parameters<typeof makeGet>[0] = {},
): Promise<Got> {
  far = await startFar(answer);
  const get = makeGet({ mayAsk: here, authorities: certificate, resolve: names(['127.0.0.1']), ...parts });
  return get(new URL(path, `https://calendar.example:${far.port}`), patient);
}

const failed = (because: string): object => ({ kind: 'failed', because });

describe('an address that somebody gave', () => {
  it('is read as it is given, packed or not', async () => {
    expect(await ask((_request, response) => response.end('BEGIN'))).toEqual({ kind: 'text', text: 'BEGIN' });
    await far?.end();
    const packed: RequestListener = (_request, response) => {
      response.setHeader('Content-Encoding', 'gzip');
      response.end(gzipSync('BEGIN'));
    };
    expect(await ask(packed)).toEqual({ kind: 'text', text: 'BEGIN' });
  });

  it('is told nothing of us but what we want to read', async () => {
    let headers: IncomingHttpHeaders = {};
    const listener: RequestListener = (request, response) => {
      ({ headers } = request);
      response.setHeader('Set-Cookie', 'a=b');
      response.end();
    };
    far = await startFar(listener);
    const get = makeGet({ mayAsk: here, authorities: certificate, resolve: names(['127.0.0.1']) });
    const address = new URL(`https://nora:secret@calendar.example:${far.port}/`);
    await get(address, patient);
    await get(address, patient);
    expect(Object.keys(headers).toSorted()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
    expect(far.connections()).toBe(2);
  });

  it.each([
    [401, 'refused'],
    [404, 'refused'],
    [410, 'refused'],
    [429, 'unreachable'],
    [503, 'unreachable'],
    [204, 'unreachable'],
  ])('that answers %i is %s', async (status, because) => {
    const answer: RequestListener = (_request, response) => {
      response.statusCode = status;
      response.end('secret');
    };
    expect(await ask(answer)).toEqual(failed(because));
  });

  it('may lead elsewhere, which is for others to decide', async () => {
    const answer: RequestListener = (_request, response) => {
      response.writeHead(302, { Location: 'http://127.0.0.1/admin' });
      response.end();
    };
    expect(await ask(answer)).toEqual({ kind: 'moved', to: 'http://127.0.0.1/admin' });
  });
});

it('looks up two names at once, whoever answers for them; whoever has waited too long is not looked up', async () => {
  far = await startFar((_request, response) => response.end('BEGIN'));
  const asked: { name: string; answer(): void }[] = [];
  const resolve: LookupFunction = (name, options, found) =>
    void asked.push({ name, answer: () => names(['127.0.0.1'])(name, options, found) });
  const get = makeGet({ mayAsk: here, authorities: certificate, resolve });
  const impatient = new AbortController();
  const of = (name: string, signal = patient): Promise<Got> =>
    get(new URL(`https://${name}.example:${far?.port}`), signal);
  const all = [of('calendar'), of('calendar'), of('late', impatient.signal), of('calendar')];
  await expect.poll(() => asked).toHaveLength(2);
  impatient.abort();
  expect(await all[2]).toEqual(failed('unreachable'));
  for (let n = 0; n < 3; n += 1) {
    await expect.poll(() => asked.length).toBeGreaterThan(n);
    asked[n]?.answer();
  }
  expect((await Promise.all(all)).map(({ kind }) => kind)).toEqual(['text', 'text', 'failed', 'text']);
  expect(asked.map(({ name }) => name)).not.toContain('late.example');
});

describe('whoever answers without end', () => {
  const endless: RequestListener = (_request, response) => {
    const more = (): void => {
      if (response.write(Buffer.alloc(64 * 1024, 'a'))) setImmediate(more);
      else response.once('drain', more);
    };
    more();
  };
  it.each([
    ['in plain', endless],
    [
      'packed small',
      ((_request, response) => {
        response.setHeader('Content-Encoding', 'gzip');
        response.end(gzipSync(Buffer.alloc(64 * 1024 * 1024)));
      }) satisfies RequestListener,
    ],
  ])('is heard to the end of one megabyte, %s', async (_how, answer) => {
    let hungUp = false;
    const heard = ask((request, response) => {
      response.once('close', () => {
        hungUp = true;
      });
      answer(request, response);
    });
    expect(await heard).toEqual(failed('too-large'));
    await expect.poll(() => hungUp).toBe(true);
  });

  it.each([
    ['says nothing', (() => undefined) satisfies RequestListener],
    [
      'begins and falls silent',
      ((_request, response) => void response.write('BEGIN')) satisfies RequestListener,
    ],
  ])('is left when the time is over: one that %s', async (_what, answer) => {
    far = await startFar(answer);
    const get = makeGet({ mayAsk: here, authorities: certificate });
    const got = await get(new URL(`https://127.0.0.1:${far.port}`), AbortSignal.timeout(150));
    expect(got).toEqual(failed('unreachable'));
  });

  it.each([
    [
      'heads the answer with more than we hold',
      ((_request, response) => {
        response.setHeader('X-A', 'a'.repeat(64 * 1024));
        response.end();
      }) satisfies RequestListener,
    ],
    [
      'hangs up in the middle',
      ((_request, response) => {
        response.setHeader('Content-Length', 100);
        response.write('BEGIN');
        setImmediate(() => response.destroy());
      }) satisfies RequestListener,
    ],
    [
      'packs nothing that can be unpacked',
      ((_request, response) => {
        response.setHeader('Content-Encoding', 'gzip');
        response.end('BEGIN');
      }) satisfies RequestListener,
    ],
    [
      'packs in a way that we did not ask for',
      ((_request, response) => {
        response.setHeader('Content-Encoding', 'br');
        response.end('BEGIN');
      }) satisfies RequestListener,
    ],
  ])('is as good as not there where it %s', async (_what, answer) => {
    expect(await ask(answer)).toEqual(failed('unreachable'));
  });
});

describe('never asked is', () => {
  it.each([
    '127.0.0.1',
    '127.9.9.9',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.251',
    '255.255.255.255',
    '192.0.2.1',
    '198.51.100.7',
    '203.0.113.9',
    '198.18.0.1',
    '240.0.0.1',
    '192.0.0.8',
    '192.88.99.1',
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:a00:1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::a00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    '2001:db8::1',
    '2001:10::1',
    '2001:2::1',
    '3fff::1',
    '5f00::1',
    '100::1',
    '4000::1',
    'calendar.example',
    '',
  ])('a machine that is not everybody’s: %s', (address) => {
    expect(isPublic(address)).toBe(false);
  });
  it.each(['8.8.8.8', '93.184.216.34', '2606:4700::1111', '2a00:1450:4003:80f::200e'])(
    'but everybody’s is: %s',
    (address) => {
      expect(isPublic(address)).toBe(true);
    },
  );

  it.each([
    'https://127.0.0.1',
    'https://[::1]',
    'https://[::ffff:7f00:1]',
    'https://2130706433',
    'https://0x7f.1',
    'https://0177.0.0.1',
    'https://localhost',
    'http://127.0.0.1',
  ])('this machine, however it is written: %s', async (start) => {
    far = await startFar((_request, response) => response.end(), '0.0.0.0');
    const get = makeGet({ authorities: certificate });
    expect(await get(new URL(`${start}:${far.port}`), patient)).toEqual(failed('unreachable'));
    expect(far.connections()).toBe(0);
  });

  it('a name that means one of ours beside one of everybody’s', async () => {
    const got = await ask((_request, response) => response.end(), '/', {
      resolve: names(['127.0.0.1', '10.0.0.1']),
    });
    expect(got).toEqual(failed('unreachable'));
    expect(far?.connections()).toBe(0);
  });

  it('a name a second time, when it could mean another machine', async () => {
    const reached: string[] = [];
    const listener: RequestListener = (request, response) => {
      reached.push(request.socket.localAddress ?? '');
      response.end('BEGIN');
    };
    far = await startFar(listener, '0.0.0.0');
    const resolve = names(['127.0.0.1'], ['127.0.0.2']);
    const get = makeGet({ mayAsk: here, authorities: certificate, resolve });
    const address = new URL(`https://calendar.example:${far.port}`);
    expect(await get(address, patient)).toEqual({ kind: 'text', text: 'BEGIN' });
    expect(await get(address, patient)).toEqual(failed('unreachable'));
    expect(reached).toEqual(['127.0.0.1']);
  });

  it('whoever cannot show that they are who we asked', async () => {
    const answer: RequestListener = (_request, response) => response.end('BEGIN');
    far = await startFar(answer);
    const unknown = makeGet({ mayAsk: here, resolve: names(['127.0.0.1']) });
    expect(await unknown(new URL(`https://calendar.example:${far.port}`), patient)).toEqual(
      failed('unreachable'),
    );
    const known = makeGet({ mayAsk: here, authorities: certificate, resolve: names(['127.0.0.1']) });
    expect(await known(new URL(`https://another.example:${far.port}`), patient)).toEqual(
      failed('unreachable'),
    );
  });

  it('a name that nobody has', async () => {
    const resolve: LookupFunction = (_name, _options, found) => found(new Error('ENOTFOUND'), '', 0);
    const got = await makeGet({ resolve })(new URL('https://nowhere.example/'), patient);
    expect(got).toEqual(failed('unreachable'));
  });
});
