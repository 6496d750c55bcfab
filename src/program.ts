// The program: says what went wrong in a sentence, and ends as it is asked to.
//
// What takes long begins first: the database server is a process of its own, and all that is ours is loaded meanwhile.
import { readConfig, WrongSettings } from './config.ts';
import { openKeys, reachServer } from './database/reach.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function begin() {
  const config = readConfig(process.env);
  const keys = await openKeys(config);
  const begun = Promise.withResolvers<'making' | 'starting'>();
  const reaching = reachServer(config, say, begun.resolve);
  // Loading holds everything else up.
  const what = await Promise.race([begun.promise, reaching]);
  const { start } = await import('./start.ts');
  if (what === 'making') await (await import('./database/migrate.ts')).readAhead();
  return start(config, keys, reaching, say);
}

async function main(): Promise<void> {
  let ending = false;
  const beginning = begin();
  const end = (): void => {
    // Asked twice: somebody is in a hurry.
    if (ending) process.exit(1);
    ending = true;
    beginning
      .then((running) => running.stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  const running = await beginning;
  try {
    await running.settle();
  } catch (error) {
    if (!ending) await running.stop().catch(() => undefined);
    throw error;
  }
}

try {
  await main();
} catch (error) {
  // A sentence for whoever started us; a trace is for faults of ours only.
  const isSentence = error instanceof WrongSettings || (error instanceof Error && error.name === 'Error');
  process.stderr.write(
    `${isSentence ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(1);
}
