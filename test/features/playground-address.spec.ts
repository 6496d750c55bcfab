import { expect, test } from 'vitest';
import { until } from '../support/checkins.ts';
import { freshDatabase } from '../support/database.ts';
import { emptyFolder, startProgram } from '../support/program.ts';

test.each(['127.0.0.1', '::1'])(
  'the playground on %s finds its own way to the bot',
  { timeout: 30_000 },
  async (host) => {
    const fresh = await freshDatabase();
    const folder = await emptyFolder();
    const program = await startProgram({
      HOST: host,
      DATA_DIR: folder.path,
      DATABASE_URL: fresh.url,
      LAMPLIGHT_KEY: Buffer.alloc(32, 3).toString('base64'),
    });
    try {
      // The bot is let in by the playground's Slack, which it has to reach.
      await until(async () => (await fetch(`${program.url}/readyz`)).ok);
      const typed = await fetch(`${program.url}/playground/type`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ person: 'U0AMARA026', conversation: await talk(program.url), text: 'help' }),
      });
      expect(await typed.json()).toMatchObject({ kind: 'done', heard: true });
    } finally {
      await program.stop();
      await folder.remove();
      await fresh.drop();
    }
  },
);

async function talk(url: string): Promise<string> {
  const answer = await fetch(`${url}/playground/state?person=U0AMARA026`);
  return /"id":"(D[A-Z0-9]+)"/.exec(await answer.text())?.[1] ?? '';
}
