import { describe, expect, it } from 'vitest';
import { type Route, readBody } from '../../src/web/server.ts';
import { makeGate, rawLine, says, serve } from '../support/serving.ts';

describe('finding the route', () => {
  it('takes the longest path that fits, and answers HEAD where it answers GET', async () => {
    const { address } = await serve({
      'GET /': says('front'),
      'GET /picture/*': says('picture'),
      '* /playground/*': says('playground'),
      'POST /playground/api/*': says('pretend api'),
    });
    const get = async (path: string, method = 'GET'): Promise<string> =>
      (await fetch(address + path, { method })).text();
    expect(await get('/')).toBe('front');
    expect(await get('/?from=here')).toBe('front');
    expect(await get('/picture/abc/def.png')).toBe('picture');
    expect(await get('/playground/api/x', 'POST')).toBe('pretend api');
    expect(await get('/playground/api/x', 'GET')).toBe('playground');
    expect(await get('/playground/x', 'DELETE')).toBe('playground');
    const head = await fetch(`${address}/`, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
  });

  it('gives the route its address, without the dots that lead elsewhere', async () => {
    const { address } = await serve({
      'GET /seen/*': (_request, response, url) => void response.end(url.pathname + url.search),
    });
    expect(await (await fetch(`${address}/seen/a/../b?c=d`)).text()).toBe('/seen/b?c=d');
    expect((await fetch(`${address}/seen/../elsewhere`)).status).toBe(404);
  });

  it('says in words what is not there, and what an address takes', async () => {
    const { address } = await serve({ 'GET /a': says('a'), 'POST /a': says('b') });
    const absent = await fetch(`${address}/b`);
    expect(absent.status).toBe(404);
    expect(absent.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await absent.text()).toBe('There is nothing at this address.\n');

    const wrong = await fetch(`${address}/a`, { method: 'DELETE' });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('allow')).toBe('GET, HEAD, POST');
    expect(await wrong.text()).toBe('This address takes GET and HEAD and POST only.\n');
  });

  it('refuses what is no address, and goes on', async () => {
    const server = await serve({ 'GET /': says('front') });
    for (const asked of ['*', 'http://', '//', '/%zz%00', 'x']) {
      const { closed, received } = await rawLine(
        server,
        `OPTIONS ${asked} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
      );
      await closed;
      expect(received(), asked).toMatch(/^HTTP\/1\.1 40[045] /);
    }
    expect((await fetch(server.address)).status).toBe(200);
  });

  it('refuses to start with a route that nobody could reach', async () => {
    await expect(serve({ '/healthz': says('') })).rejects.toThrow('not "/healthz"');
  });
});

describe('every answer', () => {
  it('carries the safe headers, unless its route says otherwise', async () => {
    const { address } = await serve({
      'GET /plain': says('x'),
      'GET /own': (_request, response) => {
        response.writeHead(200, { 'Cache-Control': 'private, max-age=900' });
        response.end('x');
      },
      'GET /broken': () => {
        throw new Error('broken');
      },
    });
    for (const path of ['/plain', '/nothing', '/broken']) {
      const { headers } = await fetch(address + path);
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('referrer-policy'), path).toBe('no-referrer');
      expect(headers.get('cache-control'), path).toBe('no-store');
    }
    const own = await fetch(`${address}/own`);
    expect(own.headers.get('cache-control')).toBe('private, max-age=900');
    expect(own.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('after a fault is a short reference, and the log has the same one and nothing that was written', async () => {
    const { address, facts } = await serve({
      'POST /now': () => {
        throw Object.assign(new Error('my secret note'), { code: '57P01' });
      },
      'POST /later': async (_request, response) => {
        response.setHeader('Content-Type', 'image/png');
        response.setHeader('Set-Cookie', 'a=b');
        await Promise.resolve();
        throw new TypeError('my secret note');
      },
    });
    for (const path of ['/now', '/later']) {
      facts.length = 0;
      const response = await fetch(address + path, { method: 'POST' });
      const text = await response.text();
      expect(response.status).toBe(500);
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(response.headers.get('set-cookie')).toBeNull();
      const reference = /^Something went wrong on our side\. Reference: ([0-9a-f]{8})\n$/.exec(text)?.[1];
      expect(facts).toEqual([
        expect.objectContaining({ event: 'request-failed', route: `POST ${path}`, reference }),
      ]);
      expect(facts[0]?.fault).toMatch(/^(Error 57P01|TypeError)( |$)/);
      expect(JSON.stringify(facts) + text).not.toContain('secret');
    }
  });

  it('that breaks off in the middle cannot be taken for a whole one', async () => {
    const { address } = await serve({
      'GET /half': (_request, response) => {
        response.write('half');
        throw new Error('broken');
      },
    });
    await expect(fetch(`${address}/half`).then((response) => response.text())).rejects.toThrow(
      /terminated|fetch failed/,
    );
    expect((await fetch(`${address}/nothing`)).status).toBe(404);
  });
});

describe('a body', () => {
  const measure: Route = async (request, response) => {
    response.end(String((await readBody(request, 1_000)).length));
  };

  it('is read up to the cap, and refused above it with words', async () => {
    const { address, facts } = await serve({ 'POST /': measure });
    const post = (size: number): Promise<Response> =>
      fetch(address, { method: 'POST', body: Buffer.alloc(size, 'x') });
    expect(await (await post(0)).text()).toBe('0');
    expect(await (await post(1_000)).text()).toBe('1000');
    const refused = await post(1_001);
    expect(refused.status).toBe(413);
    expect(await refused.text()).toBe('That is more than 0 kB.\n');
    expect((await post(10)).status).toBe(200);
    expect(facts.map(({ event }) => event)).toEqual(['request-too-large']);
  });

  it('has 256 kB where a route says nothing else', async () => {
    const { address } = await serve({
      'POST /': async (request, response) => void response.end(String((await readBody(request)).length)),
    });
    const post = (size: number): Promise<Response> =>
      fetch(address, { method: 'POST', body: Buffer.alloc(size, 'x') });
    expect(await (await post(256 * 1024)).text()).toBe('262144');
    const refused = await post(256 * 1024 + 1);
    expect(refused.status).toBe(413);
    expect(await refused.text()).toBe('That is more than 256 kB.\n');
  });

  it('without an end is cut off, also where it does not say how long it is', async () => {
    const server = await serve({ 'POST /': measure });
    const { socket, closed } = await rawLine(
      server,
      'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n',
    );
    const pour = (): void => {
      if (!socket.destroyed) socket.write(`400\r\n${'x'.repeat(1024)}\r\n`, () => setImmediate(pour));
    };
    pour();
    await closed;
    expect(server.facts.map(({ event }) => event)).toEqual(['request-too-large']);
  });

  it('that announces to be huge is refused before it comes', async () => {
    const server = await serve({ 'POST /': measure });
    const { closed, received } = await rawLine(
      server,
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999999\r\n\r\n',
    );
    await closed;
    expect(received()).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('whose sender goes away is no fault of ours', async () => {
    const gate = makeGate();
    const server = await serve({
      'POST /': (request, response) => {
        gate.reach();
        return measure(request, response, new URL('http://localhost/'));
      },
    });
    const { socket } = await rawLine(server, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf');
    await gate.reached;
    socket.destroy();
    await server.close(60_000);
    expect(server.facts).toEqual([{ event: 'request-cut-off', route: 'POST /' }]);
  });
});
