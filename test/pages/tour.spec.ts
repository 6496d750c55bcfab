// The three things that the page suggests to newcomers, each done as it is written.
import { expect, it } from 'vitest';
import { closeAll } from './browser.ts';
import { sitInHospital } from './hospital.ts';

const there = sitInHospital();
const tour = () => there.page.getByRole('region', { name: 'Three things to try' });
async function take(step: number): Promise<void> {
  await tour().getByRole('button', { name: 'Take me there' }).nth(step).click();
  await there.page.locator('#message[placeholder]:not([placeholder=""])').waitFor();
}
const send = () => there.page.getByRole('button', { name: 'Send', exact: true }).click();
const isDone = (title: string) => tour().getByText(`✓ ${title} (done)`).waitFor();
const typed = () => there.page.getByRole('textbox', { name: 'Message', exact: true }).inputValue();

it('each works as written, and is ticked when it was really done', async () => {
  await there.sit('kwame.mensah');
  await take(0);
  await expect.poll(typed).toBe('/checkin');
  await send();
  await there.dialog().getByRole('radio').nth(3).check();
  await there.press('Keep it');
  await there.dialog().getByText('What is it about?').waitFor();
  await closeAll(there.page);
  await isDone('Check in');

  await take(1);
  await expect.poll(typed).toBe('helpnow');
  await send();
  await there.press('Ireland');
  await isDone('Get help now');

  await take(2);
  await expect.poll(typed).toBe('/lamp admin');
  await send();
  await there.shows(/things? need/);
  await isDone('Run the programme');
});

it('is put away for good, and comes back when asked for', async () => {
  await there.sit('kwame.mensah');
  await tour().getByRole('button', { name: 'Close' }).click();
  expect(await tour().isVisible()).toBe(false);
  await there.page.reload();
  await there.page.locator('#message[placeholder]:not([placeholder=""])').waitFor();
  expect(await tour().isVisible()).toBe(false);
  await there.press('What to try');
  expect(await tour().isVisible()).toBe(true);
});
