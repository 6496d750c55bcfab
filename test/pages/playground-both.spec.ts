import type { FrameLocator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { appears, layDesk } from './desk.ts';

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
    await desk.page.getByRole('tab', { name: 'Ruth Kaplan' }).press('ArrowRight');
    await desk.page.getByRole('tab', { name: 'Theo Lindqvist', selected: true }).waitFor();
    await desk.page.getByRole('button', { name: 'General Ward 4' }).waitFor();
    await desk.page.getByRole('tab', { name: 'Theo Lindqvist' }).press('ArrowLeft');
    expect(await appears(desk.page.getByRole('tab', { name: 'Ruth Kaplan', selected: true }))).toBe(true);
  });

  test('two persons sit side by side, each in their own client', async () => {
    const pane = (name: string): FrameLocator => desk.page.frameLocator(`iframe[name="${name}"]`);
    await desk.sitAs('Ruth Kaplan');
    await desk.page.getByRole('button', { name: 'Two side by side' }).click();
    await pane('First').getByRole('tab', { name: 'Ruth Kaplan', selected: true }).waitFor();
    await pane('Second').getByRole('tab', { name: 'Theo Lindqvist', selected: true }).waitFor();
    await pane('Second').getByRole('tab', { name: 'Dolores Vega' }).click();
    await pane('Second').getByRole('textbox', { name: 'Message', exact: true }).fill('form');
    await pane('Second').getByRole('button', { name: 'Send' }).click();
    await pane('Second').getByText('Take your time.').waitFor();
    await desk.page.reload();
    await pane('First').getByRole('tab', { name: 'Ruth Kaplan', selected: true }).waitFor();
    await pane('Second').getByRole('tab', { name: 'Dolores Vega', selected: true }).waitFor();
    await desk.page.setViewportSize({ width: 320, height: 640 });
    await expect.poll(() => desk.page.locator('iframe:visible').count()).toBe(1);
    await desk.page.setViewportSize({ width: 1440, height: 900 });
    await desk.page.getByRole('button', { name: 'Two side by side' }).click();
    await desk.page.getByRole('tab', { name: 'Ruth Kaplan', selected: true }).waitFor();
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
      const sideways = `Math.max(...['html', '#scroll', '#people'].map((name) => {
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
