// Runs once before all specs: one throw-away PostgreSQL server, and in it a migrated database to copy from.
import type { TestProject } from 'vitest/node';
import { connect } from '../../src/database/connect.ts';
import { migrate } from '../../src/database/migrate.ts';
import { template, urlOf } from './database.ts';
import { requireRuntime } from './runtime.ts';
import { quickScratch } from './scratch.ts';
import { type TestServer, testServer } from './server.ts';

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  requireRuntime('npm test');
  // Whoever has said where goes there. The workers, which begin after this, inherit it.
  const scratch = process.env.TMPDIR === undefined ? await quickScratch() : undefined;
  if (scratch) process.env.TMPDIR = scratch.folder;
  let server: TestServer | undefined;
  const leave = async (): Promise<void> => {
    await server?.stop();
    await scratch?.end();
  };
  try {
    server = await testServer();
    const admin = connect(server.url, () => undefined, 1);
    const { sql } = await import('kysely');
    await sql`drop database if exists ${sql.ref(template)}`.execute(admin.owner);
    await sql`create database ${sql.ref(template)}`.execute(admin.owner);
    await admin.close();
    const made = connect(urlOf(server.url, template), () => undefined, 1);
    await migrate(made.owner);
    await made.close();
    project.provide('serverUrl', server.url);
    project.provide('shortServerUrl', server.shortUrl);
  } catch (error) {
    await leave();
    throw error;
  }
  return leave;
}

declare module 'vitest' {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be added to.
  export interface ProvidedContext {
    serverUrl: string;
    shortServerUrl: string;
  }
}
