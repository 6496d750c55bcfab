// Business time on the page: moved ahead, believed by the bot, and never taken back.
import { describe, expect, it } from 'vitest';
import { closeAll } from './browser.ts';
import { sitInHospital } from './hospital.ts';

const there = sitInHospital();

/** What the page shows for now, in ms; the year is the machine's. */
async function shownTime(): Promise<number> {
  const text = await there.page.locator('#clock').innerText();
  const [, day = '', time = ''] = /, (\w+ \d+), ([\d:]+\s[AP]M)/.exec(text.replace(' ', ' ')) ?? [];
  return Date.parse(`${day} ${new Date().getUTCFullYear()} ${time} UTC`);
}

describe('time', () => {
  it('passes by an hour, a day and a week, for everybody, and is as far ahead after a restart', async () => {
    await there.sit('amara.bello');
    const before = await shownTime();
    let hours = 0;
    for (const [button, more, over] of [
      ['+1 hour', 1, 'An hour later.'],
      ['+1 day', 24, 'A day later.'],
      ['+1 week', 168, 'A week later.'],
    ] as const) {
      hours += more;
      await there.press(button);
      // The clock shows it before the page hears that it is over, and takes no press until then.
      await there.page.getByText(over).waitFor({ timeout: 60_000 });
      await expect
        .poll(async () => Math.round((await shownTime()) - before) / 3_600_000, { timeout: 30_000 })
        .toBeCloseTo(hours, 0);
    }
    await there.restart();
    await there.sit('kwame.mensah');
    expect(((await shownTime()) - before) / 3_600_000).toBeCloseTo(hours, 0);
  }, 150_000);

  it('is what the bot believes: a link for fifteen minutes has ended an hour later', async () => {
    await there.sit('bridget.walsh');
    await there.say('/lamp export');
    const link = there.page.locator('a[href*="/export/"]').last();
    const address = (await link.getAttribute('href')) ?? '';
    expect((await fetch(address)).status).toBe(200);
    const before = await shownTime();
    await there.press('+1 hour');
    await expect.poll(async () => (await shownTime()) - before).toBeGreaterThanOrEqual(3_500_000);
    expect((await fetch(address)).status).not.toBe(200);
  });

  it('ends nothing that somebody has just begun: a form opens while days go by', async () => {
    await there.sit('amara.bello');
    await there.say('/lamp settings');
    await there.page.getByRole('button', { name: 'Tell me my shifts' }).last().waitFor();
    await there.press('+1 week');
    for (let opened = 0; opened < 5; opened += 1) {
      await there.press('Tell me my shifts');
      await there.dialog().waitFor();
      await closeAll(there.page);
    }
    await there.page.getByText('A week later.').waitFor({ timeout: 60_000 });
    expect(await there.dialog().count()).toBe(0);
  }, 120_000);

  it('is moved by nobody but a page of this computer', async () => {
    const body = JSON.stringify({ hours: 1 });
    const asked = (headers: Record<string, string>) =>
      fetch(`${there.program.url}/playground/clock`, { method: 'POST', body, headers });
    expect((await asked({ 'content-type': 'application/json', origin: 'https://example.org' })).status).toBe(
      403,
    );
    expect((await asked({ 'content-type': 'text/plain' })).status).toBe(415);
    const odd = await fetch(`${there.program.url}/playground/clock`, {
      method: 'POST',
      body: JSON.stringify({ hours: -24 }),
      headers: { 'content-type': 'application/json' },
    });
    expect(odd.status).toBe(400);
  });
});
