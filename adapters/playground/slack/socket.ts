// Socket Mode: the bot opens a WebSocket, envelopes come down, acknowledgements go up by id.
// https://docs.slack.dev/apis/events-api/using-socket-mode
import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Outcome } from '../post.ts';
import type { Send } from './calls.ts';
import { isThing, type Thing } from './workspace.ts';

export type Sockets = {
  /** The address for one connection; it works once and for 30 seconds. */
  newAddress(base: string): string;
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  send: Send;
  /** Tells every client to come again, as Slack does every few hours. */
  refresh(): void;
  stop(): void;
};

const read = (data: unknown): Thing | undefined => {
  try {
    const value: unknown = JSON.parse(String(data));
    return isThing(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

export function makeSockets(appId: string, patience: number): Sockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: 1_000_000 });
  const open: WebSocket[] = [];
  const tickets = new Map<string, number>();
  const waiting = new Map<string, (outcome: Outcome) => void>();
  let turn = 0;

  const tell = (socket: WebSocket, message: Thing): void => socket.send(JSON.stringify(message));

  function welcome(socket: WebSocket): void {
    open.push(socket);
    // The client gives up on a server that does not ping for 30 seconds.
    const beat = setInterval(() => socket.ping(), 10_000);
    beat.unref();
    socket.on('message', (data) => {
      const message = read(data);
      if (typeof message?.envelope_id !== 'string') return;
      const { payload } = message;
      const empty = payload === undefined || payload === null || payload === '';
      const body = empty ? '' : typeof payload === 'string' ? payload : JSON.stringify(payload);
      waiting.get(message.envelope_id)?.({
        kind: 'answered',
        status: 200,
        headers: { 'content-type': typeof payload === 'string' ? 'text/plain' : 'application/json' },
        body,
      });
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearInterval(beat);
      const at = open.indexOf(socket);
      if (at >= 0) open.splice(at, 1);
    });
    tell(socket, {
      type: 'hello',
      num_connections: open.length,
      debug_info: { host: 'applink-pretend', build_number: 1, approximate_connection_time: 18_060 },
      connection_info: { app_id: appId },
    });
  }

  return {
    newAddress(base) {
      for (const [old, until] of tickets) if (until < Date.now()) tickets.delete(old);
      const ticket = randomBytes(18).toString('base64url');
      tickets.set(ticket, Date.now() + 30_000);
      return `${base.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${appId}`;
    },
    upgrade(req, socket, head) {
      const ticket = new URL(req.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
      const until = tickets.get(ticket) ?? 0;
      tickets.delete(ticket);
      if (until < Date.now()) {
        socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(req, socket, head, welcome);
    },
    send: (kind, payload, retry) =>
      new Promise((resolve) => {
        turn += 1;
        const socket = open[turn % Math.max(open.length, 1)];
        if (!socket) return resolve({ kind: 'unreachable', because: 'no open connection' });
        const id = randomUUID();
        const end = (outcome: Outcome): void => {
          clearTimeout(timer);
          waiting.delete(id);
          socket.off('close', gone);
          resolve(outcome);
        };
        const gone = (): void => end({ kind: 'unreachable', because: 'connection closed' });
        const timer = setTimeout(() => end({ kind: 'timed-out' }), patience);
        waiting.set(id, end);
        socket.once('close', gone);
        tell(socket, {
          envelope_id: id,
          type: kind,
          payload,
          accepts_response_payload: kind !== 'events_api',
          ...(kind === 'events_api'
            ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' }
            : {}),
        });
      }),
    refresh() {
      for (const socket of open)
        tell(socket, {
          type: 'disconnect',
          reason: 'refresh_requested',
          debug_info: { host: 'applink-pretend' },
        });
    },
    stop() {
      for (const socket of open) socket.terminate();
      server.close();
    },
  };
}
