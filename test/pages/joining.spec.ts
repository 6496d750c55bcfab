// A newcomer joins, reads, says yes, changes to Spanish, takes a copy of all that is kept, and has it erased; a coordinator names a
// deputy. In the browser, as people do it.
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { speaker } from '../../src/words/speak.ts';
import { everythingIn } from '../support/catalogue.ts';
import { closeAll } from './browser.ts';
import { sitInHospital } from './hospital.ts';

const there = sitInHospital();

describe('a newcomer', () => {
  it.each([
    { where: 'yusuf.demir', account: 'U0YUSUF026', yes: 'Count me in', call: '/lamp ' },
    { where: 'carmen.rios', account: 'ca23e210-2026-4c13-8b40-0ca23e210b40', yes: 'Me apunto', call: '' },
  ])(
    '$where joins, reads, says yes, changes the language, takes a copy, and leaves nothing behind',
    async (one) => {
      const isFirstInSpanish = one.yes === 'Me apunto';
      await there.sit(one.where);
      await there.shows(isFirstInSpanish ? /Hola, soy Lamplight/ : /Hello, I am Lamplight/);
      expect((await everythingIn(there.database)).toLowerCase()).toContain(one.account.toLowerCase());
      await there.press(one.yes);
      await there.shows(isFirstInSpanish ? 'Cuento contigo' : 'You are in');

      await there.say(`${one.call}settings`);
      await there.press(speaker(isFirstInSpanish ? 'es' : 'en', 'UTC')('settings.language-change'));
      await there.page
        .getByRole('radio', { name: isFirstInSpanish ? 'English' : 'Español' })
        .last()
        .check();
      await there.press(isFirstInSpanish ? 'Guardar' : 'Save');
      await there.shows(isFirstInSpanish ? 'Settings' : 'Ajustes');
      await closeAll(there.page);

      await there.say(`${one.call}export`);
      const link = there.page.locator('a[href*="/export/"]').last();
      await link.waitFor();
      const address = (await link.getAttribute('href')) ?? '';
      const copy = await there.page.context().newPage();
      await copy.goto(address);
      const [download] = await Promise.all([copy.waitForEvent('download'), copy.getByRole('button').click()]);
      const file: unknown = JSON.parse(await readFile(await download.path(), 'utf8'));
      expect(JSON.stringify(file)).toContain(one.account);
      await copy.close();

      await there.say(`${one.call}erase`);
      await there.page.getByRole('checkbox').last().check();
      await there.press(isFirstInSpanish ? 'Erase' : 'Borrar');
      await there.shows(isFirstInSpanish ? 'All of it is erased' : 'Todo está borrado');
      const left = await everythingIn(there.database);
      expect(left).not.toContain(one.account);
      expect(left).toContain('tombstone.');
    },
  );
});

describe('a coordinator', () => {
  async function name(who: string, role: string): Promise<void> {
    await there.sit('ruth.kaplan');
    await there.say('/lamp admin roles');
    await there.press('Name somebody');
    const form = there.dialog();
    await form.getByLabel('Who?').selectOption({ label: who });
    await form.getByRole('radio', { name: role, exact: false }).or(form.getByLabel(role)).first().check();
    await form.getByRole('button', { name: 'Name them' }).click();
  }

  it('makes a deputy, who can run the programme from then on', async () => {
    await name('Hanna Berg', 'deputy coordinator');
    await there.shows(/Hanna Berg is told: deputy coordinator/);
    await there.sit('hanna.berg');
    await there.shows('You have a role here now: deputy coordinator');
    await there.say('/lamp help');
    await there.shows(/You stand in for a coordinator/);
    await there.say('/lamp admin');
    expect(await there.shows('Your programme')).toBe(true);
  });

  it('is refused to make a leader a coordinator, and told why', async () => {
    await name('Elena Marsh', 'leader');
    await there.shows(/Elena Marsh is told: leader/);
    await name('Elena Marsh', 'coordinator');
    await there
      .dialog()
      .getByText(/cannot run this programme as well/)
      .waitFor();
    await there.sit('elena.marsh');
    await there.say('/lamp help');
    await there.shows(/You lead a unit/);
    await there.say('/lamp admin');
    expect(await there.shows(/I do not know that word/)).toBe(true);
  });

  it('names a steward, who sees the set-up and changes nothing', async () => {
    await name('David Cohen', 'steward');
    await there.shows(/David Cohen is told: steward/);
    await there.sit('david.cohen');
    await there.say('/lamp admin');
    await there.shows(/You change nothing here/);
    await there.press('Record');
    expect(await there.shows(/David Cohen was named: steward/)).toBe(true);
  });
});
