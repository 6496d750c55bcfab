// A real PostgreSQL server to test against: thrown away afterwards, and quick, since it need not survive a power cut.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startEmbedded } from '../../src/database/embedded.ts';

/** TEST_DATABASE_URL, where it is set, is used as it is and is not stopped. Stopping cuts the connections that are left. */
export async function testServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'lamplight-test-'));
  // As root the server is another user, who must get through.
  await chmod(folder, 0o711);
  const server = await startEmbedded({
    dataDir: join(folder, 'data'),
    keyDir: join(folder, 'keys'),
    say: () => {},
    fsync: false,
  });
  // Without the name that holds an embedded server up, a test that forgot a connection cannot keep it alive.
  const url = new URL(server.url);
  url.searchParams.delete('application_name');
  return {
    url: url.href,
    async stop() {
      await server.stop();
      await rm(dirname(server.folder), { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}
