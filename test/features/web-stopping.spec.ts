import { request as httpRequest, type IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { makeGate, rawLine, says, serve } from '../support/serving.ts';

describe('starting and stopping', () => {
  it('says what to do when the port is taken', async () => {
    const { port } = await serve({});
    await expect(serve({}, { port })).rejects.toThrow(
      `Port ${port} is in use. Set PORT to another one, or stop the other program.`,
    );
  });

  it('says what to do when the host is not ours', async () => {
    await expect(serve({}, { host: '192.0.2.1' })).rejects.toThrow(
      '192.0.2.1 is not an address of this machine. Set HOST',
    );
  });

  it('lets a running request finish, and takes no new one', async () => {
    const gate = makeGate();
    const server = await serve({
      'GET /slow': async (_request, response) => {
        gate.reach();
        await gate.opened;
        response.end('done');
      },
    });
    const slow = fetch(`${server.address}/slow`);
    await gate.reached;
    const closed = server.close(60_000);
    await expect(fetch(`${server.address}/slow`)).rejects.toThrow('fetch failed');
    gate.open();
    expect(await (await slow).text()).toBe('done');
    await closed;
    expect(server.facts).toEqual([]);
  });

  it('lets work finish that goes on after its answer', async () => {
    const gate = makeGate();
    const done: string[] = [];
    const server = await serve({
      'GET /': async (_request, response) => {
        response.end('taken');
        await gate.opened;
        done.push('work');
      },
    });
    expect(await (await fetch(server.address)).text()).toBe('taken');
    const closed = server.close(60_000).then(() => done.push('closed'));
    gate.open();
    await closed;
    expect(done).toEqual(['work', 'closed']);
  });

  it('cuts off what does not finish, and says how many', async () => {
    const gate = makeGate();
    const server = await serve({ 'GET /stuck': () => gate.reach() });
    const stuck = fetch(`${server.address}/stuck`).catch(() => 'cut off');
    await gate.reached;
    await server.close(1);
    expect(await stuck).toBe('cut off');
    expect(server.facts).toEqual([{ event: 'requests-cut-off', count: 1 }]);
  });

  it('lets an answer arrive that is still on its way', async () => {
    const gate = makeGate();
    const server = await serve({
      'GET /': (_request, response) => {
        response.end(Buffer.alloc(50_000_000, 'x'));
        gate.reach();
      },
    });
    const { socket, received, closed } = await rawLine(server, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    socket.pause();
    await gate.reached;
    const stopped = server.close(60_000);
    socket.resume();
    await Promise.all([stopped, closed]);
    expect(received().length).toBeGreaterThan(50_000_000);
    expect(server.facts).toEqual([]);
  });

  it('cuts off who asks for much and reads nothing', async () => {
    const gate = makeGate();
    const server = await serve({
      'GET /': (_request, response) => {
        response.end(Buffer.alloc(50_000_000));
        gate.reach();
      },
    });
    const { socket } = await rawLine(server, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    socket.pause();
    await gate.reached;
    await server.close(1);
    expect(server.facts).toEqual([{ event: 'requests-cut-off', count: 1 }]);
    socket.destroy();
  });

  it('is not held up by lines that wait, ask half a question or were upgraded', async () => {
    const upgraded = makeGate();
    const server = await serve(
      { 'GET /': says('x') },
      {
        upgrade: (_request, socket) => {
          socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: a\r\n\r\n');
          upgraded.reach();
        },
      },
    );
    const lines = [
      await rawLine(server, ''),
      await rawLine(server, 'GET / HT'),
      await rawLine(server, 'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: a\r\n\r\n'),
    ];
    await fetch(server.address);
    await upgraded.reached;
    await server.close(60_000);
    await Promise.all(lines.map(({ closed: gone }) => gone));
    expect(lines[2]?.received()).toMatch(/^HTTP\/1\.1 101 /);
  });

  it('survives an upgrade that fails', async () => {
    const server = await serve(
      { 'GET /': says('x') },
      {
        upgrade: () => {
          throw new Error('no');
        },
      },
    );
    const { closed } = await rawLine(
      server,
      'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: a\r\n\r\n',
    );
    await closed;
    expect(server.facts).toEqual([expect.objectContaining({ event: 'upgrade-failed' })]);
    expect(await (await fetch(server.address)).text()).toBe('x');
  });

  it('refuses headers of more than 16 kB', async () => {
    const { port } = await serve({ 'GET /': says('x') });
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      httpRequest({ port, host: '127.0.0.1', headers: { 'X-Long': 'x'.repeat(17_000) } }, resolve)
        .on('error', reject)
        .end();
    });
    expect(answer.statusCode).toBe(431);
  });
});
