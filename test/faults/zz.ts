import { setTimeout as wait } from 'node:timers/promises';
import { until } from '../support/checkins.ts';
import { gatherCrew } from '../support/crew.ts';
import { beginShift, dice } from '../support/shift.ts';
import { openTeamsWard } from '../support/teams-ward.ts';
import { openWard } from '../support/ward.ts';

const ward = await (process.argv[2] === 'slack' ? openWard(4000) : openTeamsWard(4000));
const crew = await gatherCrew(ward.environment);
const random = dice(7);
const program = await crew.join({ LOG_LEVEL: 'warn' });
program.process.stderr?.on('data', (d: Buffer) => process.stderr.write(`${Date.now() % 1000000} ${d}`));
ward.serveFrom(program.url);
const shift = beginShift(ward, 4000, 6, random);
for (let kill = 1; kill <= 20; kill += 1) {
  const before = shift.kept.size;
  const t = Date.now();
  await until(() => shift.kept.size > before + 2 || Date.now() - t > 20_000);
  if (Date.now() - t > 20_000) {
    console.log('STALL', program.output());
    const { execSync } = await import('node:child_process');
    console.log(
      execSync(
        'ps aux | grep -i postgres | head -40; ls -la /var/lib | grep lamp; tail -20 /tmp/*/data/postgres.log 2>/dev/null | tail -40',
      ).toString(),
    );
    process.exit(1);
  }
  console.log('progress after', Date.now() - t, 'kept', shift.kept.size, 'refused', shift.refused());
  await wait(random() * 200);
  await crew.killServer(random() < 0.5);
  console.log(Date.now() % 1000000, 'killed');
}
await shift.end();
await program.stop();
await crew.end();
await ward.end();
