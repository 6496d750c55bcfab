// A playground on a port of its own, with a tiny bot behind each of the bot's doors.
import { createServer } from 'node:http';
import { join } from 'node:path';
import { makePlayground, type Playground } from '../../adapters/playground/room.ts';
import { listen } from '../../src/web/listen.ts';
import { makeTeamsBot } from './teamsbot.ts';
import { makeTinyBot } from './tinybot.ts';

export type House = Playground & {
  url: string;
  port: number;
  bot: ReturnType<typeof makeTinyBot>;
  teamsBot: ReturnType<typeof makeTeamsBot>;
  close(): Promise<void>;
};

const chart = '<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="300"><path d="M0 0h2000"/></svg>';
/** `folder` keeps what the playground remembers, and a `teams-manifest.json` where there is one. The caller closes it. */
export async function openHouse(folder: string, say: (line: string) => void = () => {}): Promise<House> {
  let port = 0;
  const url = (): string => `http://127.0.0.1:${port}`;
  const room = await makePlayground({
    folder,
    address: url,
    say,
    teamsManifest: join(folder, 'teams-manifest.json'),
  });
  const picture = (): string => `${url()}/chart.svg`;
  const bot = makeTinyBot({ account: () => room.slack, picture });
  const teamsBot = makeTeamsBot({ account: () => room.teams.account, picture });
  const server = createServer((asked, answer) => {
    if (asked.url === '/chart.svg') answer.writeHead(200, { 'content-type': 'image/svg+xml' }).end(chart);
    else if (asked.url === '/slack/events') bot.listener(asked, answer).catch(() => answer.destroy());
    else if (asked.url === '/api/messages') teamsBot.listener(asked, answer).catch(() => answer.destroy());
    else room.listener(asked, answer);
  });
  server.on('upgrade', room.upgrade);
  port = await listen(server, '127.0.0.1', 0);
  return {
    ...room,
    url: `http://localhost:${port}`,
    port,
    bot,
    teamsBot,
    async close() {
      await room.stop();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
