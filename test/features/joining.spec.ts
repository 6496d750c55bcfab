// Somebody is new: one word from us, in their language, by the doors of Slack and of Teams; and what they answer to it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countRows } from '../support/catalogue.ts';
import { enfermera, type Hospital, nurse, openHospital, ward } from '../support/hospital.ts';
import { otto as ottoLang } from '../support/teams-side.ts';
import { labelsOf, type TeamsVisitor, teamsVisitor } from '../support/teams-visitor.ts';
import { buttonsOf, type Visitor, visitor } from '../support/visitor.ts';

const day = 24 * 3_600_000;
let hospital: Hospital;
let nora: Visitor;
let elena: Visitor;
let otto: TeamsVisitor;
beforeEach(async () => {
  hospital = await openHospital({ teams: true });
  // Ten in the morning in New York, four in the afternoon in Madrid: nobody's quiet hours.
  hospital.clock.now = Math.ceil(Date.now() / day) * day + day + 15 * 3_600_000;
  nora = visitor(hospital, nurse);
  elena = visitor(hospital, enfermera);
  otto = teamsVisitor(hospital, ottoLang);
});
afterEach(() => hospital.end());

async function joins(account: string): Promise<void> {
  await hospital.slack.join(account);
  await hospital.settled();
}
async function installs({ person }: TeamsVisitor): Promise<void> {
  await hospital.teams.install(person.id);
  await hospital.settled();
}

/** What somebody has said of each kind, by the platform's own id. */
async function saidBy(account: string): Promise<Readonly<Record<string, boolean>>> {
  const rows = await hospital.database.owner
    .selectFrom('consent')
    .innerJoin('account', 'account.person_id', 'consent.person_id')
    .select(['kind', 'agreed'])
    .where('account.external_id', '=', account)
    .orderBy('kind')
    .execute();
  return Object.fromEntries(rows.map(({ kind, agreed }) => [kind, agreed]));
}

const fromUs = (who: Visitor) => who.notes().filter(({ user }) => user === 'U0LAMP');
const fromUsIn = (who: TeamsVisitor) => who.notes().filter(({ from }) => from !== who.person.id);

describe('whoever comes to the workspace, in Slack', () => {
  it('is told once what this is, in their language, and is not written down by that', async () => {
    const { account, person } = await countRows(hospital.database);
    await joins(enfermera);
    expect(fromUs(elena)).toHaveLength(1);
    const words = elena.read(elena.last());
    for (const key of [
      'membership.title',
      'membership.what',
      'membership.what-not',
      'membership.who-sees',
      'membership.stop',
      'membership.question',
    ] as const)
      expect(words).toContain(elena.hears(key));
    expect(buttonsOf(elena.last())).toEqual([
      elena.hears('membership.yes'),
      elena.hears('membership.choose'),
      elena.hears('any.not-now'),
      elena.hears('any.help'),
    ]);
    expect(await countRows(hospital.database)).toMatchObject({ account, person });
  });

  it('is told once, however often Slack tells it, also after they have written to us', async () => {
    hospital.slack.weather.duplicateEvents(2, false);
    await joins(nurse);
    await joins(nurse);
    await nora.command('/lamp help');
    await joins(nurse);
    expect(
      fromUs(nora).filter((note) => nora.read(note).includes(nora.hears('membership.what'))),
    ).toHaveLength(1);
  });

  it('is one of the three a week that this takes', async () => {
    await joins(nurse);
    const rows = await hospital.database.owner
      .selectFrom('delivery')
      .select(['why', 'counts_at'])
      .where('kind', '=', 'membership.welcome')
      .execute();
    expect(rows).toEqual([{ why: 'welcome', counts_at: new Date(hospital.clock.now) }]);
  });

  it('and had everything erased before hears nothing', async () => {
    await nora.command('/lamp erase');
    await nora.send({ sure: 'yes' });
    await nora.closeAll();
    await joins(nurse);
    expect(fromUs(nora)).toEqual([]);
  });

  it('as a guest hears nothing, since they may not work here, and is answered when they ask', async () => {
    await hospital.slack.change(nurse, { guest: true });
    await joins(nurse);
    expect(fromUs(nora)).toEqual([]);
    await nora.say('what is this?');
    expect(nora.read(nora.last())).toContain(nora.hears('membership.what'));
  });

  it('“Count me in” is all it takes, and what follows is said in its place', async () => {
    await joins(nurse);
    await nora.press(nora.last(), nora.hears('membership.yes'));
    expect(fromUs(nora)).toHaveLength(1);
    expect(nora.read(nora.last())).toContain(nora.hears('membership.in-what'));
    expect(nora.read(nora.last())).not.toContain(nora.hears('membership.what'));
    expect(await saidBy(nurse)).toEqual({ checkins: true, news: true });
    await nora.press(nora.last(), nora.hears('command.checkin'));
    expect(nora.read(nora.modal())).toContain(nora.hears('checkin.how'));
  });

  it('chooses what they get, kind by kind', async () => {
    await joins(enfermera);
    await elena.press(elena.last(), elena.hears('membership.choose'));
    expect(elena.read(elena.modal())).toContain(elena.hears('kind.news-help'));
    await elena.send({ kinds: ['news'] });
    expect(elena.read(elena.modal())).toContain(elena.hears('membership.chosen'));
    expect(await saidBy(enfermera)).toEqual({ checkins: false, news: true });
  });

  it('says “Not now”, and all that they ask for still works', async () => {
    await joins(nurse);
    await nora.press(nora.last(), nora.hears('any.not-now'));
    expect(nora.read(nora.last())).toContain(nora.hears('membership.nothing'));
    expect(await saidBy(nurse)).toEqual({ checkins: false, news: false });
    await nora.command('/checkin');
    expect(nora.modal().callback_id).toBe('checkins.mood');
  });
});

