// Sits on the wire from Slack to the bot: hears every request as bytes, hands it on, or does worse.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from '../../src/web/listen.ts';
import type { Letter } from './letter.ts';

/** `pass` hands on both ways; `keep` hands on nothing; `mute` hands the request on and loses the answer. */
export type TapMode = 'pass' | 'keep' | 'mute';

export type Tap = {
  url: string;
  /** Everything that was heard, oldest first. */
  letters: Letter[];
  forwardTo(address: string): void;
  /** From the next request on. */
  set(mode: TapMode): void;
  end(): Promise<void>;
};

export async function layTap(): Promise<Tap> {
  const letters: Letter[] = [];
  let mode: TapMode = 'pass';
  let target = '';

  async function handOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
    const headers: Record<string, string> = {};
    for (const name of ['content-type', 'x-slack-request-timestamp', 'x-slack-signature']) {
      const value = request.headers[name];
      if (typeof value === 'string') headers[name] = value;
    }
    const letter = { body: Buffer.concat(chunks).toString('utf8'), headers };
    letters.push(letter);
    const how = mode;
    if (how === 'keep') return void response.end();
    const answer = await fetch(target, { method: 'POST', ...letter });
    const text = await answer.text();
    if (how === 'mute') return void request.socket.destroy();
    const type = answer.headers.get('content-type');
    response.writeHead(answer.status, type ? { 'content-type': type } : {}).end(text);
  }

  const server = createServer((request, response) => {
    handOn(request, response).catch(() => response.destroy());
  });
  const port = await listen(server, '127.0.0.1', 0);
  return {
    url: `http://127.0.0.1:${port}/`,
    letters,
    forwardTo(to) {
      target = to;
    },
    set(next) {
      mode = next;
    },
    async end() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
