// Asks a web address that a person gave us (PORT: src/schedule/feed.ts). Neither the address nor what comes is ever logged: both are
// theirs.
import { lookup as systemLookup } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { makeTurns } from '../../src/chat/turns.ts';
import type { Get, Got } from '../../src/schedule/feed.ts';
import { isPublic } from './public.ts';

const mostBytes = 1024 * 1024;
const mostHeaderBytes = 16 * 1024;
/** Names are looked up as the machine does it, hosts files and all, on libuv's four threads: two are left to disk and cryptography. */
const mostLookups = 2;

/**
 * `resolve`: who has which address, the machine's own way where absent. `mayAsk`: of an address of the network, whether it may be
 * asked. `authorities`: whose certificates count, instead of those that Node knows.
 */
export function makeGet(
  parts: { resolve?: LookupFunction; mayAsk?: (address: string) => boolean; authorities?: string } = {},
): Get {
  const { resolve = systemLookup, mayAsk = isPublic, authorities } = parts;
  const takeTurns = makeTurns(mostLookups);

  /** Whoever has given up before their turn is not looked up. */
  const inTurn =
    (signal: AbortSignal): LookupFunction =>
    (name, options, found) =>
      void takeTurns(
        () =>
          new Promise<void>((done) => {
            if (signal.aborted) return done();
            lookup(name, options, (...answer) => {
              done();
              found(...answer);
            });
          }),
      );

  // What is checked here is what is connected to: the name is not looked up a second time, when it could mean another machine.
  const lookup: LookupFunction = (name, options, found) =>
    resolve(name, { ...options, all: true }, (error, addresses) => {
      const every = Array.isArray(addresses) ? addresses : [];
      const [first] = every;
      if (error || !first) return found(error ?? new Error('it has no address'), '', 0);
      // One that is not public among others: whoever answers for this name means no good.
      if (!every.every(({ address }) => mayAsk(address)))
        return found(new Error('it is no public place'), '', 0);
      return options.all ? found(null, every) : found(null, first.address, first.family);
    });

  return (address, signal) =>
    new Promise((resolve) => {
      const fail = (because: Extract<Got, { kind: 'failed' }>['because']): void =>
        resolve({ kind: 'failed', because });
      // What is a number already is never looked up.
      const host = address.hostname.replace(/^\[|\]$/g, '');
      if (address.protocol !== 'https:' || (isIP(host) !== 0 && !mayAsk(host))) return fail('unreachable');
      // A line of its own, which nobody else uses and which ends with the answer.
      const agent = new Agent({ keepAlive: false, maxCachedSessions: 0 });
      const asked = request(
        address,
        {
          agent,
          lookup: inTurn(signal),
          signal,
          maxHeaderSize: mostHeaderBytes,
          headers: {
            accept: 'text/calendar, text/plain',
            'accept-encoding': 'gzip',
            'user-agent': 'Lamplight',
          },
          // A name or a password in an address is sent to nobody.
          auth: undefined,
          ...(authorities === undefined ? {} : { ca: authorities }),
        },
        (response) =>
          void answerOf(response)
            .catch((): Got => ({ kind: 'failed', because: 'unreachable' }))
            .then((got) => {
              resolve(got);
              asked.destroy();
              agent.destroy();
            }),
      );
      asked.once('error', () => fail('unreachable'));
      asked.end();
    });
}

async function answerOf(response: IncomingMessage): Promise<Got> {
  const { statusCode: status = 0, headers } = response;
  if (status >= 300 && status < 400 && headers.location !== undefined)
    return { kind: 'moved', to: headers.location };
  if (status >= 400 && status < 500 && status !== 408 && status !== 425 && status !== 429)
    return { kind: 'failed', because: 'refused' };
  if (status !== 200) return { kind: 'failed', because: 'unreachable' };
  const packed = headers['content-encoding'] ?? 'identity';
  if (packed !== 'identity' && packed !== 'gzip') return { kind: 'failed', because: 'unreachable' };
  const bytes = await atMost(response, packed === 'gzip');
  return bytes
    ? { kind: 'text', text: new TextDecoder().decode(bytes) }
    : { kind: 'failed', because: 'too-large' };
}

/** Undefined where it is more, unpacked: what comes after that is neither read nor unpacked. */
async function atMost(response: IncomingMessage, isPacked: boolean): Promise<Buffer | undefined> {
  const kept: Buffer[] = [];
  let size = 0;
  const keep = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > mostBytes) return;
      kept.push(chunk);
    }
  };
  await (isPacked ? pipeline(response, createGunzip(), keep) : pipeline(response, keep)).catch(
    (error: unknown) => {
      // Whoever stops reading early is told that the rest is missing.
      if (size <= mostBytes) throw error;
    },
  );
  return size > mostBytes ? undefined : Buffer.concat(kept);
}
