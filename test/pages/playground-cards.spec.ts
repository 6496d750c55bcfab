import { describe, expect, test } from 'vitest';
import { coordinator, layDesk, resident, ward } from './desk.ts';

const desk = layDesk();

describe('a form in a card', () => {
  test('is not sent while something is missing, and says so at the field', async () => {
    const form = await desk.openForm();
    await form.getByRole('button', { name: 'Keep it' }).click();
    await form.getByText('Choose one.').waitFor();
    const mood = form.getByRole('radiogroup', { name: 'Mood' });
    await expect.poll(() => mood.getAttribute('aria-invalid')).toBe('true');
    expect(await desk.page.evaluate('document.activeElement.type')).toBe('radio');
    expect(desk.house.teamsBot.heard).toEqual([]);
    await form.getByRole('radio', { name: 'Good' }).check();
    await expect.poll(() => mood.getAttribute('aria-invalid')).toBe(null);
  });

  test('is sent with what was filled in, as Teams sends it', async () => {
    const form = await desk.openForm();
    await form.getByRole('radio', { name: 'Good' }).check();
    await form.getByRole('checkbox', { name: 'Sleep' }).check();
    await form.getByRole('checkbox', { name: 'A hard case' }).check();
    await form.getByLabel('Note').fill('A long night');
    await form.getByLabel('What would help').selectOption({ label: 'A talk' });
    await form.getByLabel('Day').fill('2026-11-22');
    await form.getByLabel('Time').fill('19:30');
    await form.getByLabel('With whom').selectOption({ label: 'Grace Osei' });
    await form.getByRole('checkbox', { name: 'Keep it for a year' }).check();
    await form.getByRole('button', { name: 'Keep it' }).click();
    await desk.fromBot().getByText('Kept. Only you see it.').waitFor();
    expect(desk.house.teamsBot.heard.at(-1)).toMatchObject({
      name: 'adaptiveCard/action',
      value: {
        action: {
          verb: 'form',
          data: {
            press: 'form',
            'in:mood': '4',
            'in:topics': 'sleep,case',
            'in:note': 'A long night',
            'in:help': 'talk',
            'in:day': '2026-11-22',
            'in:time': '19:30',
            'in:who': desk.house.coordinators[1],
            'in:sure': 'true',
          },
        },
      },
    });
    expect(JSON.stringify(desk.house.teamsBot.heard.at(-1))).not.toContain('in:hours');
  });

  test('comes back with what was typed where the bot finds fault', async () => {
    const form = await desk.openForm();
    await form.getByRole('radio', { name: 'Good' }).check();
    await form.getByLabel('Note').fill('no');
    await form.getByRole('button', { name: 'Keep it' }).click();
    await form.getByText('Say a little more.').waitFor();
    expect(await form.getByLabel('Note').inputValue()).toBe('no');
    expect(await form.getByRole('radio', { name: 'Good' }).isChecked()).toBe(true);
    await form.getByLabel('Note').fill('');
    await form.getByRole('button', { name: 'Keep it' }).click();
    await desk.fromBot().getByText('Kept.').waitFor();
  });

  test('stays as it is being filled in while others write', async () => {
    await desk.sitAs('Theo Lindqvist');
    await desk.page.getByRole('button', { name: 'General' }).click();
    await desk.type('@Lamplight form');
    const note = desk.fromBot().getByLabel('Note');
    await note.fill('half a sent');
    const [post] =
      desk.house.pretendTeams.seenBy(resident).conversations.find(({ id }) => id === ward)?.messages ?? [];
    await desk.house.pretendTeams.message(coordinator, ward, 'Good morning', post?.id);
    await desk.page.getByRole('article', { name: 'Grace Osei' }).waitFor();
    await desk.page.keyboard.type('ence');
    expect(await note.inputValue()).toBe('half a sentence');
    expect(await desk.focused()).toBe('in:note');
  });

  test('does not take away what was chosen in another of its kind', async () => {
    const first = await desk.openForm();
    await desk.type('form');
    await expect.poll(() => desk.fromBot().count()).toBe(2);
    await desk.fromBot().first().getByRole('radio', { name: 'Good' }).check();
    await first.getByRole('radio', { name: 'All right' }).check();
    expect(await desk.fromBot().first().getByRole('radio', { name: 'Good' }).isChecked()).toBe(true);
  });

  test('needs no pointer', async () => {
    const form = await desk.openForm();
    await form.focus();
    await desk.page.keyboard.press('Tab');
    expect(await desk.focused()).toBe('in:mood');
    await desk.page.keyboard.press('Space');
    await desk.page.keyboard.press('ArrowDown');
    expect(await form.getByRole('radio', { name: 'Hard', exact: true }).isChecked()).toBe(true);
    await form.getByRole('button', { name: 'Keep it' }).focus();
    await desk.page.keyboard.press('Enter');
    await desk.fromBot().getByText('Kept.').waitFor();
    expect(await desk.page.evaluate('document.activeElement.tagName')).toBe('ARTICLE');
  });
});
