import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { describeFault, isOutage, MaybeCommitted } from '../../src/fault.ts';

describe('what a fault is called', () => {
  const said = 'a note about\n    at the end of my shift (/src/secret.ts:1:1)\n/src/what a person wrote';

  test('holds no line of its message, whatever that looks like', () => {
    const described = describeFault(new SyntaxError(said));
    expect(described).toMatch(/^SyntaxError/);
    expect(described).not.toMatch(/secret|wrote|shift/);
  });

  test('names the place in our own code', () => {
    const error = new TypeError('x');
    error.stack =
      'TypeError: x\n    at read (file:///house/node_modules/a/b.js:1:2)\n    at sit (file:///house/src/people/person.ts:3:4)';
    expect(describeFault(error)).toBe('TypeError src/people/person.ts:3:4');
  });

  test('is an outage where a commit got lost, and names what it was lost by', () => {
    const lost = new MaybeCommitted(Object.assign(new Error('x'), { code: 'ECONNRESET' }));
    expect(isOutage(lost)).toBe(true);
    expect(describeFault(lost)).toMatch(/^MaybeCommitted: Error ECONNRESET/);
  });
});

describe('an outage of the database', () => {
  test.each([
    ['a name that nobody has for now', { code: 'EAI_AGAIN', syscall: 'getaddrinfo' }],
    ['nobody who listens', { code: 'ECONNREFUSED', syscall: 'connect' }],
    ['a wire that breaks while something is written', { code: 'EPIPE', syscall: 'write' }],
    ['a socket that is no file any more', { code: 'ENOENT', syscall: 'connect' }],
    ['a server that shuts down', { code: '57P01' }],
  ])('is %s', (_what, more) => {
    expect(isOutage(Object.assign(new Error('x'), more))).toBe(true);
  });

  test('is what node-postgres says of a server that hangs up, or says nothing', async () => {
    const servers = [createServer((socket) => void socket.destroy()), createServer(() => undefined)];
    for (const server of servers) {
      await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const lines = new pg.Pool({ host: '127.0.0.1', port, connectionTimeoutMillis: 200 });
      await expect(lines.connect()).rejects.toSatisfy(isOutage);
      await lines.end();
      await expect(lines.connect()).rejects.toSatisfy(isOutage);
      server.close();
    }
    expect.assertions(4);
  });

  test('is not a file that is missing, an answer that somebody else did not give in time, or a word that looks like it', async () => {
    await expect(readFile('/no/such/file')).rejects.not.toSatisfy(isOutage);
    const late = await new Promise((resolve) => {
      const signal = AbortSignal.timeout(1);
      signal.addEventListener('abort', () => resolve(signal.reason));
    });
    expect(late).toMatchObject({ name: 'TimeoutError' });
    expect(isOutage(late)).toBe(false);
    expect(isOutage(new Error('the talk was closed before it ended'))).toBe(false);
  });
});
