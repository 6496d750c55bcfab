// The one HTTP server. It knows paths, limits and how to stop; what a path means is its route's own business.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { describeFault } from '../fault.ts';
import { listen, reachable } from './listen.ts';
import { makeFinder } from './paths.ts';

/** Answers by itself, at once or later. What it throws is caught and answered with 500, or 413 for TooLarge. */
export type Route = (request: IncomingMessage, response: ServerResponse, url: URL) => void | Promise<void>;

/** What may be logged: names, counts, durations, ids. Never what a person wrote. */
export type Fact = { event: string; [key: string]: string | number };

export type Server = {
  port: number;
  /** Where this machine reaches it, without a slash at the end: `http://127.0.0.1:3000`. */
  address: string;
  /**
   * Takes no new connection, answers what still comes on the old ones, lets running requests finish for at most so many
   * milliseconds, then cuts them off. Upgraded connections are cut off as soon as no request runs. A route that streams
   * without end has to be ended by its owner before.
   */
  close(patienceMs: number): Promise<void>;
};

export type ServerOptions = {
  host: string;
  /** 0 takes any free one. */
  port: number;
  /** `GET /healthz`, `* /playground/*`: the longest path that fits wins; a route for GET answers HEAD as well. */
  routes: Readonly<Record<string, Route>>;
  /** Owns the socket from then on. Absent: a request to upgrade is answered like any other. */
  upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  log: (fact: Fact) => void;
};

/** Thrown by `readBody`; the server answers it with 413 and the message. */
export class TooLarge extends Error {
  constructor(cap: number) {
    super(`That is more than ${Math.floor(cap / 1024)} kB.`);
    this.name = 'TooLarge';
  }
}

/**
 * The body's bytes. Throws TooLarge above `cap` bytes, without having kept them; a little more is read and dropped first,
 * because a sender that is cut off while it sends never sees why. Throws where the sender goes away.
 */
export function readBody(request: IncomingMessage, cap = 256 * 1024): Promise<Buffer> {
  const dropAtMost = 4 * cap;
  if (Number(request.headers['content-length'] ?? 0) > dropAtMost) return Promise.reject(new TooLarge(cap));
  const kept: Uint8Array[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: unknown) => {
      if (!(chunk instanceof Uint8Array))
        return reject(new TypeError('The body was given an encoding before it was read.'));
      size += chunk.length;
      if (size <= cap) kept.push(chunk);
      else kept.length = 0;
      if (size <= dropAtMost) return;
      request.pause();
      reject(new TooLarge(cap));
    });
    request.once('end', () => (size > cap ? reject(new TooLarge(cap)) : resolve(Buffer.concat(kept))));
    request.once('error', reject);
  });
}

/** Ends the response with a sentence as plain text. */
export function sayInWords(response: ServerResponse, status: number, words: string): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.end(`${words}\n`);
}

const addressOf = (request: IncomingMessage): URL | null =>
  request.url?.startsWith('/') ? URL.parse(`http://localhost${request.url}`) : null;

/** Listens, or throws an Error with a sentence that says what to set. */
export async function startServer({ host, port, routes, upgrade, log }: ServerOptions): Promise<Server> {
  const find = makeFinder(routes);
  const sockets = new Set<Socket>();
  const running = new Set<ServerResponse>();
  let closing: Promise<void> | undefined;
  let allDone = (): void => {};

  function excuse(error: unknown, request: IncomingMessage, response: ServerResponse, route: string): void {
    if (request.destroyed && !request.complete) {
      log({ event: 'request-cut-off', route });
      response.destroy();
      return;
    }
    if (error instanceof TooLarge && !response.headersSent) {
      log({ event: 'request-too-large', route });
      response.setHeader('Connection', 'close');
      sayInWords(response, 413, error.message);
      return;
    }
    const reference = randomBytes(4).toString('hex');
    log({ event: 'request-failed', route, reference, fault: describeFault(error) });
    if (response.headersSent) {
      response.destroy();
      return;
    }
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    setOwnHeaders(response);
    sayInWords(response, 500, `Something went wrong on our side. Reference: ${reference}`);
  }

  function setOwnHeaders(response: ServerResponse): void {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Cache-Control', 'no-store');
    if (closing) response.setHeader('Connection', 'close');
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    setOwnHeaders(response);
    const url = addressOf(request);
    if (!url) return sayInWords(response, 400, 'That is not an address that this server understands.');
    const found = find(request.method ?? '', url.pathname);
    switch (found.kind) {
      case 'nothing-here':
        return sayInWords(response, 404, 'There is nothing at this address.');
      case 'other-method':
        response.setHeader('Allow', found.allow.join(', '));
        return sayInWords(response, 405, `This address takes ${found.allow.join(' and ')} only.`);
      case 'found':
        try {
          return await found.target(request, response, url);
        } catch (error) {
          return excuse(error, request, response, found.name);
        }
    }
  }

  const server = createServer(
    {
      // A slow sender holds a socket for ten seconds at most. Load balancers keep theirs for a minute: ours outlive them,
      // or a request could meet a socket that is just being closed.
      headersTimeout: 10_000,
      requestTimeout: 10_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 2_000,
      maxHeaderSize: 16 * 1024,
    },
    (request, response) => {
      running.add(response);
      let left = 2;
      const partDone = (): void => {
        left -= 1;
        if (left > 0) return;
        running.delete(response);
        if (running.size === 0) allDone();
      };
      response.once('close', partDone);
      answer(request, response).then(partDone, partDone);
    },
  );
  // Node takes a connection as idle when its answer was handed over, and on closing would cut off one that is still on its way.
  // `stop` ends them all itself.
  server.closeIdleConnections = () => undefined;
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  if (upgrade) {
    server.on('upgrade', (request, socket, head) => {
      // Without a listener a line that breaks would end the process.
      socket.on('error', () => socket.destroy());
      try {
        upgrade(request, socket, head);
      } catch (error) {
        log({ event: 'upgrade-failed', fault: describeFault(error) });
        socket.destroy();
      }
    });
  }
  const realPort = await listen(server, host, port);
  // As above, for an error while accepting: too many open files.
  server.on('error', (error) => log({ event: 'server-error', fault: describeFault(error) }));

  async function stop(patienceMs: number): Promise<void> {
    const ended = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const response of running) if (!response.headersSent) response.setHeader('Connection', 'close');
    if (running.size > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, patienceMs);
        allDone = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    if (running.size > 0) log({ event: 'requests-cut-off', count: running.size });
    for (const socket of sockets) {
      if (running.size > 0) socket.destroy();
      else socket.destroySoon();
    }
    await ended;
  }

  return {
    port: realPort,
    address: reachable(host, realPort),
    close: (patienceMs) => {
      closing ??= stop(patienceMs);
      return closing;
    },
  };
}
