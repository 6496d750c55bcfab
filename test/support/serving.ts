// A real server on a free port of this machine, and lines to it that say exactly what a spec wants.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { type Fact, type Route, type Server, type ServerOptions, startServer } from '../../src/web/server.ts';

/** Closed when the test is over. `facts` is what it has logged so far. */
export async function serve(
  routes: Record<string, Route>,
  more: Partial<ServerOptions> = {},
): Promise<Server & { facts: Fact[] }> {
  const facts: Fact[] = [];
  const log = (fact: Fact): void => {
    facts.push(fact);
  };
  const server = await startServer({ host: '127.0.0.1', port: 0, routes, log, ...more });
  onTestFinished(() => server.close(0));
  return { ...server, facts };
}

export const says =
  (words: string): Route =>
  (_request, response) => {
    response.end(words);
  };

export type Gate = { reached: Promise<void>; reach: () => void; opened: Promise<void>; open: () => void };

/** A door that holds whoever comes until it is opened. */
export function makeGate(): Gate {
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  return { reached: first.promise, reach: first.resolve, opened: second.promise, open: second.resolve };
}

export type Line = { socket: Socket; received: () => string; closed: Promise<void> };

export async function rawLine(server: Server, sent: string): Promise<Line> {
  const socket = connect(server.port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.write(sent);
  return { socket, received: () => text, closed };
}
