// The longest specs begin first: one that begins last leaves a core idle until it ends. In a fresh clone nobody remembers
// how long each took, and otherwise the largest file would be first.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those that take 25 seconds or more on two cores, the longest first. */
const longest = [
  'faults/kill.spec.ts',
  'attacks/not-yours.spec.ts',
  'pages/measures.spec.ts',
  'pages/planned.spec.ts',
  'features/embedded.spec.ts',
  'pages/planned-teams.spec.ts',
  'contracts/teams.spec.ts',
  'pages/time.spec.ts',
  'faults/outbox-statements.spec.ts',
  'features/doctor.spec.ts',
  'features/planned-hours.spec.ts',
  'pages/playground.spec.ts',
  'features/planned-checkins.spec.ts',
  'features/teams-helpnow.spec.ts',
  'faults/stop.spec.ts',
  'faults/keeper.spec.ts',
  'features/shift-calendar.spec.ts',
  'features/operator-outbox.spec.ts',
  'faults/storm.spec.ts',
];

/** Those that are not named come after all that are. */
function placeOf({ moduleId }: TestSpecification): number {
  const place = longest.findIndex((file) => moduleId.endsWith(`/test/${file}`));
  return place < 0 ? longest.length : place;
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return usual.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