describe('“what is this?” in a channel', () => {
  it('is answered to whoever presses, and they answer for themselves alone', async () => {
    await nora.mention('what is this?');
    await elena.press(elena.last(ward), 'do.about');
    const seen = elena.last(ward);
    expect(seen.ephemeral).toBe(true);
    await elena.press(seen, 'membership.yes');
    expect(elena.read(elena.last(ward))).toContain(elena.hears('membership.in-what'));
    expect(await saidBy(enfermera)).toEqual({ checkins: true, news: true });
    expect(await saidBy(nurse)).toEqual({});
  });
});

describe('the home view', () => {
  it('begins with it for whoever has not answered yet, and no longer once they have', async () => {
    await hospital.slack.openHome(nurse);
    await hospital.settled();
    expect(buttonsOf(nora.home())[0]).toBe(nora.hears('membership.yes'));
    await nora.press(nora.home(), nora.hears('membership.yes'));
    expect(nora.read(nora.modal())).toContain(nora.hears('membership.in-what'));
    await nora.closeAll();
    await hospital.slack.openHome(nurse);
    await hospital.settled();
    expect(nora.read(nora.home())).not.toContain(nora.hears('membership.what'));
    expect(buttonsOf(nora.home())[0]).toBe(nora.hears('command.checkin'));
  });
});

describe('whoever puts us into their talk, in Teams', () => {
  it('is told once, though Teams says it twice, and not again when they take us out and in', async () => {
    await installs(otto);
    expect(fromUsIn(otto)).toHaveLength(1);
    expect(otto.read(otto.last())).toContain(otto.hears('membership.what'));
    expect(labelsOf(otto.last())).toEqual([
      otto.hears('membership.yes'),
      otto.hears('membership.choose'),
      otto.hears('any.not-now'),
      otto.hears('any.help'),
    ]);
    await hospital.teams.uninstall(ottoLang.id);
    await hospital.settled();
    // No note of that message is kept any more.
    hospital.clock.now += 60 * day;
    await hospital.house.tick.minute();
    await installs(otto);
    expect(fromUsIn(otto)).toHaveLength(1);
  });

  it('hears it at once, also in the night: they have just come', async () => {
    hospital.clock.now += 10 * 3_600_000;
    await installs(otto);
    expect(otto.read(otto.last())).toContain(otto.hears('membership.what'));
  });

  it('does by the same presses what they do in Slack', async () => {
    await installs(otto);
    const welcome = otto.last();
    await otto.press(welcome, 'membership.not-now');
    expect(otto.read(otto.again(welcome))).toContain(otto.hears('membership.nothing'));
    expect(await saidBy(ottoLang.aad)).toEqual({ checkins: false, news: false });
    await otto.say('messages');
    await otto.send(otto.last(), { kinds: ['checkins'] });
    expect(otto.read(otto.last())).toContain(otto.hears('membership.chosen'));
    expect(await saidBy(ottoLang.aad)).toEqual({ checkins: true, news: false });
    await otto.say('stop');
    expect(otto.read(otto.last())).toContain(otto.hears('membership.stays'));
    expect(await saidBy(ottoLang.aad)).toEqual({ checkins: false, news: false });
  });

  it('and had everything erased before hears nothing', async () => {
    await installs(otto);
    await otto.say('erase');
    await otto.send(otto.last(), { sure: 'true' });
    await hospital.teams.uninstall(ottoLang.id);
    await hospital.settled();
    const before = fromUsIn(otto).length;
    hospital.clock.now += 2 * 60_000;
    await installs(otto);
    expect(fromUsIn(otto)).toHaveLength(before);
  });
});
