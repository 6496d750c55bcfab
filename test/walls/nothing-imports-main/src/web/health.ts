import { version } from '../main.ts';

export const health = { version };
