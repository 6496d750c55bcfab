import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseOptions } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const options = await extractOptions(join(root, '.dependency-cruiser.mjs'));
const walls = [...(options.ruleSet?.forbidden ?? []), ...(options.ruleSet?.required ?? [])];

/** What breaks which wall in the small house of that wall, as `from -> to`; a file forbidden as such points at itself. */
const broken: Readonly<Record<string, readonly string[]>> = {
  'no-circles': ['src/delivery/lane.ts -> src/delivery/outbox.ts'],
  'only-start-knows-adapters': [
    'src/bot.ts -> adapters/slack/start.ts',
    'src/delivery/outbox.ts -> adapters/slack/start.ts',
  ],
  'no-platform-library-in-core': [
    'src/bot.ts -> @slack/bolt',
    'src/chat/card.ts -> @slack/types',
    'src/people/account.ts -> botbuilder',
  ],
  'rules-are-pure': [
    'src/chat/check.ts -> src/database/connect.ts',
    'src/features/buddies/rules.ts -> kysely',
    'src/features/buddies/rules.ts -> pg',
    'src/features/buddies/rules.ts -> src/features/buddies/store.ts',
    'src/guard/report.ts -> src/web/page.ts',
    'src/schedule/rules.ts -> src/database/connect.ts',
  ],
  'rules-touch-no-machine': ['src/chat/message.ts -> fs', 'src/features/buddies/rules.ts -> crypto'],
  'only-people-step-out': [
    'src/bot.ts -> src/database/as-owner.ts',
    'src/features/checkins/store.ts -> src/database/as-owner.ts',
  ],
  'features-are-strangers': [
    'src/features/checkins/handlers.ts -> src/features/help/lines.ts',
    'src/features/checkins/rules.ts -> src/features/help/lines.ts',
  ],
  'adapters-are-strangers': [
    'adapters/playground/room.ts -> adapters/slack/draw.ts',
    'adapters/teams/draw.ts -> adapters/slack/draw.ts',
  ],
  'platforms-know-no-feature': [
    'adapters/slack/draw.ts -> src/features/checkins/cards.ts',
    'adapters/slack/draw.ts -> src/people/person.ts',
    'adapters/slack/send.ts -> src/database/connect.ts',
    'adapters/slack/send.ts -> src/delivery/outbox.ts',
  ],
  'platforms-use-the-language-only': [
    'adapters/slack/start.ts -> src/bot.ts',
    'adapters/slack/start.ts -> src/config.ts',
  ],
  'playground-is-outside': [
    'adapters/playground/room.ts -> src/chat/card.ts',
    'adapters/playground/room.ts -> src/chat/event.ts',
  ],
  'nothing-rests-on-tests': [
    'adapters/playground/room.ts -> test/support/port.ts',
    'src/config.ts -> test/support/port.ts',
  ],
  'nothing-imports-main': ['src/web/health.ts -> src/main.js', 'test/features/start.spec.ts -> src/main.js'],
  'no-types-file': [
    'adapters/slack/types.ts -> adapters/slack/types.ts',
    'src/people/types.ts -> src/people/types.ts',
  ],
  'no-barrels': ['src/people/index.ts -> src/people/index.ts'],
  'no-utilities': [
    'adapters/slack/helpers.ts -> adapters/slack/helpers.ts',
    'src/utils/text.ts -> src/utils/text.ts',
  ],
};

/** Every violation in the house that stands in `folder`, as `rule: from -> to`, and how many files were looked at. */
async function inspect(folder: string, more: Partial<ICruiseOptions> = {}) {
  const rooms = ['src', 'adapters', 'migrations', 'test'].filter((room) => existsSync(join(folder, room)));
  const { output } = await cruise(rooms, { ...options, ...more, validate: true, baseDir: folder });
  if (typeof output === 'string') throw new Error(`dependency-cruiser answered with text: ${output}`);
  const found = output.summary.violations.map(
    ({ rule, from, to }) => `${rule.name}: ${from} -> ${packageOf(to)}`,
  );
  return { found: [...new Set(found)].sort(), files: output.modules.map((module) => module.source) };
}

const packageOf = (path: string): string =>
  /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path.replace(/^node:/, '');

describe('the walls of the house', () => {
  test('each gives its reason', () => {
    for (const wall of walls) expect(wall.comment, wall.name).toMatch(/\w+ \w+ \w+/);
  });

  test('each has a small house that breaks it, and each small house a wall', () => {
    const names = walls.map((wall) => wall.name ?? 'a wall without a name').sort();
    expect(readdirSync(join(root, 'test/walls')).sort()).toEqual(names);
    expect(Object.keys(broken).sort()).toEqual(names);
  });

  test.each(Object.entries(broken))('%s bites, where it should and nowhere else', async (name, edges) => {
    const { found } = await inspect(join(root, 'test/walls', name));
    expect(found).toEqual(edges.map((edge) => `${name}: ${edge}`).sort());
  });

  test('all stand in the house itself', async () => {
    const { found, files } = await inspect(root);
    expect(files).toContain('src/chat/card.ts');
    expect(files).toContain('test/contracts/walls.spec.ts');
    expect(found).toEqual([]);
  });

  test('no circle is left once the types are gone', async () => {
    // A circle of values could hide behind one of types that passes through the same two files.
    const withoutTypes: Partial<ICruiseOptions> = {
      ruleSet: {
        forbidden: [{ name: 'circle', severity: 'error', from: {}, to: { circular: true } }],
      },
      tsPreCompilationDeps: false,
    };
    const small = await inspect(join(root, 'test/walls/no-circles'), withoutTypes);
    expect(small.found).toEqual(['circle: src/delivery/lane.ts -> src/delivery/outbox.ts']);
    expect((await inspect(root, withoutTypes)).found).toEqual([]);
  });
});
