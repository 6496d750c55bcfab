import { App } from '@slack/bolt';

export const app = new App({});
