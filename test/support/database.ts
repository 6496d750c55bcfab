// A fresh database for a spec: a copy of the migrated template, made in a tenth of a second.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { inject } from 'vitest';
import { connect } from '../../src/database/connect.ts';

export const template = 'lamplight_template';

export function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

export type Fresh = {
  /** Over TCP, as a wire that can be cut. */
  url: string;
  /** The quicker way, where nobody cuts it. */
  shortUrl: string;
  drop(): Promise<void>;
};

/** `empty`: without tables, as an operator's new database is. */
export async function freshDatabase(empty = false): Promise<Fresh> {
  const server = inject('serverUrl');
  const name = `lamplight_${randomUUID().replaceAll('-', '')}`;
  // Copying a database takes as long as the machine is busy with other specs.
  const admin = connect(server, () => undefined, 1, 20_000);
  const from = empty ? 'template1' : template;
  // As files: what PostgreSQL has written down of its own tables comes along, and no line has to find it out.
  await sql`create database ${sql.ref(name)} template ${sql.ref(from)} strategy file_copy`.execute(
    admin.owner,
  );
  return {
    url: urlOf(server, name),
    shortUrl: urlOf(inject('shortServerUrl'), name),
    async drop() {
      await sql`drop database if exists ${sql.ref(name)} with (force)`.execute(admin.owner);
      await admin.close();
    },
  };
}
