// A real PostgreSQL server to test against: thrown away afterwards, and quick, since it need not survive a power cut.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { connect } from '../../src/database/connect.ts';
import { startEmbedded } from '../../src/database/embedded.ts';

export type TestServer = {
  url: string;
  /** The same by a socket instead of TCP, where there is one: what most statements cost is the way there and back. */
  shortUrl: string;
  stop(): Promise<void>;
};

/** TEST_DATABASE_URL, where it is set, is used as it is and is not stopped. Stopping cuts the connections that are left. */
export async function testServer(): Promise<TestServer> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, shortUrl: given, stop: async () => {} };
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
  // Whoever drops a database waits for every line that is still saying who it is, and specs leave lines hanging at that.
  const admin = connect(url.href, () => undefined, 1);
  await sql`alter system set authentication_timeout = '5s'`.execute(admin.owner);
  await sql`select pg_reload_conf()`.execute(admin.owner);
  await admin.close();
  const short = new URL(url);
  if (process.platform === 'linux') short.searchParams.set('host', server.folder);
  return {
    url: url.href,
    shortUrl: short.href,
    async stop() {
      await server.stop();
      await rm(dirname(server.folder), { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}
