// The same as it arrives: requests that Slack signed and activities that Microsoft did, with a press or a form in them that
// whoever sends them may not use. A form of Teams is marked by us and cannot be made by anybody else (teams-forms.spec).
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsIn } from '../support/every-act.ts';
import { type Hospital, nurse, openHospital } from '../support/hospital.ts';
import { formOf, pressOf, signed } from '../support/letter.ts';
import { nora as noraQuinn } from '../support/teams-side.ts';
import { type Note, teamsVisitor } from '../support/teams-visitor.ts';
import { type Visitor, visitor } from '../support/visitor.ts';

let hospital: Hospital;
let nora: Visitor;
let presses: readonly string[];
let forms: readonly string[];
const told: string[] = [];
const desk = createServer((request, response) => {
  let body = '';
  request.on('data', (piece: Buffer) => {
    body += piece.toString();
  });
  request.on('end', () => {
    told.push(body);
    response.end('ok');
  });
});
let respond = '';

beforeAll(async () => {
  hospital = await openHospital({
    teams: true,
    limits: { personPerMinute: 10_000, organisationPerSecond: 10_000 },
  });
  nora = visitor(hospital, nurse);
  await nora.say('help');
  await new Promise<void>((resolve) => void desk.listen(0, '127.0.0.1', resolve));
  const address = desk.address();
  respond = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  // What is off is gone for everybody: not-yours.spec.ts.
  const features = hospital.house.features.filter(({ optional }) => !optional);
  const guarded = features.filter(({ roles }) => roles);
  const verbs = features.flatMap(({ commands }) => commands.filter(({ roles }) => roles));
  presses = [
    ...guarded.flatMap(({ name, presses = {}, always }) =>
      Object.keys(presses)
        .map((press) => `${name}.${press}`)
        .filter((press) => !always?.presses.includes(press)),
    ),
    ...verbs.map(({ verb }) => `do.${verb}`),
  ];
  forms = guarded.flatMap(({ name, forms = {} }) => Object.keys(forms).map((form) => `${name}.${form}`));
});
afterAll(async () => {
  desk.close();
  await hospital.end();
});

/** What stands there beside the notes of what came in, and of the one who did it. */
async function rest(account: string): Promise<readonly string[]> {
  await hospital.settled();
  const { id, person } = await hospital.database.owner
    .selectFrom('account')
    .select(['id', 'person_id as person'])
    .where('external_id', '=', account)
    .executeTakeFirstOrThrow();
  return (await rowsIn(hospital.database)).filter(
    (row) => !row.startsWith('inbox ') && !row.includes(id) && !row.includes(person),
  );
}
const faults = () => hospital.facts.filter(({ event }) => event === 'fault' || event === 'late');

describe('somebody without a role', () => {
  it('is refused each press by Slack, and told so', async () => {
    const before = await rest(nurse);
    expect(presses.length).toBeGreaterThan(20);
    for (const press of presses) {
      told.length = 0;
      const { body, headers } = signed(pressOf({ person: nurse }, press, 'x', respond));
      expect((await hospital.knock(body, headers)).status).toBe(200);
      await hospital.settled();
      expect([press, told.join('').includes(nora.hears('any.not-yours'))]).toEqual([press, true]);
    }
    expect(await rest(nurse)).toEqual(before);
    expect(faults()).toEqual([]);
  });

  it('is refused each form by Slack, and told so', async () => {
    const before = await rest(nurse);
    expect(forms.length).toBeGreaterThan(5);
    for (const form of forms) {
      const { body, headers } = signed(formOf({ person: nurse }, form, 'x', {}));
      const answer = await (await hospital.knock(body, headers)).text();
      expect([form, answer.includes(nora.hears('any.not-yours'))]).toEqual([form, true]);
    }
    expect(await rest(nurse)).toEqual(before);
    expect(faults()).toEqual([]);
  });

  it('is refused each press by Teams, and told so', async () => {
    const quinn = teamsVisitor(hospital, noraQuinn);
    await quinn.say('help');
    const before = await rest(noraQuinn.aad);
    const help = quinn.last();
    const isRefusal = (note: Note): boolean => quinn.read(note).includes(quinn.hears('any.not-yours'));
    let refusals = 0;
    for (const press of presses) {
      // Their own button, with something else in it.
      await hospital.teams.press(noraQuinn.id, help.talk, help.id, (action) => {
        const isTheirs = 'verb' in action && action.verb === 'press';
        if (isTheirs) Object.assign(action, { data: { press, value: 'x' } });
        return isTheirs;
      });
      await hospital.settled();
      refusals += 1;
      expect([press, quinn.notes().filter(isRefusal).length]).toEqual([press, refusals]);
    }
    expect(await rest(noraQuinn.aad)).toEqual(before);
    expect(faults()).toEqual([]);
  });
});
