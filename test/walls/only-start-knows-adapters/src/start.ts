import { start } from '../adapters/slack/start.ts';

start();
