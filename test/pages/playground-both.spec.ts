import type { FrameLocator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { appears, choose, layDesk, sitting } from './desk.ts';

const desk = layDesk();

describe('one hospital on two platforms', () => {
  test('somebody with an account in both sits in either, and the address remembers where', async () => {
    await desk.sitAs('Amara Bello');
    await desk.page.getByRole('button', { name: '#ward-4' }).waitFor();
    await desk.page.getByRole('button', { name: 'Teams', exact: true }).click();
    await desk.page.getByRole('button', { name: 'General Ward 4' }).waitFor();
    expect(await desk.page.getByRole('button', { name: '#ward-4' }).count()).toBe(0);
    await desk.type('checkin');
    await desk.fromBot().waitFor();
    await desk.page.reload();
    await desk.fromBot().waitFor();
    await desk.page.getByRole('button', { name: 'Slack', exact: true }).click();
    await desk.page.getByRole('button', { name: '#ward-4' }).waitFor();
    expect(await desk.fromBot().count()).toBe(0);
  });

  test('arrow keys go from person to person, across the platforms', async () => {
    await desk.sitAs('Ruth Kaplan');
    await desk.page.getByRole('button', { name: 'Ruth Kaplan' }).press('ArrowDown');
    await desk.page.keyboard.press('Enter');
    await sitting(desk.page, 'Grace Osei');
    await desk.page.getByRole('button', { name: 'General Ward 4' }).waitFor();
    await desk.page.getByRole('button', { name: 'Grace Osei' }).press('ArrowUp');
    await desk.page.keyboard.press('Enter');
    await sitting(desk.page, 'Ruth Kaplan');
    expect(await desk.page.locator('.person[aria-pressed="true"]').count()).toBe(1);
  });

  test('somebody is found among all by a part of their name or work, without accents and by keyboard alone', async () => {
    await desk.sitAs('Ruth Kaplan');
    const find = desk.page.getByRole('searchbox', { name: 'Find somebody' });
    await find.focus();
    await desk.page.keyboard.type('lucia');
    await desk.page.keyboard.press('Enter');
    await sitting(desk.page, 'Lucía Herrera');
    await find.fill('steward');
    expect(await desk.page.locator('.person:visible').allInnerTexts()).toEqual([
      expect.stringContaining('David Cohen'),
    ]);
    await find.press('ArrowDown');
    await desk.page.keyboard.press('Enter');
    await sitting(desk.page, 'David Cohen');
    await find.fill('nobody at all');
    expect(await appears(desk.page.getByText('Nobody here is called that.'))).toBe(true);
  });

  test('two persons sit side by side, each in their own client', async () => {
    const pane = (name: string): FrameLocator => desk.page.frameLocator(`iframe[name="${name}"]`);
    await desk.sitAs('Ruth Kaplan');
    await desk.page.getByRole('button', { name: 'Two side by side' }).click();
    await sitting(pane('First'), 'Ruth Kaplan');
    await sitting(pane('Second'), 'Theo Lindqvist');
    await choose(pane('Second'), 'Dolores Vega');
    await pane('Second').getByRole('textbox', { name: 'Message', exact: true }).fill('form');
    await pane('Second').getByRole('button', { name: 'Send' }).click();
    await pane('Second').getByText('Take your time.').waitFor();
    await desk.page.reload();
    await sitting(pane('First'), 'Ruth Kaplan');
    await sitting(pane('Second'), 'Dolores Vega');
    await desk.page.setViewportSize({ width: 320, height: 640 });
    await expect.poll(() => desk.page.locator('iframe:visible').count()).toBe(1);
    await desk.page.setViewportSize({ width: 1440, height: 900 });
    await desk.page.getByRole('button', { name: 'Two side by side' }).click();
    await sitting(desk.page, 'Ruth Kaplan');
    expect(await desk.page.locator('iframe').count()).toBe(0);
  });

  test.for([
    { width: 320, height: 640, colorScheme: 'light' },
    { width: 320, height: 640, colorScheme: 'dark' },
    { width: 1440, height: 900, colorScheme: 'light' },
  ] as const)(
    'Teams never scrolls sideways, nor the page as a whole: $width pixels, $colorScheme',
    async ({ width, height, colorScheme }) => {
      await desk.page.setViewportSize({ width, height });
      await desk.page.emulateMedia({ colorScheme });
      await desk.sitAs('Dolores Vega');
      await desk.type(`https://example.org/${'long'.repeat(60)} ${'word'.repeat(60)}`);
      await desk.fromBot().waitFor();
      await desk.type('checkin');
      await desk.fromBot().getByText('12 months').waitFor();
      await desk.type('form');
      await desk.fromBot().getByText('Take your time.').waitFor();
      const sideways = `Math.max(...['html', '#scroll', '#chooser'].map((name) => {
        const { scrollWidth, clientWidth } = document.querySelector(name);
        return scrollWidth - clientWidth;
      }))`;
      expect(await desk.page.evaluate(sideways)).toBe(0);
      const { scrollHeight, clientHeight } = await desk.page.evaluate<{
        scrollHeight: number;
        clientHeight: number;
      }>('(({ scrollHeight, clientHeight }) => ({ scrollHeight, clientHeight }))(document.documentElement)');
      expect(scrollHeight).toBe(clientHeight);
    },
  );

  test('asks nothing of anybody but this computer, and nothing that its own rules forbid', async () => {
    await desk.openForm();
    await desk.type('checkin');
    await desk.fromBot().getByText('12 months').waitFor();
    await desk.fromBot().last().getByRole('button', { name: 'Who sees this?' }).click();
    expect([...desk.visited]).toEqual(['localhost']);
    expect(desk.complaints).toEqual([]);
  });
});
