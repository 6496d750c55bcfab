import { start } from '../../adapters/slack/start.ts';

export const resume = (): void => start();
